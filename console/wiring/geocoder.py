"""The table ``[geocoder]`` of the settings: the organisation's own geocoder, off by default.

``service`` is ``nominatim``, ``photon`` or ``pelias``; ``url`` says where it is.  Whoever turns it
on decides that words about where clients are may leave this machine: it is asked only when a
person says so, never while they type.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.settings import Unusable

if TYPE_CHECKING:  # geopy, which no window start should wait for
    from console.places.streets.outside import Outside

KEYS = ("service", "url")
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def geocoder_of(said: Mapping[str, object]) -> "Outside | None":
    """Return the geocoder that a station may ask, nothing when none is set.

    Raises:
        Unusable: the table says something that cannot be; or the way there is not encrypted.
    """
    if not said:
        return None
    from console.places.streets.outside import Outside, Service  # noqa: PLC0415 -- see above
    from console.places.towns import Towns  # noqa: PLC0415 -- see above

    for key in said:
        if key not in KEYS:
            raise Unusable(f"“{key}” in [geocoder] is not a setting. Known: {', '.join(KEYS)}.")
    services = [service.value for service in Service]
    if said.get("service") not in services:
        raise Unusable(f"service in [geocoder] should be one of {', '.join(services)}.")
    where = urlsplit(str(said.get("url", "")))
    if where.scheme not in {"http", "https"} or not where.hostname or where.query:
        raise Unusable("url in [geocoder] should be an address like https://geo.example.org.")
    if where.username or where.password:
        raise Unusable("url in [geocoder] should hold no name and no password.")
    if where.scheme == "http" and where.hostname not in HERE:
        raise Unusable("url in [geocoder] should begin with https: addresses would go in clear.")
    host = f"{where.netloc}{where.path.rstrip('/')}"
    states = Towns().state_of
    return Outside(Service(str(said["service"])), where.scheme, host, states.get)
