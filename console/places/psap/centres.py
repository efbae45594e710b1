"""Which 911 centres answer for a point, as far as the directory knows; never a guess."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Final

from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.fallback import Fallback
from console.domain.place.point import Point
from console.places.address import plain
from console.places.outlines import counties, counties_within
from console.places.psap.answer import Answer, FoundBy, PsapHit, Rung
from console.places.psap.areas import Areas, Reach
from console.places.ruler import km

BORDER_M: Final = 300.0
"""How true the outlines of the counties are: closer to a border both sides are asked for."""
EDGE_M: Final = 25.0
"""How true the border of a 911 centre's area is taken to be: closer, both sides are shown.

Areas come in WGS 84 or NAD 83, which lie up to two metres apart, and neighbours rarely draw
their common border alike.
"""
INSTEAD: Final = {
    FacilityKind.SHERIFF: Fallback.SHERIFF,
    FacilityKind.WARNING_POINT: Fallback.WARNING_POINT,
    FacilityKind.RELAY: Fallback.RELAY,
}
RANKS: Final = {True: 0, None: 1, False: 2}
"""How soon a centre stands that is listed as primary, of which it is not said, or as secondary."""


def _as_it_is(facility: Facility) -> Facility:
    return facility


class Centres:
    """All 911 centres, by their areas and by their counties, and who is reached instead.

    A centre with an area answers for that and for nothing else: it is never a candidate of the
    county that its area lies in.

    Args:
        known: returns a facility with what people of ours found out about its number.
    """

    def __init__(
        self,
        facilities: Iterable[Facility],
        known: Callable[[Facility], Facility] = _as_it_is,
    ) -> None:
        kept = [one for one in facilities if one.kind in INSTEAD or one.kind is FacilityKind.PSAP]
        every = [one for one in kept if one.kind is FacilityKind.PSAP]
        self._known = known
        self._by_id = {one.id: one for one in every}
        self._areas = Areas({one.id: one.area for one in every if one.area is not None})
        self._by_county: dict[str, list[Facility]] = defaultdict(list)
        for one in every:
            if one.area is None and one.county_fips is not None:
                self._by_county[one.county_fips].append(one)
        self._instead = [one for one in kept if one.kind in INSTEAD]

    def answer(self, point: Point, error_m: float = 0.0, town: str = "") -> Answer:
        """Return who may answer for the circle of ``error_m`` metres around ``point``.

        Every centre whose area the circle touches is there, the one that holds the point first.
        Where no area holds all of the circle, the centres that the registry lists for its
        counties follow: of the nearest county first, in it those of ``town``; there and in the
        rest of it those listed as primary, then those of which it is not said, then the
        secondary ones, of each the nearest first.
        """
        found = self._areas.around(point, max(error_m, EDGE_M))
        hits = [self._by_area(one, error_m) for one in found]
        touched = counties_within(point, max(error_m, BORDER_M))
        complete, why = True, [*_overlap(found)]
        if not self._covered(point, error_m, found):
            hits += self._of_counties(point, touched, plain(town))
            complete = bool(touched) and all(self._by_county.get(one) for one in touched)
            if found:
                why.append(_("Part of where they may be lies in no area on file."))
        return Answer(tuple(hits), complete, tuple(why), tuple(self._ladder(hits, touched)))

    def _ladder(self, hits: Sequence[PsapHit], touched: tuple[str, ...]) -> Iterator[Rung]:
        """Yield every rung, with the numbers on file for it."""
        listed = [one for fips in touched for one in self._by_county.get(fips, ())]
        centres = {hit.facility.id: hit.facility for hit in hits}
        centres |= {one.id: self._known(one) for one in listed if one.id not in centres}
        yield Rung(
            Fallback.VERIFIED,
            tuple(one for one in centres.values() if one.phone and one.verified_on),
        )
        numbered = [one for one in map(self._known, self._instead) if one.phone]
        states = {fips[:2] for fips in touched}
        for kind, fallback in INSTEAD.items():
            of_kind = [one for one in numbered if one.kind is kind]
            match fallback:
                case Fallback.SHERIFF:
                    fits = [one for one in of_kind if one.county_fips in touched]
                case Fallback.WARNING_POINT:
                    fits = [one for one in of_kind if (one.county_fips or "")[:2] in states]
                case _:
                    fits = of_kind
            yield Rung(fallback, tuple(fits))
        yield Rung(Fallback.LIFELINE)

    def _by_area(self, one: Reach, error_m: float) -> PsapHit:
        if not one.inside:
            why = _("its border is {n} m away; the place may be {error} m off").format(
                n=round(one.border_m), error=round(max(error_m, EDGE_M))
            )
        elif one.border_m <= max(error_m, EDGE_M):
            why = _("its area holds this place, {n} m from the border").format(
                n=round(one.border_m)
            )
        else:
            why = _("its area holds this place")
        return PsapHit(self._known(self._by_id[one.area]), FoundBy.POLYGON, why)

    def _covered(self, point: Point, error_m: float, found: tuple[Reach, ...]) -> bool:
        """Return whether the areas hold all of the circle, looked at on its rim and half way."""
        inside = [one for one in found if one.inside]
        if not inside:
            return False
        if error_m <= 0 or any(one.border_m > error_m for one in inside):
            return True
        return self._areas.cover(point, error_m)

    def _of_counties(self, point: Point, order: tuple[str, ...], town: str) -> Iterator[PsapHit]:
        for fips in order:
            listed = [(_in_town(one, town), one) for one in self._by_county.get(fips, ())]
            listed.sort(key=lambda it: (it[1].gone, not it[0], *_rank(point, it[1])))
            for here, one in listed:
                found_by = FoundBy.CITY if here else FoundBy.COUNTY
                yield PsapHit(self._known(one), found_by, _listed(one, fips, here))


def _overlap(found: tuple[Reach, ...]) -> Iterator[str]:
    inside = sum(one.inside for one in found)
    if inside > 1:
        yield ngettext(
            "{n} area holds this place: ask which answers for their town.",
            "{n} areas hold this place: ask which answers for their town.",
            inside,
        ).format(n=inside)
    elif len(found) > 1:
        yield _("A border is near: ask which centre answers for their address.")


def _in_town(one: Facility, town: str) -> bool:
    return bool(town) and one.city is not None and plain(one.city) == town


def _rank(point: Point, one: Facility) -> tuple[int, float, str]:
    """Return what a centre stands by among those of its county or town, the lowest first."""
    return RANKS[one.primary], km(point, one.at), one.name


def _listed(one: Facility, fips: str, here: bool) -> str:
    county = counties().name(fips) or fips
    if one.gone:
        return _("listed before for {county}, not in the newest list").format(county=county)
    where = _("{town}, {county}").format(town=one.city, county=county) if here else county
    match one.primary:
        case True:
            text = _("listed as a primary centre for {where}; list of {day}")
        case False:
            text = _(
                "listed as a secondary centre for {where}: calls are passed on to it; list of {day}"
            )
        case _:
            text = _("listed for {where}; list of {day}")
    return text.format(where=where, day=one.vintage or _("unknown date"))
