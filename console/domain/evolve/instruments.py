"""How the board changes once an instrument was scored, or a text loaded."""

from dataclasses import replace

from console.domain.board import Board
from console.domain.care.assessment import Assessment
from console.domain.care.case import Case
from console.domain.care.contact import Suggestion
from console.domain.care.triage import judged
from console.domain.events import InstrumentEvent, InstrumentLoaded, InstrumentScored
from console.domain.happened import Happened
from console.domain.ids import InstrumentId
from console.domain.instrument.instrument import Finding
from console.domain.instrument.loaded import Loaded
from console.domain.instrument.scoring import Scored


def evolve(board: Board, happened: Happened, event: InstrumentEvent) -> Board:
    """Return the board after ``event``."""
    if isinstance(event, InstrumentLoaded):
        return _loaded(board, happened, event)
    case = board.cases[event.case]
    found = Assessment(
        event.instrument,
        event.version,
        event.answers,
        event.score,
        event.band,
        event.tier,
        event.basis,
        event.complete,
        _suggestion(event),
        happened.at,
        happened.by,
        happened.seq,
        event.variant,
    )
    return board.with_case(replace(case, assessments=(*case.assessments, found)))


def _suggestion(event: InstrumentScored) -> Suggestion | None:
    if event.guide and event.at_least is Finding.NONE:
        return None
    return judged(
        Scored(
            event.instrument,
            event.version,
            event.score,
            event.band,
            event.tier,
            event.basis,
            event.complete,
            at_least=event.at_least,
        )
    )


def _loaded(board: Board, happened: Happened, event: InstrumentLoaded) -> Board:
    rest = {name: one for name, one in board.instruments.items() if name != event.instrument}
    wording = event.wording.value
    if wording is None:  # its words are erased: the slot is empty again
        return replace(board, instruments=rest)
    loaded = Loaded(wording, event.edition, event.sha256, event.licence, happened.by, happened.at)
    return replace(board, instruments={**rest, event.instrument: loaded})


def remembered(board: Board, case: Case) -> Board:
    """Return the board with the last whole totals of ``case`` kept for its client.

    The next time is compared with them: a rise is a deterioration (CONTENT 1.2).
    """
    sent = ((one.entry, InstrumentId(one.instrument), one.score) for one in case.contacts)
    asked = ((one.entry, one.instrument, one.score) for one in case.newest)
    in_order = sorted((*sent, *asked), key=lambda one: one[0])
    fresh = {name: score for _entry, name, score in in_order if score is not None}
    if case.client is None or not fresh:
        return board
    held = board.totals.get(case.client, {})
    return replace(board, totals={**board.totals, case.client: {**held, **fresh}})
