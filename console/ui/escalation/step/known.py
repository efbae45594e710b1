"""What a step need not ask again: answers of this case, and what the record says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.decide.evidence import STAMP, holds
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Field, FieldType, Step
from console.domain.tier import Tier
from console.words import returned
from console.words.refusals import staff_name

NEVER_CARRIED = frozenset({"location.read_back", "psap.name", "psap.number", "attempt.outcome"})
"""A reading back, and what came of a try, are of this once; a number is of the place."""

OF_ONE_RUN = ("notify.", "part2.", "disclosure.")
"""Whom somebody told, and on what basis, is of that telling alone."""


@dataclass(frozen=True, slots=True)
class Known:
    """One answer that is known: its code or words, and since when or from where."""

    shown: str
    since: str


def known(board: Board, case: Case, run: Escalation, step: Step) -> Mapping[str, Known]:
    """Return what is known for the fields of ``step`` in ``run``, by the id of the field."""
    found = dict(_recorded(board, case))
    for name, answer in case.answers.items():
        if name.startswith(OF_ONE_RUN) and answer.entry < run.entry:
            continue
        if answer.value.shown.strip():
            at = f"{answer.at.astimezone():%H:%M}"
            found[name] = Known(answer.value.shown, _("known {time}").format(time=at))
    found.update(_returned(case))
    wanted = {field.id for field in step.fields if _carried(field, step)} - NEVER_CARRIED
    return {name: one for name, one in found.items() if name in wanted}


def _returned(case: Case) -> Iterator[tuple[str, Known]]:
    """Yield what a 911 centre sent back; what a person wrote stays, and the other is named."""
    for name, offered in returned.offers(case):
        answer = case.answers.get(name)
        mine = answer.value.shown.strip() if answer is not None else ""
        if mine == offered:
            continue
        since = returned.differs(offered) if mine else returned.since(case)
        yield name, Known(mine or offered, since)


def _carried(field: Field, step: Step) -> bool:
    """Whether an answer to ``field`` is worth showing again.

    A tick says that something was done this once, and so does a time that the tick stamps.  A
    time that is waited for is offered, and never filled in: somebody has to say it anew.
    """
    if field.type is FieldType.TIME:
        return holds(step) or not field.id.endswith(STAMP)
    return field.type is not FieldType.TICK


def _recorded(board: Board, case: Case) -> Iterator[tuple[str, Known]]:
    yield from _placed(case)
    yield from _declared(board, case)
    on_file = _("on file")
    client = board.client_of(case)
    called = next((c.phone.value for c in case.contacts if c.phone and c.phone.value), None)
    number = called or (client.phones[0].number if client and client.phones else None)
    if number:
        yield "callback.number", Known(number, _("called from it") if called else on_file)
    for tag in client.languages[:1] if client is not None else ():
        yield "language", Known(tag.partition("-")[0], on_file)


def _placed(case: Case) -> Iterator[tuple[str, Known]]:
    """Yield where the person is, as far as that is known."""
    if case.place is None:
        return
    here = case.place.location
    parts = {
        "address": here.address,
        "unit": here.unit,
        "city": here.city,
        "state": here.state,
        "zip": here.zip,
        "source": str(here.source),
    }
    for part, shown in parts.items():
        if shown:
            yield f"location.{part}", Known(shown, _("on file"))


def _declared(board: Board, case: Case) -> Iterator[tuple[str, Known]]:
    """Yield what was said when the tier was set, and who came."""
    if case.tier is not None and case.tier.tier is Tier.IMMINENT:
        for place, reason in enumerate(case.tier.reasons[:2], start=1):
            if reason.value:
                yield f"imminent.reason_{place}", Known(reason.value, _("set with the tier"))
    if case.help_answered_by is not None:
        name = staff_name(board, case.help_answered_by)
        yield "consult.by", Known(name, _("came when you called"))
