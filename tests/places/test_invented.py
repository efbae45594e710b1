"""The invented help around the practice places."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.domain.place.facility import FacilityKind
from console.places.imports.invented import practice_facilities
from console.places.imports.rows import Unreadable
from console.places.outlines import county_at

TODAY = date(2026, 3, 1)
CITIES = [
    "Columbus", "Flagstaff", "Burlington", "Fresno", "Duluth", "Savannah",
    "Amarillo", "Bangor", "Yakima", "Pueblo", "Erie", "Mobile",
]  # fmt: skip
HELP = {
    FacilityKind.PSAP: 1,
    FacilityKind.EMS: 2,
    FacilityKind.MOBILE_CRISIS: 1,
    FacilityKind.CRISIS_CENTRE: 1,
}
AREA_CODES = {
    "OH": {"614", "740"}, "AZ": {"928"}, "VT": {"802"}, "CA": {"559"}, "MN": {"218"},
    "GA": {"912"}, "TX": {"806"}, "ME": {"207"}, "WA": {"509"}, "CO": {"719"}, "PA": {"814"},
    "AL": {"251"},
}  # fmt: skip


def test_every_practice_place_has_its_help() -> None:
    found = Counter((one.city, one.kind) for one in practice_facilities(TODAY))
    wanted = {(city, kind): number for city in CITIES for kind, number in HELP.items()}
    assert {key: found[key] for key in wanted} == wanted


def test_every_one_is_invented_and_says_so_in_its_name() -> None:
    every = practice_facilities(TODAY)
    assert {one.invented for one in every} == {True}
    assert [
        one.name for one in every if not re.fullmatch(r"Practice .+ \(invented\)", one.name)
    ] == []


def test_every_number_is_a_555_number_of_its_state() -> None:
    wrong = [
        one.name
        for one in practice_facilities(TODAY)
        if not re.fullmatch(r"\+1\d{3}55501\d\d", one.phone or "")
        or (one.phone or "")[2:5] not in AREA_CODES[one.state or ""]
    ]
    assert wrong == []


def test_every_county_is_the_one_that_the_place_lies_in() -> None:
    wrong = [one.name for one in practice_facilities(TODAY) if one.county_fips != county_at(one.at)]
    assert wrong == []


def test_numbers_are_fresh_overdue_and_never_verified_on_any_day() -> None:
    for today in (TODAY, TODAY + timedelta(days=400)):
        days = [one.verified_on for one in practice_facilities(today)]
        ages = [(today - day).days for day in days if day is not None]
        assert 0 < len(ages) < len(days)
        assert min(ages) < 14
        assert max(ages) > 90


def test_a_line_that_denies_being_invented_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(
        '[[facility]]\nid = "x"\nkind = "ems"\nname = "X"\nlat = 40\nlon = -83\ninvented = false\n'
    )
    (one,) = practice_facilities(TODAY, path)
    assert (one.invented, one.phone, one.county_fips) == (True, None, "39049")


@pytest.mark.parametrize("text", ["x", "", "[[facility]]\nid='a'", "facility = 3", "facility=[3]"])
def test_a_file_that_is_no_such_list_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(Unreadable, match=r"^p\.toml is no list of practice places: "):
        practice_facilities(TODAY, path)
