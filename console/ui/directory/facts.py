"""All that is known of a place, each with what says so: for the place as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.place.facility import Facility, FacilityKind
from console.places.lists.onfile import Brought
from console.places.reasons import METRES_A_KM
from console.ui.directory.holdings import brought
from console.ui.directory.rows import Row, service, town
from console.words import labels
from console.words.place import book
from console.words.place.onfile import data_age


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known; ``tone`` is a tier's name or nothing, and the words say it too."""

    name: str
    said: str
    tone: str = ""


def facts(row: Row, came: Brought | None, board: Board, now: datetime) -> Iterator[Fact]:
    """Yield everything that is on file of a place, the most pressing first."""
    one = row.facility
    if row.gone:
        said = _("Its newest list no longer names it: call to ask.")
        yield Fact(_("Listed"), said, "high")
    if room := board.book.rooms.get(one.id):
        yield Fact(_("Room"), book.room(room, now))
    yield Fact(_("Kind"), labels.facility(one.kind))
    if one.invented:
        yield Fact(_("Invented"), _("made up for practice"))
    yield from _where(one)
    yield from _care(one)
    yield Fact(_("List"), one.source)
    age = data_age(one.vintage, now.astimezone().date())
    yield Fact(_("Data"), f"⚠ {age}" if row.old else age, "high" if row.old else "")
    if came is not None:
        yield Fact(_("Import"), brought(came, board))
    yield Fact(_("Id"), one.id)


def _where(one: Facility) -> Iterator[Fact]:
    address = ", ".join(part for part in (one.address, town(one)) if part)
    yield Fact(_("Address"), address or _("no address on file"))
    spot = f"{one.at.lat:.5f}, {one.at.lon:.5f}"
    if one.error_m is not None and one.area is None:
        said = _("{spot}, the door may be up to about {km} km off")
        km = max(1, round(one.error_m / METRES_A_KM))
        yield Fact(_("Point"), said.format(spot=spot, km=km), "high")
    else:
        yield Fact(_("Point"), spot)
    if one.county_fips:
        yield Fact(_("County"), one.county_fips)
    if one.kind is FacilityKind.PSAP:
        area = _("an area is on file") if one.area is not None else _("no area on file")
        yield Fact(_("Answers for"), area)


def _care(one: Facility) -> Iterator[Fact]:
    """Yield what its list says of the care there, and what it does not say."""
    said = {True: _("recorded"), False: _("recorded as none"), None: _("not recorded: call to ask")}
    if one.ward:
        yield Fact(_("Ward"), _("long-term care or rehabilitation: call to ask for emergencies"))
    if one.kind is FacilityKind.HOSPITAL:
        yield Fact(_("Emergency"), said[one.emergency if not one.ward else None])
    if one.kind in {FacilityKind.HOSPITAL, FacilityKind.CRISIS_CENTRE}:
        yield Fact(_("Psychiatric"), said[one.psychiatric])
        yield Fact(_("Children"), said[one.paediatric])
    if one.services:
        services = ", ".join(service(each) for each in sorted(one.services))
        yield Fact(_("In a crisis"), services)
    if one.beds is not None:
        yield Fact(_("Beds"), str(one.beds))
