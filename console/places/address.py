"""What somebody typed or read aloud as a place, taken apart: coordinates, ZIP, state, town."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from console.domain.place.point import METRES_A_DEGREE

LONGEST: Final = 200
LONGEST_NAME: Final = 5  # words

STATES: Final = {
    "alabama": "AL", "alaska": "AK", "american samoa": "AS", "arizona": "AZ", "arkansas": "AR",
    "california": "CA", "colorado": "CO", "connecticut": "CT", "delaware": "DE",
    "district of columbia": "DC", "florida": "FL", "georgia": "GA", "guam": "GU", "hawaii": "HI",
    "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS",
    "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA",
    "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT",
    "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ",
    "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND",
    "northern mariana islands": "MP", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT",
    "virgin islands": "VI", "virginia": "VA", "washington": "WA", "west virginia": "WV",
    "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
ABBREVIATIONS: Final = frozenset(STATES.values())

LEADING: Final = {
    "st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point",
    "n": "north", "s": "south", "e": "east", "w": "west",
}  # fmt: skip
COUNTY: Final = re.compile(r"\b(county|parish|borough|census area|municipio)$")
OTHER: Final = re.compile(r"[^a-z0-9 ]")
MC: Final = re.compile(r"\bmc (?=[a-z])")
ZIP_AT_END: Final = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?$")
ZIP_AT_START: Final = re.compile(r"^(\d{5})(?:-\d{4})?[\s,]+(?=\D)")
COUNTRY: Final = re.compile(r"[\s,]+(usa|u\.s\.a|us|u\.s|united states)\.?$", re.IGNORECASE)
DEGREES: Final = re.compile(
    r"""^(?P<lat>[+-]?\d{1,2}(?:\.\d+)?)\s*°?\s*(?P<ns>[NS]?)\s*[,;\s]\s*
        (?P<lon>[+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*(?P<ew>[EW]?)$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Degrees:
    """Coordinates as they were typed; ``error_m`` follows from the number of decimals."""

    lat: float
    lon: float
    error_m: int


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a place that were named.

    Attributes:
        zip: five digits at the end.
        leading_zip: five digits at the start; may as well be a house number.
        state: two letters.
        words: what is left: perhaps a street, perhaps a town, the town last.
        street: whether a comma or a number shows that the words hold more than a town.
    """

    zip: str | None
    leading_zip: str | None
    state: str | None
    words: str
    street: bool

    def towns(self) -> Iterator[str]:
        """Yield what may be the name of the town, the longest first, as ``plain`` names."""
        words = self.words.rpartition(",")[2].split()
        for start in range(max(0, len(words) - LONGEST_NAME), len(words)):
            yield plain(" ".join(words[start:]))

    def county(self) -> str | None:
        """Return the name of the county, if one was named, without the word for it."""
        name = plain(self.words.rpartition(",")[2])
        return COUNTY.sub("", name).strip() if COUNTY.search(name) else None


def degrees(text: str) -> Degrees | None:
    """Return the coordinates that ``text`` is, or nothing when it is no place on the earth."""
    found = DEGREES.match(text.strip())
    if found is None or "." not in text:
        return None
    lat, lon = float(found["lat"]), float(found["lon"])
    if found["ns"].upper() == "S":
        lat = -lat
    if found["ew"].upper() == "W":
        lon = -lon
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - the earth
        return None
    decimals = min(len(part.partition(".")[2]) for part in (found["lat"], found["lon"]))
    return Degrees(lat, lon, max(10, round(METRES_A_DEGREE * 10**-decimals / 2)))


def address(text: str) -> Address:
    """Take apart an address, a ZIP code or the name of a town."""
    left = COUNTRY.sub("", " ".join(text[:LONGEST].split())).strip(" ,.;")
    code, early = None, None
    if found := ZIP_AT_END.search(left):
        code, left = found[1], left[: found.start()].strip(" ,.;")
    elif found := ZIP_AT_START.match(left):
        early = found[1]
    state, left = _state(left)
    return Address(code, early, state, left, street="," in left or left[:1].isdigit())


def plain(name: str) -> str:
    """Return a name as it is compared: small letters, no accents, St. and Ft. written out."""
    bare = name.casefold()
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = OTHER.sub(" ", bare.replace("'", "").replace(".", "")).split()
    if len(words) > 1:
        words[0] = LEADING.get(words[0], words[0])
    return MC.sub("mc", " ".join(words))


def _state(text: str) -> tuple[str | None, str]:
    """Split the state off the end; a name that is all there is stays a town (Washington)."""
    words = text.replace(",", " , ").split()
    if text.casefold() in STATES:
        return None, text
    for length in (3, 2, 1):
        tail = " ".join(word for word in words[-length:] if word != ",")
        rest = " ".join(words[:-length]).replace(" ,", ",").strip(" ,")
        if not rest or len(words) < length:
            continue
        letters = tail.replace(".", "").upper()
        if letters in ABBREVIATIONS:
            return letters, rest
        if tail.casefold() in STATES:
            return STATES[tail.casefold()], rest
    return None, text
