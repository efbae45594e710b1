"""Where a person in crisis is, and how honestly we may say that we know."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.ids import StaffId
from console.domain.place.point import Point

STALE_AFTER = timedelta(days=90)
"""An address on file older than this is shown as stale (PRODUCT, capability 8)."""
SOON = timedelta(hours=24)
"""Nothing shows as fresh in the last day before it is stale."""
APART = timedelta(minutes=5)
"""How far the clocks of two stations may be apart: nothing is of a later time than that."""


class Source(StrEnum):
    """Who says that they are there."""

    SAID = "said"
    ON_FILE = "on_file"
    DEVICE = "device"
    CONTACT = "contact"
    CARRIER = "carrier"


class Precision(StrEnum):
    """What sort of match the coordinates come from, finest first."""

    ADDRESS = "address"
    CROSSING = "crossing"
    STREET = "street"
    ZIP = "zip"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Location:
    """One statement of where somebody is.

    Attributes:
        error_m: the radius in metres within which they are probably found; ``None`` without ``at``.
        county_fips: five digits, when ``at`` lies in a known county.
        stated_at: when it was said or written; age is counted from here until it is confirmed.
    """

    address: str
    source: Source
    stated_at: datetime
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    access: str = ""
    at: Point | None = None
    error_m: float | None = None
    precision: Precision | None = None
    county_fips: str | None = None
    moving: bool = False

    @property
    def circle(self) -> tuple[Point, float] | None:
        """The point and how far off it may be in metres, if they are on the map."""
        return (self.at, self.error_m or 0.0) if self.at is not None else None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That somebody of ours had the location read back."""

    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class Placed:
    """A location together with what confirms it, if anything does."""

    location: Location
    confirmed: Confirmation | None = None

    def age(self, now: datetime) -> timedelta:
        """Return how long ago the location was last known to be true."""
        since = self.confirmed.at if self.confirmed else self.location.stated_at
        return max(now - since, timedelta(0))

    def stale(self, now: datetime) -> bool:
        """Whether the location is too old to send anybody there without asking."""
        return self.age(now) >= STALE_AFTER

    def fresh(self, now: datetime) -> bool:
        """Whether the location may be shown as sure: read back, and not nearly stale."""
        if self.confirmed is None:
            return False
        return -APART <= now - self.confirmed.at < STALE_AFTER - SOON

    @property
    def line(self) -> str:
        """The address as one line."""
        here = self.location
        parts = (here.address, here.unit, here.city, f"{here.state} {here.zip}".strip())
        return ", ".join(part for part in parts if part)
