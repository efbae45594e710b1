"""The record of a disclosure, made of the evidence of the step in which somebody was told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Disclosure, Emergency, Recipient
from console.domain.care.duties import Told
from console.domain.commands import RecordDisclosure
from console.domain.decide.gates import consent, filtering, override
from console.domain.decide.gates.here import Here
from console.domain.decide.gates.telling import Said, Telling, tellings
from console.domain.events import DisclosureMade
from console.domain.happened import Asked
from console.domain.people.circle import Scope
from console.domain.private import Private
from console.domain.protocol.escalation import Outcome
from console.domain.protocol.protocol import Gate, How, Kind
from console.domain.refused import Lacking, NeedsWords, NothingThere, Refused

TELLS_NOBODY = frozenset({How.RETURN, How.CALL})
"""Answers that turn back, or ask another checklist first."""


def disclosed(here: Here) -> Iterator[DisclosureMade]:
    """Yield a record for each disclosure that a step completes: 45 CFR 164.528(b)(2).

    Its date and author are those of its entry.

    Raises:
        Refused: whoever is told may not be told so.
    """
    if here.answer is not None and (here.answer.how in TELLS_NOBODY or _told_by_another(here)):
        return
    said = Said(here.case, here.run, {value.field: value for value in here.values})
    before = _before(here)
    for found in tellings(said, here.protocol, here.step, here.values):
        telling = consent.of_circle(here.board, here.case, found, here.asked.at.date())
        record = _record(here, said, telling)
        if not _said_already(here, telling):
            consent.check(here.board, here.case, telling, here.asked)
        filtering.check(here.board, here.case, record, here.asked)
        if not telling.now or not record.recipient or not record.what:
            continue
        # The salt of its words serves again: the record holds nothing beyond them.
        salt = telling.what.salt if telling.what is not None else _salt(here)
        yield DisclosureMade(
            here.case.id,
            Private(record, salt),
            record.basis.value,
            record.kind,
            record.sud,
            here.run.id,
            here.step.id,
            _corrected(before, record),
        )


def _before(here: Here) -> list[Told]:
    """Return what this step has on record from before it was opened again."""
    place = here.run.id, here.step.id
    told = here.case.duties.told
    return [one for one in told if (one.run, one.step) == place and one.basis != Basis.NONE]


def _corrected(before: list[Told], record: Disclosure) -> int:
    """Return the entry that ``record`` takes the place of, and take it out of ``before``."""
    same = (one for one in before if one.recipient is record.kind)
    found = next(same, before[0] if before else None)
    if found is None:
        return 0
    before.remove(found)
    return found.entry


def _told_by_another(here: Here) -> bool:
    """Whether somebody is told by another answer of this step alone, the one that is gated."""
    tells = {Gate.G3, Gate.G4}
    gated = any(tells.intersection(answer.gates) for answer in here.step.answers)
    own = here.answer.gates if here.answer is not None else ()
    return gated and not here.step.gates and not tells.intersection(own)


def _said_already(here: Here, telling: Telling) -> bool:
    """Whether only the record is written of what was said to them in this run, on that basis.

    It was weighed when it was said; whoever was barred or objected to since was told all the
    same, and the record of it must stand.
    """
    if here.step.kind is not Kind.RECORD:
        return False
    before = Said(here.case, here.run, {})
    same = (before.text("notify.who"), before.text("notify.basis")) == (telling.who, telling.basis)
    return same and any(
        settled.outcome is Outcome.DONE and step is not None and Gate.G4 in step.gates
        for name, settled in here.run.settled.items()
        for step in (here.protocol.step(name),)
    )


def disclosed_by_hand(
    board: Board, case: Case, command: RecordDisclosure, asked: Asked
) -> tuple[DisclosureMade, ...]:
    """Return a disclosure as somebody wrote it down, under the same rules.

    What should not have been told is a fact, and stands under none.

    Raises:
        Refused: whoever is told may not be told so.
    """
    record = command.disclosure.value
    if record is None:
        raise Refused(NothingThere())
    for said, what in (
        (record.recipient, Lacking.NAME),
        (record.what, Lacking.WHAT_WAS_SAID),
        (record.purpose, Lacking.REASON),
    ):
        if not said.strip():
            raise Refused(NeedsWords(what))
    made = DisclosureMade(case.id, command.disclosure, record.basis.value, record.kind, record.sud)
    if record.basis is Basis.NONE:
        return (made,)
    telling = Telling(
        record.recipient,
        record.kind or Recipient.OTHER_LINE,
        record.basis,
        items=frozenset(scope for scope in Scope if scope.value in record.minimum),
        because=record.consent,
        sud=record.sud,
        asks_because=True,
    )
    consent.check(board, case, telling, asked)
    filtering.check(board, case, record, asked)
    return (made,)


def _record(here: Here, said: Said, telling: Telling) -> Disclosure:
    what = telling.what.value if telling.what is not None else telling.said
    record = Disclosure(
        telling.basis,
        telling.who,
        what or telling.said,
        here.protocol.title,
        said.anywhere("override.facts"),
        telling.kind,
        channel="telephone",
        minimum=tuple(scope.value for scope in Scope if scope in telling.items),
        source=said.anywhere("override.source"),
        gates=_gates(here, telling),
        consent=consent.reference(here.board, here.case, telling),
        sud=telling.sud,
    )
    if telling.basis is not Basis.PART2_EMERGENCY:
        return record
    four = Emergency(telling.who, telling.facility, *_by_whom_and_when(here, said), telling.nature)
    return replace(record, organisation=telling.facility, emergency=four)


def _by_whom_and_when(here: Here, said: Said) -> tuple[str, datetime]:
    """Return who told it, and when: as the checklist says, else who settles it, and now."""
    asked = here.asked
    staff = here.board.staff.get(asked.by)
    discloser = said.text("part2.discloser") or (staff.name if staff is not None else asked.by)
    try:
        at = datetime.fromisoformat(said.text("part2.when"))
    except ValueError:
        at = asked.at
    return discloser, (at if at.tzinfo is not None else asked.at).astimezone(UTC)


def _gates(here: Here, telling: Telling) -> tuple[str, ...]:
    threat = telling.basis is Basis.THREAT_512J
    by_form = threat and override.done(here.board, here.case)
    gates = ["G1"] if telling.kind is Recipient.CONTACT else []
    gates += ["G3"] if by_form else []
    return (*gates, *(["G4"] if telling.sud else []))


def _salt(here: Here) -> str:
    return next((value.text.salt for value in here.values if value.text is not None), here.salt)
