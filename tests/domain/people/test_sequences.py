"""Whatever is written about a circle, in whatever order: the strictest word holds."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.commands import (
    BarContact,
    LiftBar,
    NameSupporter,
    PeopleCommand,
    RecordRelease,
    RevokeRelease,
    TakenBack,
    VerifyRelease,
)
from console.domain.decide import decide
from console.domain.evolve import evolve
from console.domain.happened import Asked, Happened
from console.domain.ids import StationId
from console.domain.people.circle import Supporter
from console.domain.people.release import Paper, Release, Scope
from console.domain.private import Private
from console.domain.refused import Refused
from tests.domain.centre import LEE, START
from tests.domain.people.conftest import CLIENT, Care

NAMES = ("Rosa Reyes", "Kyle Brandon")
DONE = st.sampled_from(["name", "record", "revoke", "verify", "bar", "suspect", "lift"])
ACTS = st.lists(st.tuples(DONE, st.sampled_from(NAMES), st.integers(0, 40)), max_size=12)
BEGIN: list[Board] = []


@dataclass
class Word:
    """What a person of plain sense would say holds, after everything that was written."""

    released: bool = False
    barred: bool = False

    def hear(self, act: str) -> None:
        match act:
            case "record" if not self.barred:
                self.released = True
            case "revoke":
                self.released = False
            case "bar" | "suspect":
                self.barred = True
            case "lift":
                self.barred = False
            case _:
                pass


def begin() -> Board:
    if not BEGIN:
        BEGIN.append(Care().board)
    return BEGIN[0]


def command(act: str, name: str, day: int) -> PeopleCommand:
    who, today = private(name), START.date() + timedelta(days=day)
    paper = Paper("support", ends_when="discharge", signed_by="Dana Reyes", signed_on=today)
    match act:
        case "name":
            return NameSupporter(CLIENT, private(Supporter(name, f"since day {day}")))
        case "record":
            release = Release(frozenset({Scope.SAFETY_CONCERN}), paper=paper)
            return RecordRelease(CLIENT, who, private(release))
        case "revoke":
            return RevokeRelease(CLIENT, who, private(TakenBack()))
        case "verify":
            return VerifyRelease(CLIENT, who)
        case "lift":
            return LiftBar(CLIENT, who, private("looked into"))
        case _:
            return BarContact(CLIENT, who, private("she says so"), act == "suspect")


def written(board: Board, asked: PeopleCommand, day: int) -> list[Happened]:
    at = START + timedelta(days=day)
    try:
        events = decide(board, asked, Asked(LEE, StationId("s1"), at))
    except Refused:
        return []
    return [
        Happened(board.seq + n, at, LEE, StationId("s1"), event)
        for n, event in enumerate(events, 1)
    ]


@given(ACTS)
def test_whoever_may_be_told_was_released_last_and_is_not_barred(
    acts: list[tuple[str, str, int]],
) -> None:
    board, words = begin(), {name: Word() for name in NAMES}
    for act, name, day in acts:
        for entry in written(board, command(act, name, day), day):
            board = evolve(board, entry)
        words[name].hear(act)
    for one in board.clients[CLIENT].circle:
        word = words[one.name]
        assert one.may_be_told(START.date()) == (word.released and not word.barred)
        assert one.barred == word.barred


@given(ACTS, st.sets(st.integers(0, 12)))
def test_erasing_words_never_lets_anybody_be_told(
    acts: list[tuple[str, str, int]], erased: set[int]
) -> None:
    whole = bare = begin()
    n = 0
    for act, name, day in acts:
        for one in written(whole, command(act, name, day), day):
            whole = evolve(whole, one)
            bare = evolve(bare, _without_words(one) if n in erased else one)
            n += 1
    told = {one.name for one in whole.clients[CLIENT].circle if one.may_be_told(START.date())}
    later = {one.name for one in bare.clients[CLIENT].circle if one.may_be_told(START.date())}
    assert later <= told


def _without_words(one: Happened) -> Happened:
    """Return an entry as it is read once its words are erased."""
    event = one.event
    held = {name: getattr(event, name) for name in event.__slots__}
    gone = {
        name: Private(None, "") if isinstance(value, Private) else value
        for name, value in held.items()
    }
    return Happened(one.seq, one.at, one.by, one.station, type(event)(**gone))
