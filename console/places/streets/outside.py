"""The organisation's own geocoder, on another machine: asked only when a person says so.

What is asked leaves this machine.  It goes to that one host and to no other: system proxies are
passed by, and a redirect is not followed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from ssl import SSLContext
from typing import Any, Final
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, build_opener

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim, Pelias, Photon
from geopy.location import Location

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.address import LONGEST
from console.places.outlines import county_at
from console.places.streets.asked import printable
from console.places.streets.line import apart

TIMEOUT_S: Final = 4.0
MOST: Final = 8
AGENT: Final = "vigil-console"
HOUSE_M: Final = 50
STREET_M: Final = 1_000
TOWN_M: Final = 10_000
COUNTY_M: Final = 40_000
KINDS: Final[Mapping[str, tuple[Precision, int]]] = {
    "house": (Precision.ADDRESS, HOUSE_M), "building": (Precision.ADDRESS, HOUSE_M),
    "address": (Precision.ADDRESS, HOUSE_M), "venue": (Precision.ADDRESS, HOUSE_M),
    "place": (Precision.ADDRESS, HOUSE_M), "amenity": (Precision.ADDRESS, HOUSE_M),
    "road": (Precision.STREET, STREET_M), "street": (Precision.STREET, STREET_M),
    "intersection": (Precision.CROSSING, HOUSE_M),
    "postcode": (Precision.ZIP, TOWN_M), "postalcode": (Precision.ZIP, TOWN_M),
    "county": (Precision.COUNTY, COUNTY_M), "state": (Precision.COUNTY, COUNTY_M),
}  # fmt: skip
"""What the three services call a thing, and how far off it may be where they do not say."""


class Service(StrEnum):
    """The geocoders that an organisation may run itself."""

    NOMINATIM = "nominatim"
    PHOTON = "photon"
    PELIAS = "pelias"


class Silent(Exception):  # noqa: N818 - it is what the service is
    """The service did not answer, or not in its own way; ``str`` says so in words."""


class _Straight(URLLibAdapter):  # type: ignore[misc]  # geopy says nothing of its types
    """Reaches the host that it is told and no other."""

    def __init__(self, *, proxies: object, ssl_context: SSLContext) -> None:
        super().__init__(proxies={}, ssl_context=ssl_context)
        del proxies  # those of the system would see every address
        self.urlopen = build_opener(
            ProxyHandler({}), HTTPSHandler(context=ssl_context), _NoRedirect()
        ).open


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none: it would carry the address to another host."""


@dataclass(frozen=True, slots=True)
class Outside:
    """One geocoder of the organisation.

    Attributes:
        host: host and port, perhaps with a path, as it is shown to people.
        state_of: returns the two letters of a state by the first two digits of a county.
    """

    service: Service
    scheme: str
    host: str
    state_of: Callable[[str], str | None]

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Return what the service finds, each with a note that the address was sent.

        Raises:
            Silent: it did not answer, or not in its own way.
        """
        words = " ".join(printable(text)[:LONGEST].split())
        if not words:
            return ()
        try:
            found: Sequence[Location] | None = self._geocoder().geocode(
                words, exactly_one=False, timeout=TIMEOUT_S
            )
            return tuple(self._read(found or ()))[:MOST]
        except (GeopyError, ValueError, LookupError, TypeError, AttributeError) as problem:
            raise Silent(
                _("{host} did not answer. Nothing was found there.").format(host=self.host)
            ) from problem

    def _geocoder(self) -> Any:  # noqa: ANN401 - geopy says nothing of its types
        kinds = {
            Service.NOMINATIM: Nominatim,
            Service.PHOTON: Photon,
            Service.PELIAS: Pelias,
        }
        return kinds[self.service](
            domain=self.host, scheme=self.scheme, user_agent=AGENT, adapter_factory=_Straight
        )

    def _read(self, found: Sequence[Location]) -> Iterator[Candidate]:
        for one in found:
            precision, error_m = _how_fine(one.raw)
            point = Point(float(one.latitude), float(one.longitude))
            county = county_at(point)
            yield Candidate(
                one.address or f"{point.lat}, {point.lon}",
                point.lat,
                point.lon,
                precision,
                error_m,
                county,
                self.state_of(county[:2]) if county else None,
                f"{self.service.value} of {self.host}",
                note=_("{host} was asked: the words were sent there.").format(host=self.host),
            )


def _how_fine(raw: Mapping[str, Any]) -> tuple[Precision, int]:
    """Return how fine a place is, by its kind and its box, whichever is coarser."""
    said = raw.get("properties", raw)
    names = (said.get(key) for key in ("addresstype", "layer", "type"))
    kind = next((name for name in names if name in KINDS), "")
    precision, error_m = KINDS.get(kind, (Precision.CITY, TOWN_M))
    return precision, max(error_m, round(_reach(raw)))


def _reach(raw: Mapping[str, Any]) -> float:
    """Return half the diagonal of the box that the service gives, in metres."""
    if box := raw.get("boundingbox"):  # Nominatim: south, north, west, east
        south, north, west, east = map(float, box)
    elif box := raw.get("properties", raw).get("extent"):  # Photon: west, north, east, south
        west, north, east, south = map(float, box)
    elif box := raw.get("bbox"):  # Pelias: west, south, east, north
        west, south, east, north = map(float, box)
    else:
        return 0.0
    return apart((south, west), (north, east)) / 2
