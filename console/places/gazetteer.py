"""Where a street, a ZIP code, a town, a county or a pair of coordinates is, asking nobody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from typing import Final, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.address import Address, Degrees, address, plain
from console.places.outlines import counties, county_at
from console.places.streets.asked import crossed, printable
from console.places.streets.find import Finder, Hits
from console.places.streets.names import KIND_WORDS
from console.places.streets.notation import PlusCode, coordinates, plus_code
from console.places.towns import PLACES, ZIPS, Towns, ZipCode, metres
from console.store.streets.file import StreetFile

COUNTY_SOURCE: Final = "Census outlines 2017, by way of us-atlas 3.0.1"
TYPED: Final = "as typed"

MOST: Final = 20
AS_FINE_AS: Final = (
    (100, Precision.ADDRESS),
    (1_000, Precision.STREET),
    (20_000, Precision.ZIP),
)
"""Up to which error in metres typed coordinates are as good as an address, a street, a ZIP."""


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy says nothing of its types
    """An adapter that cannot reach anything: where somebody is must not leave the machine."""

    def get_json(self, *_: object, **__: object) -> NoReturn:
        raise GeocoderUnavailable("this geocoder never asks the network")

    def get_text(self, *_: object, **__: object) -> NoReturn:
        raise GeocoderUnavailable("this geocoder never asks the network")


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy says nothing of its types
    """Streets, ZIP codes and names of towns, as a geopy geocoder that works without a network.

    The tables are read at the first question.

    Args:
        streets: the street file of this machine; without it no street is looked up.
    """

    def __init__(
        self, zips: Path = ZIPS, places: Path = PLACES, streets: StreetFile | None = None
    ) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._files = zips, places
        self._finder = Finder(streets, self._coarse, self._named) if streets else None

    @cached_property
    def _towns(self) -> Towns:
        return Towns(*self._files)

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """Return geopy locations; each one's ``raw`` is its ``Candidate`` as a dictionary."""
        found = [_location(one) for one in self.candidates(query)]
        return (found[0] if exactly_one else found) if found else None

    def reverse(self, query: Point, *, exactly_one: bool = True) -> Location | list[Location]:
        """Return the ZIP code whose middle is nearest to a point; it may not be the point's."""
        found = _location(self._towns.nearest_zip(query).candidate())
        return found if exactly_one else [found]

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Return what ``text`` may mean, the likeliest first; nothing when nothing was found.

        Where no street is found the answer is the ZIP code or the town, and says so.

        Raises:
            StoreTrouble: the street file is damaged, or another program holds it.
        """
        text = printable(text)
        typed = coordinates(text)
        if typed is not None:
            return (self._of_degrees(typed, f"{typed.lat}, {typed.lon}"),)
        if (code := plus_code(text)) is not None:
            return tuple(self._of_code(code))[:MOST]
        parts = address(text)
        coarse = tuple(self._of_address(parts))
        if self._finder is None:
            return coarse[:MOST]
        hits = self._finder.find(text)
        if hits.read and not (parts.zip or parts.state or "," in parts.words):
            coarse = ()  # the end of a street's name, which happens to be the name of a town
        return _together(hits, coarse, self._finder.covers)[:MOST]

    def timezone_at(self, point: Point) -> str | None:
        """Return the time zone of the ZIP code nearest to ``point``, an IANA name."""
        return self._towns.nearest_zip(point).timezone or None

    def town_at(self, point: Point) -> str:
        """Return the town of the ZIP code nearest to ``point``; it may not be the point's."""
        return self._towns.nearest_zip(point).city

    def _coarse(self, parts: Address, whole: bool) -> tuple[Candidate, ...]:
        """Return the ZIP code or the towns of an address, none that is only spelt alike.

        With ``whole`` its words have to be the name of a town from the first to the last.
        """
        towns = () if whole and not self._is_town(parts.words) else tuple(self._towns_of(parts))
        code = self._towns.zips.get(parts.zip or "")
        if code is None or (parts.words and not towns):
            return towns
        return tuple(_with_zip(code.candidate(), towns, parts, more=parts.street))

    def _is_town(self, words: str) -> bool:
        name = plain(words)
        return bool(
            self._towns.states_of(name) or self._towns.states_of(name.removesuffix(" city"))
        )

    def _named(self, point: Point) -> tuple[str, str | None, str | None, str | None]:
        near, county = self._towns.nearest_zip(point, of_streets=True), county_at(point)
        state = self._towns.state_of.get(county[:2]) if county else None
        return near.candidate().label, county, state, near.timezone or None

    def _of_code(self, code: PlusCode) -> Iterator[Candidate]:
        """Yield the places of a Plus Code; a short one has one near each town that was meant."""
        if code.whole:
            yield self._of_degrees(code.near(0.0, 0.0), code.code)
            return
        for town in self._coarse(address(code.town), whole=True) if code.town else ():
            yield self._of_degrees(code.near(town.lat, town.lon), f"{code.code}, {town.label}")

    def _of_degrees(self, typed: Degrees, label: str) -> Candidate:
        point = Point(typed.lat, typed.lon)
        county = county_at(point)
        fine = (precision for limit, precision in AS_FINE_AS if typed.error_m <= limit)
        return Candidate(
            label,
            typed.lat,
            typed.lon,
            next(fine, Precision.COUNTY),
            typed.error_m,
            county,
            self._towns.state_of.get(county[:2]) if county else None,
            TYPED,
            self.timezone_at(point) if county else None,
            None if county else _("This is not in any county of the United States."),
        )

    def _of_address(self, parts: Address) -> Iterator[Candidate]:
        code = self._towns.zips.get(parts.zip or "")
        towns = self._towns_of(parts)
        if code is not None:
            yield from _with_zip(code.candidate(), towns, parts, more=self._more(parts))
        elif (start := self._towns.zips.get(parts.leading_zip or "")) and _one_of(start, towns):
            yield start.candidate()
        elif county := parts.county():
            yield from self._of_county(county, parts.state)
        elif towns:
            yield from _noted(towns, _only_town() if self._more(parts) else None)
        elif parts.state:
            yield from self._alike(parts)

    def _towns_of(self, parts: Address) -> Sequence[Candidate]:
        """Return the towns of the longest name at the end of the words that is a town's."""
        return next((found for _name, found in self._town_names(parts)), ())

    def _town_names(self, parts: Address) -> Iterator[tuple[str, Sequence[Candidate]]]:
        """Yield the names at the end of the words that are a town's, the longest first."""
        crossing = plain(crossed(parts.words))
        for name in parts.towns():
            if name in KIND_WORDS and "," not in parts.words and " " in parts.words:
                continue  # of ``12 Main Street`` the last word is no town in Maryland
            if name == crossing:
                continue  # of ``Monument and Wolfe`` the last word is no town in West Virginia
            states = [parts.state] if parts.state else self._towns.states_of(name)
            found = [town for state in states if (town := self._towns.find(name, state))]
            if found:
                yield name, found

    def _more(self, parts: Address) -> bool:
        """Return whether the words hold more than the name of a town: a street, nearly always."""
        town = next((name for name, _found in self._town_names(parts)), "")
        return parts.street or plain(parts.words) != town

    def _alike(self, parts: Address) -> Iterator[Candidate]:
        """Yield the towns of the state that are spelt nearly so."""
        state, crossing = parts.state or "", plain(crossed(parts.words))
        for name in parts.towns():
            close = self._towns.alike(name, state) if name != crossing else ()
            if close:
                found = [town for one in close if (town := self._towns.find(one, state))]
                note = _("Nothing is spelt like this; the nearest spelling is shown.")
                yield from _noted(found, note, ask=True)
                return

    def _of_county(self, name: str, state: str | None) -> Iterator[Candidate]:
        for prefix, short in self._towns.state_of.items():
            if state not in {None, short}:
                continue
            for fips in counties().named(name, prefix):
                middle, corner_m = counties().middle(fips)
                yield Candidate(
                    _county_name(counties().name(fips) or name, short),
                    round(middle.lat, 4),
                    round(middle.lon, 4),
                    Precision.COUNTY,
                    round(corner_m),
                    fips,
                    short,
                    COUNTY_SOURCE,
                    self.timezone_at(middle),
                )


