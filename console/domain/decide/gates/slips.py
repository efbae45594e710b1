"""What was told and should not have been: a fact that no gate refuses (CONTENT 4.2; S20).

It is written down as what it is, with no basis, and the client may ask for it (164.528).
"""

from collections.abc import Iterator

from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.care.duties import Told
from console.domain.decide.gates import consent
from console.domain.decide.gates.here import Here
from console.domain.decide.gates.telling import Said
from console.domain.events import DisclosureMade
from console.domain.private import Private
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Answer

SLIPPED, INFORMANT = "slipped", "informant.told"
TO, WHAT, SUD = "slip.to", "slip.what", "slip.sud"
WORDS = frozenset({TO, WHAT, SUD})


def wanted(answer: Answer | None) -> frozenset[str]:
    """Return the fields that ``answer`` asks for beside those of its step."""
    return WORDS if answer is not None and answer.key == SLIPPED else frozenset()


def slipped(here: Here) -> Iterator[DisclosureMade]:
    """Yield the record of what slipped out, once it is known to whom, and what.

    What nobody has ruled out may be of substance-use treatment.
    """
    if not wanted(here.answer):
        return
    said = Said(here.case, here.run, {value.field: value for value in here.values})
    to, what = said.text(TO), said(WHAT)
    if what is None or what.text is None or not (to and said.text(WHAT) and said.text(SUD)):
        return
    if _recorded(here, said):
        return
    kind = Recipient.CONTACT if consent.named(here.board, here.case, to) else None
    sud = said.text(SUD) != "no"
    record = Disclosure(
        Basis.NONE, to, what.shown, here.protocol.title, kind=kind, channel="telephone", sud=sud
    )
    where = here.run.id, here.step.id
    made = Private(record, what.text.salt)
    yield DisclosureMade(here.case.id, made, Basis.NONE.value, kind, sud, *where)


def _recorded(here: Here, said: Said) -> bool:
    """Whether these same words are on record from this step."""
    before = Said(here.case, here.run, {})
    same = all(before.text(name) == said.text(name) for name in (TO, WHAT))
    place = (here.run.id, here.step.id)
    return same and any((told.run, told.step) == place for told in _told(here.case))


def unrecorded(case: Case, run: Escalation) -> bool:
    """Whether somebody said in ``run`` that something slipped out, and no record says what.

    Once the list of that run is over, the closing list has room for the record.
    """
    said = case.answers.get(INFORMANT)
    if said is None or said.run != run.id or said.value.code != SLIPPED:
        return False
    return not any(told.entry > said.entry or told.run == run.id for told in _told(case))


def happened(case: Case) -> bool:
    """Whether anything was told in this case that should not have been."""
    return bool(_told(case))


def _told(case: Case) -> list[Told]:
    return [told for told in case.duties.told if told.basis == Basis.NONE]
