"""Whom to reach, in order, when the 911 centre for a place is not known or does not answer.

Dialling 911 from here is no rung: it rings at our own centre.
"""

from collections.abc import Sequence
from gettext import gettext as _

from console.domain.place.facility import Facility
from console.domain.place.fallback import Fallback
from console.words import labels


def rung(fallback: Fallback) -> str:
    """Return what a rung is called."""
    return {
        Fallback.VERIFIED: _("a number in our own book that somebody has verified"),
        Fallback.SHERIFF: _("the sheriff of the county, by ten-digit number"),
        Fallback.WARNING_POINT: _("the state warning point, by ten-digit number"),
        Fallback.RELAY: _("the relay service that connects to other 911 centres"),
        Fallback.LIFELINE: _("988, which can reach the local network"),
    }[fallback]


def short(fallback: Fallback) -> str:
    """Return the same in a word or two."""
    return {
        Fallback.VERIFIED: _("verified number"),
        Fallback.SHERIFF: _("county sheriff"),
        Fallback.WARNING_POINT: _("state warning point"),
        Fallback.RELAY: _("relay service"),
        Fallback.LIFELINE: _("988"),
    }[fallback]


def with_numbers(fallback: Fallback, known: Sequence[Facility]) -> str:
    """Return a rung with whom it reaches by which number, or that no number is on file."""
    if fallback is Fallback.LIFELINE:
        return short(fallback)
    numbers = ", ".join(f"{one.name} {labels.phone(one.phone)}" for one in known if one.phone)
    return f"{short(fallback)}: {numbers or _('no number on file')}"
