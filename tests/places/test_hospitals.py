"""The hospitals that ship."""

import gzip
import re
import tomllib
from collections import Counter
from hashlib import sha256

from console.domain.place.facility import FacilityKind
from console.places.hospitals import hospitals
from console.places.outlines import GEO, counties
from resources.geo.hospitals import UNCERTAIN_M

SOURCES = tomllib.loads((GEO / "SOURCES.toml").read_text(encoding="utf-8"))


def test_what_ships_is_what_the_sources_file_describes() -> None:
    assert {
        name: sha256(gzip.decompress((GEO / name).read_bytes())).hexdigest() for name in SOURCES
    } == {name: source["shipped_sha256"] for name, source in SOURCES.items()}


def test_every_row_of_the_package_is_accounted_for() -> None:
    counts: dict[str, int] = SOURCES["hospitals.csv.gz"]["counts"]
    left_out = sum(
        count for what, count in counts.items() if "left out" in what or "joined" in what
    )
    assert counts["in the package"] - left_out == len(hospitals())


def test_a_hospital_whose_town_is_in_doubt_ships_and_is_counted() -> None:
    counts: dict[str, int] = SOURCES["hospitals.csv.gz"]["counts"]
    doubtful = [h for h in hospitals() if (h.error_m or 0) >= UNCERTAIN_M]
    assert sum(n for what, n in counts.items() if "uncertain" in what) == 965
    assert len(doubtful) == 965 + 4  # so far apart are four ZIP codes of Alaska by themselves
    streets = {(h.state, (h.address or "").upper()) for h in hospitals()}
    missing = {"410 W 10TH AVE", "300 W 10TH AVE", "111 S GRANT AVE", "3535 OLENTANGY RIVER RD"}
    assert {street for street in missing if ("OH", street) not in streets} == set()


def test_no_hospital_is_twice() -> None:
    assert [i for i, count in Counter(h.id for h in hospitals()).items() if count > 1] == []


def test_every_hospital_lies_in_or_near_the_county_that_it_names() -> None:
    strays = [
        h.name for h in hospitals()[::20] if h.county_fips not in counties().within(h.at, 5_000)
    ]
    assert strays == []


def test_every_number_is_a_north_american_one() -> None:
    numbers = [h.phone for h in hospitals() if h.phone is not None]
    assert [n for n in numbers if not re.fullmatch(r"\+1[2-9]\d{2}[2-9]\d{6}", n)] == []


def test_they_are_hospitals_none_invented_and_none_verified() -> None:
    kinds = {(h.kind, h.invented, h.verified_on) for h in hospitals()}
    assert kinds == {(FacilityKind.HOSPITAL, False, None)}


def test_an_emergency_flag_is_not_taken_from_long_term_or_rehabilitation_hospitals() -> None:
    slow = [
        h
        for h in hospitals()
        if re.fullmatch(r"cms:\d\d(2[0-2]\d\d|30[2-9]\d)", h.id)  # CMS SOM 2779A
    ]
    assert len(slow) > 300
    assert {h.emergency for h in slow} == {None}
