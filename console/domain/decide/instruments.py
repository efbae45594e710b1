"""Scoring an instrument in a case, and loading the text of one."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import InstrumentCommand, LoadInstrument, ScoreInstrument
from console.domain.decide import guard
from console.domain.events import Event, InstrumentLoaded, InstrumentScored
from console.domain.happened import Asked
from console.domain.ids import InstrumentId
from console.domain.instrument.answers import Given, Heard, read_answer, taken
from console.domain.instrument.instrument import Instrument, Method
from console.domain.instrument.loaded import Wording, lacking
from console.domain.instrument.scoring import score
from console.domain.people.staff import Role
from console.domain.refused import (
    LicenceUnsaid,
    NoSuchInstrument,
    NotAnAnswer,
    NothingAnswered,
    Refused,
    TextLacks,
    TextShips,
)


def decide(board: Board, command: InstrumentCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    if isinstance(command, ScoreInstrument):
        return _score(board, guard.my_case(board, command.case, asked), command)
    guard.one_of(board, asked, Role.SHIFT_LEAD, Role.CLINICAL_LEAD)
    return _load(board, command)


def _score(board: Board, case: Case, command: ScoreInstrument) -> tuple[Event, ...]:
    instrument = _known(board, command.instrument)
    given = command.answers.value or ()
    _can_be_read(instrument, given)
    variant = _variant(board, instrument, command)
    last = case.assessed(instrument.id)
    if last is not None and (last.answers.value, last.variant) == (given, variant):
        return ()
    totals = board.totals.get(case.client, {}) if case.client is not None else {}
    previous = totals.get(instrument.id)
    found = score(instrument, Heard(taken(given)), previous=previous, variant=variant)
    return (
        InstrumentScored(
            case.id,
            instrument.id,
            instrument.version,
            command.answers,
            found.score,
            found.band,
            found.tier,
            found.basis,
            found.complete,
            found.at_least,
            instrument.method is Method.GUIDE,
            variant,
            instrument.edition,
            previous,
        ),
    )


def _known(board: Board, name: InstrumentId) -> Instrument:
    found = board.instrument(name)
    if found is None:
        raise Refused(NoSuchInstrument(name))
    return found


def _can_be_read(instrument: Instrument, given: tuple[Given, ...]) -> None:
    if not given:
        raise Refused(NothingAnswered())
    wrong = []
    for one in given:
        item = instrument.item(one.item)
        if item is None or (not one.refused and read_answer(item, one.said) != one.said):
            wrong.append(one.item if item is None else item.label)
    if wrong:
        raise Refused(NotAnAnswer(tuple(wrong)))


def _variant(board: Board, instrument: Instrument, command: ScoreInstrument) -> str | None:
    """Return which way of reading holds: that of the loaded words, else what somebody said."""
    loaded = board.instruments.get(instrument.id)
    told = loaded.wording.variant if loaded is not None else None
    name = told or command.variant
    if name is not None and instrument.variant(name) is None:
        raise Refused(NotAnAnswer((name,)))
    return name


def _load(board: Board, command: LoadInstrument) -> tuple[Event, ...]:
    instrument = _known(board, command.instrument)
    held = board.instruments.get(instrument.id)
    if held is not None and held.sha256 == command.sha256:
        return ()
    if instrument.licence.text_shipped or instrument.licence.own_words:
        raise Refused(TextShips(instrument.id))
    if not command.licence.strip():
        raise Refused(LicenceUnsaid())
    wording = command.wording.value or Wording(())
    bare = lacking(instrument, wording)
    if bare:
        raise Refused(TextLacks(bare))
    by_words = tuple(one.id for one in instrument.variants if one.reversed)
    if by_words and instrument.variant(wording.variant) is None:
        raise Refused(TextLacks(variants=tuple(one.id for one in instrument.variants)))
    return (
        InstrumentLoaded(
            instrument.id,
            instrument.version,
            command.wording,
            command.edition,
            command.sha256,
            command.licence.strip(),
        ),
    )
