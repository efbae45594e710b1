"""The rules by which rows of hospitals are judged when the shipped data is built."""

from collections.abc import Mapping
from typing import Any

from console.places.outlines import counties
from resources.geo import hospitals, zips
from resources.geo.ground import Ground

ROW = {
    "provider_num": "360006",
    "npi": "1",
    "name": "RIVERSIDE HOSPITAL",
    "address": "3535 Olentangy River Road",
    "city": "COLUMBUS",
    "state": "OH",
    "zip": "432143908",
    "fips_county": "",
    "lat": "40.0311",
    "lon": "-83.0347",
    "phone": "(614) 566-5000",
    "provider_type_code": "00-09",
    "category": "",
    "emergency": "",
    "bed_count": "0",
}
CODES: list[dict[str, object]] = [
    {"zip": "43214", "city": "Columbus", "state": "OH", "lat": 40.05, "lon": -83.02,
     "error_m": 3000, "county_fips": "39049"},
    {"zip": "98664", "city": "Vancouver", "state": "WA", "lat": 45.62, "lon": -122.58,
     "error_m": 3000, "county_fips": "53011"},
    {"zip": "97201", "city": "Portland", "state": "OR", "lat": 45.5, "lon": -122.68,
     "error_m": 3000, "county_fips": "41051"},
]  # fmt: skip
GROUND = Ground(CODES, counties())


def cleaned(*rows: Mapping[str, str], shared: set[tuple[float, float]] | None = None) -> zips.Table:
    return hospitals.clean(rows, GROUND, shared or set())


def only(table: zips.Table) -> Mapping[str, Any]:
    (row,) = table.rows
    return row


def where(row: Mapping[str, Any]) -> tuple[float, float, object]:
    return row["lat"], row["lon"], row["error_m"]


def test_a_sound_row_ships_as_it_is() -> None:
    row = only(cleaned(ROW))
    assert row == {
        "id": "cms:360006",
        "name": "RIVERSIDE HOSPITAL",
        "address": "3535 Olentangy River Road",
        "city": "COLUMBUS",
        "state": "OH",
        "zip": "43214",
        "county_fips": "39049",
        "lat": 40.0311,
        "lon": -83.0347,
        "error_m": "",
        "phone": "+16145665000",
        "emergency": "",
        "psychiatric": "",
        "paediatric": "",
        "beds": "",
    }


def test_a_unit_joins_its_hospital_and_says_what_it_is() -> None:
    unit = {**ROW, "provider_num": "36S006", "npi": "2", "address": "3535 OLENTANGY RIVER RD"}
    table = cleaned(unit, {**ROW, "emergency": "true", "fips_county": "049", "bed_count": "90"})
    row = only(table)
    assert (row["id"], row["emergency"], row["psychiatric"], row["beds"]) == (
        "cms:360006",
        "1",
        "1",
        "90",
    )
    assert table.counts["rows joined to another row of the same place"] == 1


def test_coordinates_abroad_give_way_to_the_zip_and_leave_doubt_unless_cms_names_the_county() -> (
    None
):
    abroad = {**ROW, "lat": "53.79", "lon": "-1.75"}
    table = cleaned(abroad)
    assert where(only(table)) == (40.05, -83.02, hospitals.UNCERTAIN_M)
    assert table.counts[hospitals.NO_STREET] == 1
    confirmed = cleaned({**abroad, "emergency": "true", "fips_county": "049"})
    assert where(only(confirmed)) == (40.05, -83.02, 3000)
    assert confirmed.counts[hospitals.NO_STREET] == 0


def test_a_row_outside_of_the_county_that_cms_names_ships_as_uncertain() -> None:
    other = {**ROW, "emergency": "true", "fips_county": "001"}
    table = cleaned(other)
    assert where(only(table)) == (40.0311, -83.0347, hospitals.UNCERTAIN_M)
    assert table.counts[hospitals.OTHER_COUNTY] == 1
    abroad = cleaned({**other, "lat": "53.79", "lon": "-1.75"})
    assert where(only(abroad)) == (40.05, -83.02, hospitals.UNCERTAIN_M)


def test_a_point_that_house_numbers_share_is_a_town_and_no_door() -> None:
    other = {**ROW, "address": "12 HIGH ST", "npi": "9", "provider_num": ""}
    shared = hospitals.crowded([[ROW, other]])
    assert shared == {(40.0311, -83.0347)}
    doubtful = only(cleaned(ROW, shared=shared))
    assert where(doubtful) == (40.05, -83.02, hospitals.UNCERTAIN_M)
    kept = only(cleaned({**ROW, "emergency": "false", "fips_county": "049"}, shared=shared))
    assert (kept["error_m"], kept["emergency"]) == (3000, "0")


def test_a_doubtful_row_lies_at_the_nearest_sure_campus_of_its_hospital() -> None:
    doubtful = {**ROW, "lat": "53.79", "lon": "-1.75"}
    campus = {**ROW, "address": "1 MAIN ST", "lat": "40.06", "npi": "3"}
    farther = {**campus, "address": "2 MAIN ST", "lat": "40.15", "npi": "4"}
    places = {row["address"]: where(row) for row in cleaned(doubtful, farther, campus).rows}
    assert places["3535 Olentangy River Road"] == (40.06, -83.0347, hospitals.UNCERTAIN_M)


def test_a_state_is_corrected_to_that_of_zip_and_city_else_the_row_is_left_out() -> None:
    vancouver = {
        **ROW, "city": "VANCOUVER", "state": "OR", "zip": "98664", "lat": "45.63", "lon": "-122.6",
    }  # fmt: skip
    assert only(cleaned(vancouver))["state"] == "WA"
    table = cleaned({**vancouver, "city": "SALEM"})
    assert (
        list(table.rows),
        table.counts["rows left out: state and ZIP contradict each other"],
    ) == (
        [],
        1,
    )


def test_long_term_and_rehabilitation_hospitals_keep_no_emergency_flag() -> None:
    for ccn in ("362022", "363037", "36T006"):
        flagged = {**ROW, "provider_num": ccn, "emergency": "true", "fips_county": "049"}
        assert only(cleaned(flagged))["emergency"] == ""


def test_what_is_certified_as_something_else_is_left_out_and_counted() -> None:
    nursing = {**ROW, "provider_num": "365044", "category": "02-03"}
    table = cleaned(nursing)
    assert list(table.rows) == []
    assert [count for what, count in table.counts.items() if "another kind" in what] == [1]


def test_two_campuses_of_one_number_have_two_ids() -> None:
    other = {**ROW, "address": "1 MAIN ST", "lat": "40.06", "npi": "3"}
    assert [row["id"] for row in cleaned(ROW, other).rows] == ["cms:360006", "cms:360006/2"]


def test_a_town_that_is_no_zip_codes_city_ships_once_with_the_ground_around_it() -> None:
    code: dict[str, object] = {**CODES[0], "timezone": "America/New_York"}
    ground = Ground([code], counties())
    place = {"NAME": "Whitehall", "ST": "OH", "LAT": "39.967", "LON": "-82.885"}
    far = {**place, "NAME": "Elsewhere", "LAT": "10.0"}
    city = {**place, "NAME": "COLUMBUS"}
    table = zips.places([place, place, far, city], ground)
    (row,) = table.rows
    assert (row["name"], row["county_fips"], row["timezone"]) == (
        "Whitehall",
        "39049",
        "America/New_York",
    )
    assert sorted(table.counts.values()) == [1, 1, 1, 4]
