"""One hospital in two sources is shown once."""

from dataclasses import replace
from datetime import date

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.hospitals import hospitals
from console.places.imports.formats import Format, load
from console.places.imports.hospitals.doubles import without_doubles
from tests.shared import shared

CMS = Facility(
    FacilityId("cms:360017"),
    FacilityKind.HOSPITAL,
    "GRANT MEDICAL CENTER",
    Point(39.9606, -82.9901),
    "CMS",
    "2022",
    phone="+16145669000",
    zip="43215",
    emergency=True,
)
HIFLD = replace(
    CMS,
    id=FacilityId("hifld:7"),
    name="Grant Medical Centre",
    at=Point(39.961, -82.991),
    source="HIFLD",
    vintage="2021-10-19",
    emergency=None,
    beds=640,
)


def test_the_same_number_in_the_same_zip_code_nearby_is_one_hospital() -> None:
    assert without_doubles([HIFLD, CMS]) == (
        replace(CMS, beds=640, source="CMS; HIFLD; joined by telephone and state"),
    )


def test_a_number_that_a_person_verified_is_kept() -> None:
    known = replace(HIFLD, verified_on=date(2026, 2, 1), verified_by="ana")
    (one,) = without_doubles([CMS, known])
    assert (one.id, one.verified_by, one.emergency) == ("hifld:7", "ana", True)


def test_a_middle_of_a_zip_code_gives_way_to_a_street_address() -> None:
    coarse = replace(CMS, at=Point(39.98, -83.01), error_m=4000, vintage="2026")
    (one,) = without_doubles([coarse, HIFLD])
    assert (one.id, one.at, one.error_m, one.emergency) == ("hifld:7", HIFLD.at, None, True)


def test_a_hospital_whose_town_is_in_doubt_is_found_again_by_street_in_its_state() -> None:
    street = replace(HIFLD, address="111 South Grant Avenue", state="OH", phone=None)
    doubtful = replace(
        CMS, at=Point(40.1, -82.9), zip="43082", address="111 S GRANT AVE", state="OH",
        error_m=45_000, phone=None,
    )  # fmt: skip
    (one,) = without_doubles([doubtful, street])
    assert (one.id, one.at, one.zip, one.error_m) == ("hifld:7", HIFLD.at, "43215", None)
    assert without_doubles([doubtful, replace(street, state="KY")]) == (
        doubtful,
        replace(street, state="KY"),
    )


def test_campuses_far_apart_stay_two() -> None:
    far = replace(HIFLD, at=Point(40.1, -82.9))
    assert without_doubles([CMS, far]) == (CMS, far)


def test_rows_of_one_source_are_never_joined() -> None:
    other = replace(CMS, id=FacilityId("cms:36S017"))
    assert without_doubles([CMS, other]) == (CMS, other)


def test_a_ward_in_the_building_of_a_hospital_is_no_part_of_it_and_has_no_emergency() -> None:
    ward = replace(HIFLD, name="Select Specialty", address=CMS.address, ward=True)
    assert without_doubles([CMS, ward]) == (CMS, ward)


def test_where_one_list_calls_it_a_ward_the_flag_of_the_other_is_not_trusted() -> None:
    (one,) = without_doubles([CMS, replace(HIFLD, name=CMS.name, phone=None, ward=True)])
    assert (one.emergency, one.ward) == (None, True)
    assert one.source == "CMS; HIFLD; joined by name and ZIP code"


def test_a_row_that_its_list_names_no_more_gives_way() -> None:
    (one,) = without_doubles([replace(CMS, gone=True, vintage="2027"), HIFLD])
    assert (one.id, one.gone) == ("hifld:7", False)


def test_stations_are_left_alone() -> None:
    station = replace(CMS, id=FacilityId("a:1"), kind=FacilityKind.EMS)
    twin = replace(station, id=FacilityId("b:1"))
    assert without_doubles([station, twin]) == (station, twin)


def test_federal_hospitals_join_those_that_ship() -> None:
    ours = hospitals()
    theirs = load(Format.HOSPITALS_HIFLD, shared("geo/hifld_hospitals_8013.csv.gz")).facilities
    together = without_doubles([*ours, *theirs])
    joined = len(ours) + len(theirs) - len(together)
    assert 3_500 < joined < len(ours)
    assert without_doubles(ours) == ours
