"""Which places the list shows: all, numbers that want confirming, or what no list names."""

from enum import StrEnum
from gettext import gettext as _


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
