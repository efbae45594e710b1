"""What is said of a place in the list, one row in words, and how the list is narrowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext

from console.domain.board import Board
from console.domain.place.book import number_fresh, with_book
from console.domain.place.facility import Facility, FacilityKind, Service, list_fresh
from console.words import labels
from console.words.place import book, onfile
from console.words.refusals import staff_name


class Show(StrEnum):
    """What the list is narrowed to."""

    ALL = "all"
    CONFIRM = "confirm"
    GONE = "gone"

    @property
    def after(self) -> "Show":
        """What the key shows next."""
        every = tuple(Show)
        return every[(every.index(self) + 1) % len(every)]


def words_of(show: Show) -> str:
    """Return what is shown, in a word or two."""
    return {
        Show.ALL: _("All places"),
        Show.CONFIRM: _("Numbers to confirm"),
        Show.GONE: _("No longer listed"),
    }[show]


def nothing(show: Show, *, typed: bool) -> str:
    """Return what is said when there is nothing to show; ``typed``: of what was looked for."""
    if typed:
        return {
            Show.ALL: _(
                "Nothing of that name is on file.\nTry fewer words, the town or the ZIP code."
            ),
            Show.CONFIRM: _("No number of that name wants to be confirmed."),
            Show.GONE: _("Nothing of that name has gone from its list."),
        }[show]
    return {
        Show.ALL: _("No place is on file yet."),
        Show.CONFIRM: _("Every number on file was verified within 90 days."),
        Show.GONE: _("Every place on file is in the newest list of its source."),
    }[show]


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the list shows it.

    Attributes:
        number: as it is dialled, or that there is none.
        what: its kind, its town, and what is known of it.
        checked: when its number was verified and by whom; ``ask`` says that it must be asked.
        data: of when its list's data are; ``old`` says that it is no longer fresh.
        gone: its newest list no longer names it.
    """

    facility: Facility
    number: str
    what: str
    checked: str
    ask: bool
    data: str
    old: bool
    gone: bool

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        parts = (self.facility.name, self.what, self.number, self.checked, self.data)
        dropped = _("no longer listed") if self.gone else ""
        return ", ".join(part for part in (*parts, dropped) if part)


def row(listed: Facility, board: Board, now: datetime, live: int = 0) -> Row:
    """Return a place as the list shows it, with what was found out by calling.

    ``live`` is how many clients live where it answers; nothing is said of none.
    """
    one, today = with_book(listed, board.book), now.astimezone().date()
    return Row(
        one,
        book.number(one),
        " · ".join(_what(one, live)),
        checked(one, board, now),
        one.phone is None or not number_fresh(one.verified_on, today),
        onfile.data_of(one.vintage),
        not one.invented and not list_fresh(one.vintage, today),
        one.gone,
    )


def checked(one: Facility, board: Board, now: datetime) -> str:
    """Return when a number was verified and by whom; nothing where there is no number."""
    said = book.number_age(one, now.astimezone().date())
    if not said or one.verified_on is None or not one.verified_by:
        return said
    who = staff_name(board, one.verified_by)  # type: ignore[arg-type]
    return _("{verified}, by {who}").format(verified=said, who=who)


def town(one: Facility) -> str:
    """Return town, state and ZIP code, as far as they are known."""
    state = " ".join(part for part in (one.state, one.zip) if part)
    return ", ".join(part for part in (one.city, state) if part)


def known(one: Facility) -> Iterator[str]:
    """Yield what is recorded of the care that is given there, in a word or two each."""
    if one.kind is FacilityKind.HOSPITAL:
        yield {
            True: _("emergency department"),
            False: _("no emergency department"),
            None: _("emergency department not recorded"),
        }[one.emergency if not one.ward else None]
    if one.psychiatric:
        yield _("psychiatric")
    if one.paediatric:
        yield _("children")
    yield from (service(each) for each in Service if each in one.services)


def service(value: Service) -> str:
    """Return what a place does for somebody in a crisis."""
    return {
        Service.WALK_IN: _("walk-in"),
        Service.ON_SITE: _("seen on site"),
        Service.MOBILE: _("goes out"),
        Service.TEAM: _("crisis team"),
    }[value]


def _what(one: Facility, live: int) -> Iterator[str]:
    if one.invented:
        yield _("invented for practice")
    yield labels.facility(one.kind)
    if place := town(one):
        yield place
    if live:
        said = ngettext("{n} client lives there", "{n} clients live there", live)
        yield said.format(n=live)
    yield from known(one)
