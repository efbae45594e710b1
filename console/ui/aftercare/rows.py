"""The list of what is owed: its rows, and how they are narrowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.after.rules import AfterRules
from console.domain.ids import StaffId
from console.domain.seen.owed import Owed, OwedKind, When, again, owed
from console.ui.actions import act
from console.words.aftercare import owed as words
from console.words.aftercare import said


class Show(StrEnum):
    """Which of all that is owed is shown."""

    ALL = "all"
    MINE = "mine"
    STUCK = "stuck"
    AGAIN = "again"

    @property
    def after(self) -> "Show":
        """What the key shows next."""
        every = tuple(Show)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is owed; its words are made only when somebody sees or hears them.

    Attributes:
        board, rules, now: what the words are made of; two rows are the same without them.
    """

    one: Owed
    late: When
    board: Board = field(compare=False, repr=False)
    rules: AfterRules = field(compare=False, repr=False)
    now: datetime = field(compare=False)

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.one.key

    @property
    def name(self) -> str:
        """Whom it is owed to."""
        return words.who(self.board, self.one)

    @property
    def kind(self) -> str:
        """What it is."""
        return said.kind(self.one.kind)

    @property
    def what(self) -> str:
        """How it stands."""
        return words.what(self.board, self.one, self.rules)

    @property
    def when(self) -> str:
        """When it is due, as it was when the row was made."""
        return words.when(self.one, self.now)

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        return words.spoken(self.board, self.one, self.rules, self.now)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is owed, and how much of it is overdue, stuck or one's own."""

    all: int
    overdue: int
    stuck: int
    mine: int
    again: int


def rows(
    board: Board, now: datetime, rules: AfterRules, me: StaffId
) -> tuple[tuple[Row, ...], Counts]:
    """Return everything that is owed at ``now`` (in the time zone here), and the counts.

    Whoever is in crisis again and again stands at the end, and is no part of what is owed.
    """
    found = owed(board, now, rules)
    made = tuple(_row(board, one, now, rules) for one in found)
    late = sum(row.late is When.OVERDUE for row in made)
    stuck, mine = sum(one.stuck for one in found), sum(_mine(one, me) for one in found)
    more = tuple(_row(board, one, now, rules) for one in again(board, now, rules))
    return (*made, *more), Counts(len(made), late, stuck, mine, len(more))


def narrowed(found: Sequence[Row], show: Show, me: StaffId) -> list[Row]:
    """Return the rows that ``show`` asks for."""
    if show is Show.MINE:
        return [row for row in found if _mine(row.one, me)]
    if show is Show.STUCK:
        return [row for row in found if row.one.stuck]
    return [row for row in found if (row.one.kind is OwedKind.AGAIN) is (show is Show.AGAIN)]


def show_words(show: Show, counts: Counts) -> str:
    """Return what a filter is called, with how many there are."""
    named = {
        Show.ALL: (_("All"), counts.all),
        Show.MINE: (_("Mine"), counts.mine),
        Show.STUCK: (_("Stuck"), counts.stuck),
        Show.AGAIN: (_("Again"), counts.again),
    }
    word, count = named[show]
    return f"{word} {count}"


def nothing(show: Show) -> str:
    """Return what is said when there is nothing to show."""
    return {
        Show.ALL: _(
            "Nothing is owed now.\nWhat is promised when a case lands stands here until it is "
            "kept, or somebody says why it is not needed.\n{key} begins something for a client."
        ).format(key=act("after_begin").cap),
        Show.MINE: _("Nothing of yours is owed now. {key} shows the others.").format(
            key=act("after_filter").cap
        ),
        Show.STUCK: _("Nothing is stuck."),
        Show.AGAIN: _("Nobody is in crisis again and again."),
    }[show]


def _mine(one: Owed, me: StaffId) -> bool:
    return one.by == me


def _row(board: Board, one: Owed, now: datetime, rules: AfterRules) -> Row:
    return Row(one, one.when(now), board, rules, now)
