"""The table ``[geocoder]`` of the settings: the organisation's own geocoder, off by default.

``service`` is ``nominatim``, ``photon`` or ``pelias``; ``url`` says where it is.  Whoever turns it
on decides that words about where clients are may leave this machine: it is asked only when a
person says so, never while they type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.domain.place.candidate import Candidate
from console.settings import Unusable

if TYPE_CHECKING:  # geopy, which no window start should wait for
    from console.places.streets.outside import Outside

KEYS = ("service", "url")
SERVICES = ("nominatim", "photon", "pelias")
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Geocoder:
    """The geocoder that a station may ask; ``host`` is how it is shown to people."""

    service: str
    scheme: str
    host: str

    @property
    def warning(self) -> str:
        """What somebody has to know before they ask."""
        return _("What you ask leaves this machine and goes to {host}.").format(host=self.host)

    def outside(self) -> "Outside":
        """Return it ready to be asked."""
        from console.places.streets.outside import Outside, Service  # noqa: PLC0415 -- see above
        from console.places.towns import Towns  # noqa: PLC0415 -- see above

        return Outside(Service(self.service), self.scheme, self.host, Towns().state_of.get)

    def locate(self, text: str) -> tuple[tuple[Candidate, ...], str]:
        """Return what it finds, and a sentence where that is nothing."""
        from console.places.streets.outside import Silent  # noqa: PLC0415 -- see above

        try:
            found = self.outside().candidates(text)
        except Silent as no:
            return (), str(no)
        nothing = _("{host} was asked and knows no such place.").format(host=self.host)
        return found, "" if found else nothing


def geocoder_of(said: Mapping[str, object]) -> Geocoder | None:
    """Return the geocoder that a station may ask, nothing when none is set.

    Raises:
        Unusable: the table says something that cannot be; or the way there is not encrypted.
    """
    if not said:
        return None
    for key in said:
        if key not in KEYS:
            raise Unusable(f"“{key}” in [geocoder] is not a setting. Known: {', '.join(KEYS)}.")
    if said.get("service") not in SERVICES:
        raise Unusable(f"service in [geocoder] should be one of {', '.join(SERVICES)}.")
    where = urlsplit(str(said.get("url", "")))
    if where.scheme not in {"http", "https"} or not where.hostname or where.query:
        raise Unusable("url in [geocoder] should be an address like https://geo.example.org.")
    if where.username or where.password:
        raise Unusable("url in [geocoder] should hold no name and no password.")
    if where.scheme == "http" and where.hostname not in HERE:
        raise Unusable("url in [geocoder] should begin with https: addresses would go in clear.")
    host = f"{where.netloc}{where.path.rstrip('/')}"
    return Geocoder(str(said["service"]), where.scheme, host)
