"""A hand-off as a file: for whom each form is, and the one call that writes it."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from enum import StrEnum
from typing import Final

from console.domain.care.disclosure import Recipient
from console.reports.document import Document
from console.reports.handoff.eido import eido
from console.reports.handoff.fhir import fhir
from console.reports.handoff.own import own
from console.reports.handoff.told import Told
from console.reports.told.packet import made_words, packet_document, packet_file
from console.words import packet as words


class Form(StrEnum):
    """What a hand-off can be written as; the value is what the command line calls it."""

    PDF = "pdf"
    JSON = "json"
    FHIR = "fhir"
    EIDO = "eido"

    @property
    def ending(self) -> str:
        """The ending of a file of it."""
        return self.value if self in {Form.PDF, Form.JSON} else f"{self.value}.json"

    @property
    def readers(self) -> frozenset[Recipient]:
        """Who has programs that read it; paper is for everybody."""
        return READERS.get(self, frozenset(Recipient))

    @property
    def usual(self) -> Recipient:
        """For whom it is made where nobody says."""
        return Recipient.POLICE if self is Form.EIDO else Recipient.MEDICAL


READERS: Final[Mapping[Form, frozenset[Recipient]]] = {
    Form.EIDO: frozenset({Recipient.POLICE, Recipient.CRISIS_TEAM, Recipient.MEDICAL}),
    Form.FHIR: frozenset(
        {Recipient.MEDICAL, Recipient.CRISIS_TEAM, Recipient.OTHER_LINE, Recipient.INTERNAL}
    ),
}


def written(told: Told, form: Form, zone: tzinfo) -> bytes:
    """Return the file of ``told``; a PDF takes seconds, and its times are those of ``zone``.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    made: Mapping[Form, Callable[[Told], bytes]] = {
        Form.JSON: own,
        Form.FHIR: fhir,
        Form.EIDO: eido,
    }
    return made[form](told) if form in made else packet_file(paper(told, zone))


def paper(told: Told, zone: tzinfo) -> Document:
    """Return ``told`` as a document, for paper."""
    said = made_words(told.number, told.at, zone)
    title = words.title(told.made)
    return packet_document(title, said, told.lines, notice=told.notice, practice=told.practice)
