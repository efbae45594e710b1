"""What a place that was found looks like."""

from dataclasses import dataclass, replace

from console.domain.place.location import Location, Precision
from console.domain.place.point import Point


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a text may mean, with the circle that it should be drawn as.

    Attributes:
        error_m: the radius of that circle in metres; of real addresses with a ZIP code 96 %
            lie inside the ZIP's circle.
        county_fips: five digits: of the middle; the circle may touch other counties.
        timezone: IANA name, for the local time of whoever is there.
        note: what was not looked up or does not fit, in words for the operator.
        ask: never to be taken without asking: a guess at the spelling, or ZIP code and town that
            do not fit together; the note says which.
    """

    label: str
    lat: float
    lon: float
    precision: Precision
    error_m: int
    county_fips: str | None
    state: str | None
    source: str
    timezone: str | None = None
    note: str | None = None
    ask: bool = False

    @property
    def at(self) -> Point:
        """The middle of the circle."""
        return Point(self.lat, self.lon)

    def taken(self, said: Location) -> Location:
        """Return what was ``said`` with this as the place that it means."""
        return replace(
            said,
            at=self.at,
            error_m=float(self.error_m),
            precision=self.precision,
            county_fips=self.county_fips,
        )
