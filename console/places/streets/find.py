"""Which street, house or crossing a text may mean, among the streets of this machine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from gettext import gettext as _
from typing import Final

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.address import Address
from console.places.streets.asked import Asked, asked
from console.places.streets.line import apart, middle
from console.places.streets.names import StreetName, misspellings, street_name
from console.places.streets.number import numbered
from console.store.streets.file import StreetFile
from console.store.streets.rows import Box, Crossing, Found, Source

MOST: Final = 8
LONGEST_NAME: Final = 7  # words
CORNER_M: Final = 120.0
"""Nodes of one crossing of wide streets lie so near each other."""
CORNER_ERROR_M: Final = 20
NEAR_M: Final = 3_000.0
"""How far from the circle of its town or ZIP code a street may lie: circles are rough."""
ALIKE: Final = 0.75

ToCoarse = Callable[[Address, bool], Sequence[Candidate]]
ToNamed = Callable[[Point], tuple[str, str | None, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in the streets.

    Attributes:
        sure: places of the very name; ``town`` is what was read as town or ZIP code beside it.
        alike: places of names that are spelt nearly so; never to be taken without asking.
        bare: nothing but a name was said, which may as well be a town's.
        read: something was read as a street of this machine, found or not: the end of its name is
            no town.
    """

    sure: tuple[Candidate, ...] = ()
    alike: tuple[Candidate, ...] = ()
    bare: bool = False
    read: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place before it is told what is around it; ``source`` is the number of its file."""

    label: str
    at: tuple[float, float]
    precision: Precision
    error_m: int
    source: int


@dataclass(frozen=True, slots=True)
class _Match:
    said: StreetName
    streets: tuple[Found, ...]
    rest: str

    @property
    def bare(self) -> bool:
        """Whether the words may as well be the name of a town."""
        return not (self.said.kind or self.said.pre or self.said.post or self.rest)


class Finder:
    """Looks texts up in a street file.

    Args:
        coarse: returns the towns or the ZIP code that an address without its street means; if
            the second value is true, only towns that all of its words are the name of.
        named: returns of a point the place that it is near, county, state and time zone.
    """

    def __init__(self, file: StreetFile, coarse: ToCoarse, named: ToNamed) -> None:
        self._file, self._coarse, self._named = file, coarse, named
        self._said: dict[int, str] = {}

    def find(self, text: str) -> Hits:
        """Return what a text may mean."""
        alike: list[Candidate] = []
        read = False
        for one in asked(text):
            sure, bare = self._of(one, self._matches)
            if sure:
                return Hits(tuple(sure), bare=bare)
            if not alike and (one.number is not None or len(one.words) > 1 or _kinded(one)):
                alike = _noted_alike(self._of(one, self._alike)[0])
            read = read or (len(one.words) > 1 and all(map(self._known, one.words)))
        return Hits(alike=tuple(alike), read=read or bool(alike))

    def covers(self, area: Candidate) -> bool:
        """Return whether some file of streets is of land in an area."""
        return any(
            apart(source.box.nearest(area.lat, area.lon), (area.lat, area.lon)) <= area.error_m
            for source in self._file.sources()
        )

    def _known(self, words: str) -> bool:
        return any(not match.rest for match in self._matches(words))

    def _of(
        self, one: Asked, match: Callable[[str], Iterable[_Match]]
    ) -> tuple[list[Candidate], bool]:
        """Return the places that one way to read the text leads to, the best first.

        And whether nothing but a bare name led there.
        """
        if len(one.words) > 1:
            return self._crossing(one, match), False
        for found in match(one.words[0]):
            areas = self._areas(one.rest, found.rest)
            if areas is None:
                continue
            streets = [s for s in found.streets if _inside(s, areas)]
            places = self._streets(streets, found.said, one.number, areas) if streets else []
            if fitting := _of_state(places, one.rest.state):
                return fitting, found.bare and one.number is None
        return [], False

    def _matches(self, words: str) -> Iterator[_Match]:
        """Yield the streets that the beginning of the words is the name of, the longest first."""
        said = words.split()[: LONGEST_NAME + 5]
        for count in range(min(len(said), LONGEST_NAME), 0, -1):
            name = street_name(" ".join(said[:count]))
            streets = tuple(s for s in self._file.named(name.base) if _name(s).meant_by(name))
            if streets:
                yield _Match(name, streets, " ".join(said[count:]))

    def _alike(self, words: str) -> Iterator[_Match]:
        said = words.split()[: LONGEST_NAME + 5]
        for count in range(min(len(said), LONGEST_NAME), 0, -1):
            name = street_name(" ".join(said[:count]))
            bases = self._file.spelt(sorted(misspellings(name.base)))
            close = sorted(
                ((SequenceMatcher(None, name.base, base).ratio(), base) for base in bases),
                reverse=True,
            )
            other = [s for s in self._file.named(name.base) if not _name(s).meant_by(name)]
            streets = other + [
                s
                for ratio, base in close
                if ratio >= ALIKE
                for s in self._file.named(base)
                if _name(s).meant_by(replace(name, base=base))
            ]
            if streets:
                yield _Match(name, tuple(streets), " ".join(said[count:]))

    def _areas(self, rest: Address, town: str) -> Sequence[Candidate] | None:
        """Return the towns and ZIP codes beside the street: none when none was said.

        Returns ``None`` when something was said there that is no town.
        """
        if not (town or rest.words or rest.zip):
            return ()
        if town and rest.words:
            return None
        return (
            self._coarse(replace(rest, words=town or rest.words, street=False), bool(town)) or None
        )

    def _streets(
        self,
        streets: Sequence[Found],
        said: StreetName,
        number: int | None,
        areas: Sequence[Candidate],
    ) -> list[Candidate]:
        ranked = sorted(streets, key=lambda s: (_name(s).unsaid(said), _away(s, areas)))
        ranked = ranked[: 3 * MOST]
        if number is not None:
            houses = [h for s in ranked if (h := self._house(s, number, areas)) is not None]
            if houses:
                return _one_of_each(houses)[:MOST]
        note = None if number is None else _("This street is on file, but not this house number.")
        single = [s for n, s in enumerate(ranked) if not any(_same(s, t) for t in ranked[:n])]
        found = [self._whole(s, areas) for s in single[:MOST]]
        return [replace(one, note=one.note or note) for one in found]

    def _house(self, street: Found, number: int, areas: Sequence[Candidate]) -> Candidate | None:
        at = numbered(self._file, street.id, number)
        if at is None:
            return None
        label = f"{number} {street.name}"
        spot = _Spot(label, (at.lat, at.lon), Precision.ADDRESS, at.error_m, street.source)
        return self._place(spot, areas)

    def _whole(self, street: Found, areas: Sequence[Candidate]) -> Candidate:
        """Return the middle of a street, of the part of it in the ZIP code if one was said."""
        paths = self._file.paths(street.id)
        for area in areas:
            if area.precision is Precision.ZIP:
                here = (area.lat, area.lon)
                inside = tuple(p for path in paths for p in path if apart(p, here) <= area.error_m)
                paths = (inside,) if inside else paths
        paths = paths or (((street.south, street.west),),)
        at, reach = middle(paths)
        error = max(CORNER_ERROR_M, round(reach))
        return self._place(_Spot(street.name, at, Precision.STREET, error, street.source), areas)

    def _crossing(self, one: Asked, match: Callable[[str], Iterable[_Match]]) -> list[Candidate]:
        first = next(iter(match(one.words[0])), None)
        if first is None or first.rest:
            return []
        for second in match(one.words[1]):
            areas = self._areas(one.rest, second.rest)
            if areas is None:
                continue
            names = {s.id: s for s in (*first.streets, *second.streets)}
            points = self._file.crossings(
                [s.id for s in first.streets], [s.id for s in second.streets]
            )
            kept = [c for c in points if _inside_at(c, areas)]
            if kept:
                said = first.said, second.said
                corners = (self._corner(group, names, said, areas) for group in _corners(kept))
                return _of_state(corners, one.rest.state)[:MOST]
        return []

    def _corner(
        self,
        group: Sequence[Crossing],
        names: dict[int, Found],
        said: tuple[StreetName, StreetName],
        areas: Sequence[Candidate],
    ) -> Candidate:
        lat = sum(c.lat for c in group) / len(group)
        lon = sum(c.lon for c in group) / len(group)
        centre = min(group, key=lambda c: apart((c.lat, c.lon), (lat, lon)))
        at = centre.lat, centre.lon
        reach = max(apart(at, (c.lat, c.lon)) for c in group)
        best = min(
            group,
            key=lambda c: (
                _name(names[c.one]).unsaid(said[0]) + _name(names[c.other]).unsaid(said[1])
            ),
        )
        label = f"{names[best.one].name} & {names[best.other].name}"
        error_m, source = round(CORNER_ERROR_M + reach), names[best.one].source
        return self._place(_Spot(label, at, Precision.CROSSING, error_m, source), areas)

    def _place(self, spot: _Spot, areas: Sequence[Candidate]) -> Candidate:
        near, county, state, zone = self._named(Point(*spot.at))
        label = _("{place}, near {town}").format(place=spot.label, town=near)
        for area in areas:
            if apart(spot.at, (area.lat, area.lon)) <= area.error_m:
                label = f"{spot.label}, {area.label}"
                break
        lat, lon = round(spot.at[0], 6), round(spot.at[1], 6)
        if spot.source not in self._said:  # numbers of sources are never used again
            self._said[spot.source] = source_line(self._file.source(spot.source))
        said = self._said[spot.source]
        note, ask = (areas[0].note, areas[0].ask) if areas else (None, False)  # they do not fit
        return Candidate(
            label, lat, lon, spot.precision, spot.error_m, county, state, said, zone, note, ask
        )


def source_line(source: Source | None) -> str:
    """Return where a street comes from, as it is shown beside it."""
    if source is None:
        return ""
    whose = {
        "osm-pbf": _("OpenStreetMap contributors (ODbL), {file}, {date}"),
        "tiger": _("Census TIGER address ranges, {file}, {date}"),
    }.get(source.format, "{file}, {date}")
    return whose.format(file=source.name, date=source.vintage or _("date unknown"))


def _name(street: Found) -> StreetName:
    return StreetName(street.pre, street.base, street.kind, street.post)


def _noted_alike(found: Sequence[Candidate]) -> list[Candidate]:
    if not found:
        return []
    note = _("Nothing is spelt like this; the nearest spelling is shown.")
    return [replace(one, note=note, ask=True) for one in found]


def _kinded(one: Asked) -> bool:
    name = street_name(one.words[0])
    return bool(name.kind or name.pre)


def _of_state(places: Iterable[Candidate], state: str | None) -> list[Candidate]:
    return [one for one in places if state is None or one.state in {None, state}]


def _inside(street: Found, areas: Sequence[Candidate]) -> bool:
    """Return whether a street lies in one of the areas, or none was said."""
    box = Box(street.south, street.west, street.north, street.east)
    return not areas or any(
        apart(box.nearest(area.lat, area.lon), (area.lat, area.lon)) <= area.error_m + NEAR_M
        for area in areas
    )


def _same(street: Found, other: Found) -> bool:
    """Return whether two files tell of one street."""
    return (
        street.source != other.source
        and _name(street) == _name(other)
        and street.south <= other.north
        and other.south <= street.north
        and street.west <= other.east
        and other.west <= street.east
    )


def _one_of_each(houses: Sequence[Candidate]) -> list[Candidate]:
    """Return the houses without those that lie in the circle of a surer one."""
    kept: list[Candidate] = []
    for house in sorted(houses, key=lambda one: one.error_m):
        at = house.lat, house.lon
        if all(apart(at, (one.lat, one.lon)) > house.error_m for one in kept):
            kept.append(house)
    return kept


def _away(street: Found, areas: Sequence[Candidate]) -> float:
    """Return how far a street is from the middle of the nearest area, if one was said."""
    box = Box(street.south, street.west, street.north, street.east)
    middles = ((area.lat, area.lon) for area in areas)
    return min((apart(box.nearest(*at), at) for at in middles), default=0.0)


def _inside_at(crossing: Crossing, areas: Sequence[Candidate]) -> bool:
    at = crossing.lat, crossing.lon
    return not areas or any(
        apart(at, (area.lat, area.lon)) <= area.error_m + NEAR_M for area in areas
    )


def _corners(points: Sequence[Crossing]) -> list[list[Crossing]]:
    """Return the points in groups of those that are one crossing."""
    groups: list[list[Crossing]] = []
    for one in points:
        at = one.lat, one.lon
        for group in groups:
            if any(apart(at, (c.lat, c.lon)) <= CORNER_M for c in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups
