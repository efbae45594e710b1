"""What is said of a facility's number and of its room: how old, and what to do about it."""

from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext

from console.domain.place.book import Room, number_fresh, room_stale
from console.domain.place.facility import Facility
from console.words import labels


def number(facility: Facility) -> str:
    """Return the number as it is dialled, or that there is none."""
    return labels.phone(facility.phone) if facility.phone else _("no number on file")


def number_age(facility: Facility, today: date) -> str:
    """Return how long ago the number was verified; nothing where there is no number."""
    if facility.phone is None:
        return ""
    if facility.verified_on is None:
        return _("number not verified: confirm it")
    days = (today - facility.verified_on).days
    said = (
        ngettext("verified {n} d ago", "verified {n} d ago", days) if days else _("verified today")
    )
    said = said.format(n=days)
    if number_fresh(facility.verified_on, today):
        return said
    return _("{verified}: confirm it").format(verified=said)


def room(said: Room, now: datetime) -> str:
    """Return how much room a place said that it has, and how long ago; always to be confirmed."""
    if said.free:
        free = ngettext("room for {n}", "room for {n}", said.free).format(n=said.free)
    else:
        free = _("was full")
    span = now - said.at
    if room_stale(said, now):
        text = _("{room}, but that was {age} ago: call to confirm")
    elif span < labels.MINUTE:
        text = _("{room}, {age}: call to confirm")
    else:
        text = _("{room}, {age} ago: call to confirm")
    return text.format(room=free, age=labels.age(span))