def _together(
    hits: Hits, coarse: tuple[Candidate, ...], covers: Callable[[Candidate], bool]
) -> tuple[Candidate, ...]:
    """Return streets and towns in one order; what is only spelt alike comes last and says so."""
    if hits.sure and hits.bare and coarse:
        return (*coarse, *hits.sure)
    if hits.sure:
        around = [
            one for one in coarse if any(metres(one, hit) <= one.error_m for hit in hits.sure)
        ]
        rough = any(one.note for one in hits.sure)
        return (*hits.sure, *(map(_whole, around) if rough else ()))
    return (*(_looked_up(one, covers) for one in coarse), *hits.alike)


def _looked_up(one: Candidate, covers: Callable[[Candidate], bool]) -> Candidate:
    """Return a town or ZIP code whose note says that its streets were looked at, if they were."""
    if one.note in {_only_zip(), _only_town()} and covers(one):
        return replace(one, note=_("The street is not among the streets on file."))
    return one


def _whole(one: Candidate) -> Candidate:
    """Return a town or ZIP code beside its street: that this was not looked up is not so."""
    return replace(one, note=None) if one.note in {_only_zip(), _only_town()} else one


def _only_zip() -> str:
    return _("Only the ZIP code was found; the street was not looked up.")


def _only_town() -> str:
    return _("Only the town was found; the street was not looked up.")


def _county_name(name: str, state: str) -> str:
    """Return a county with the word that its state has for counties."""
    match state:
        case "LA":
            return _("{name} Parish, {state}").format(name=name, state=state)
        case "AK" | "PR":
            return f"{name}, {state}"
        case _:
            return _("{name} County, {state}").format(name=name, state=state)


def _location(one: Candidate) -> Location:
    return Location(one.label, (one.lat, one.lon), asdict(one))


def _with_zip(
    code: Candidate, towns: Sequence[Candidate], parts: Address, *, more: bool
) -> Iterator[Candidate]:
    """Yield the ZIP code, and the towns too where both cannot be true.

    ``more`` is whether more was said than a ZIP code and a town.
    """
    wrong_state = parts.state not in {None, code.state}
    if wrong_state or (towns and not any(_overlap(town, code) for town in towns)):
        note = _("The ZIP code and the town do not fit together: ask which is right.")
        yield from _noted((code, *towns), note, ask=True)
    else:
        yield replace(code, note=_only_zip() if more else None)


def _overlap(town: Candidate, code: Candidate) -> bool:
    return town.state == code.state and metres(town, code) <= town.error_m + code.error_m


def _one_of(code: ZipCode, towns: Sequence[Candidate]) -> bool:
    """Return whether five digits at the start are the ZIP code of a town that follows."""
    return any(_overlap(town, code.candidate()) for town in towns)


def _noted(
    found: Iterable[Candidate], note: str | None, *, ask: bool = False
) -> Iterator[Candidate]:
    for one in found:
        yield replace(one, note=note, ask=ask)
