"""A hand-off packet on paper: what is told.

What is held back is for whoever gives it and stays off the paper: that something is held back
under Part 2 would tell that there is something (42 CFR 2.13(c)).
"""

from datetime import datetime, tzinfo
from gettext import gettext as _

from console.reports.document import Document, Facts
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
    *,
    notice: str = "",
    practice: bool,
) -> Document:
    """Return a packet as a document; an empty line says that nobody knows yet.

    Args:
        title: for whom it is.
        said: of which case, and when it was made.
        lines: what it says.
        notice: what travels with what is told of substance use.
        practice: whether it is of an invented person.
    """
    unknown = _("not known")
    facts = tuple(
        (line.label, f"{line.value or unknown}{f' ({line.note})' if line.note else ''}")
        for line in lines
    )
    told = Facts(_("What is told"), facts)
    along = (Facts(_("Notice"), ((_("Part 2"), notice),)),) if notice else ()
    return Document(title, said, (told, *along), practice)


def packet_file(document: Document) -> bytes:
    """Return a packet as PDF; it takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    return pdf(document)
