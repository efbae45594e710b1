"""A hand-off packet on paper: what is told, what is held back and why."""

from datetime import datetime, tzinfo
from gettext import gettext as _

from console.reports.document import Document, Facts, Table
from console.reports.pdf import pdf
from console.reports.times import moment
from console.words.packet import Line


def made_words(number: int, at: datetime, zone: tzinfo) -> str:
    """Return of which case a packet is, and when it was made."""
    made = _("case {n} · made {at} · minimum necessary")
    return made.format(n=number, at=moment(at, zone))


def packet_document(
    title: str,
    said: str,
    lines: tuple[Line, ...],
    withheld: tuple[tuple[str, str], ...],
    *,
    practice: bool,
) -> Document:
    """Return a packet as a document; an empty line says that nobody knows yet."""
    unknown = _("not known: ask")
    facts = tuple(
        (line.label, f"{line.value or unknown}{f' ({line.note})' if line.note else ''}")
        for line in lines
    )
    held = Table(
        _("Withheld, and why"),
        (_("What"), _("Why")),
        withheld,
        none=_("Nothing is withheld."),
        widths=(50, 0),
    )
    return Document(title, said, (Facts(_("What is told"), facts), held), practice)


def packet_file(document: Document) -> bytes:
    """Return a packet as PDF; it takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    return pdf(document)
