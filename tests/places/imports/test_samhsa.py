"""Crisis services of the federal list: by their codes, each placed, none dropped in silence."""

from collections import Counter
from pathlib import Path

from console.domain.place.facility import FacilityKind, Service
from console.domain.place.point import Point
from console.places.imports.formats import Format, load
from console.places.nearest import Nearest
from tests.shared import shared

HEADER = (
    "name1,name2,whole_adress,street2,phone,intake1,intake2,intake1a,intake2a,"
    "service_code_info,latitude,longitude\n"
)


def table(folder: Path, *rows: str) -> Path:
    file = folder / "samhsa.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return file


def row(name: str, codes: str, lat: str = "39.96", lon: str = "-83.0", street2: str = "NA") -> str:
    return (
        f"{name},Main Office,12 Elm Street Columbus OH 43215,{street2},NA,614-555-0100,NA,NA,NA,"
        f"MH * OP * {codes} * ADLT YAD,{lat},{lon}"
    )


def test_the_codes_say_who_is_walked_in_to_and_who_comes_out(tmp_path: Path) -> None:
    file = table(tmp_path, row("A", "WI CIT"), row("B", "PEOFF"), row("C", "PEON PEOFF CHLD"))
    loaded = load(Format.SAMHSA_MH, file, vintage="2022")
    assert loaded.rejected == ()
    assert [(one.name, one.kind, sorted(one.services)) for one in loaded.facilities] == [
        ("A, Main Office", FacilityKind.CRISIS_CENTRE, [Service.TEAM, Service.WALK_IN]),
        ("B, Main Office", FacilityKind.MOBILE_CRISIS, [Service.MOBILE]),
        ("C, Main Office", FacilityKind.CRISIS_CENTRE, [Service.MOBILE, Service.ON_SITE]),
        ("C, Main Office", FacilityKind.MOBILE_CRISIS, [Service.MOBILE, Service.ON_SITE]),
    ]
    one = loaded.facilities[0]
    assert (one.phone, one.address, one.city, one.state, one.zip, one.county_fips) == (
        "+16145550100", "12 Elm Street", "Columbus", "OH", "43215", "39049",
    )  # fmt: skip
    assert [one.paediatric for one in loaded.facilities] == [False, False, True, True]
    assert {one.psychiatric for one in loaded.facilities} == {True}


def test_a_row_without_coordinates_is_kept_at_its_zip_code_and_says_that_it_is_uncertain(
    tmp_path: Path,
) -> None:
    (one,) = load(Format.SAMHSA_MH, table(tmp_path, row("A", "WI", "NA", "NA"))).facilities
    assert one.source == "SAMHSA mental-health directory; placed at the middle of its ZIP code"
    assert one.error_m is not None
    (near,) = Nearest([one]).nearest(Point(39.96, -83.0))
    assert near.reasons[0].startswith("place uncertain: middle of its ZIP code or town, up to")


def test_every_row_that_is_not_taken_is_named_with_its_line(tmp_path: Path) -> None:
    lost = row("Lost", "WI", "NA", "NA").replace("Columbus OH 43215", "Nowhere")
    file = table(
        tmp_path, row("A", "WI"), row("A", "WI"), row("Clinic", "ACT"), lost, row("", "WI"), "x"
    )
    loaded = load(Format.SAMHSA_MH, file)
    assert [(one.line, one.reason) for one in loaded.rejected] == [
        (3, "is the same as line 2"),
        (4, "names no crisis service"),
        (5, "cannot be placed: neither its ZIP code nor town is known"),
        (7, "has 1 values where the first line names 12 columns"),
    ]
    assert [one.name for one in loaded.facilities] == ["A, Main Office", "Main Office"]


def test_the_federal_list_is_taken_whole() -> None:
    loaded = load(Format.SAMHSA_MH, shared("geo/samhsa_mh_2022_geocoded.csv.gz"), vintage="2022")
    kinds = Counter(one.kind for one in loaded.facilities)
    assert kinds[FacilityKind.MOBILE_CRISIS] == 1_882  # as many as have the code PEOFF
    both = [one for one in loaded.facilities if one.id.endswith(":mobile")]
    rows = len(loaded.facilities) + len(loaded.rejected)
    alone = kinds[FacilityKind.MOBILE_CRISIS] - sum(
        f"{one.id.removesuffix(':mobile')}" in {f.id for f in loaded.facilities} for one in both
    )
    assert kinds[FacilityKind.CRISIS_CENTRE] + alone + len(loaded.rejected) == 9_037
    assert rows == 9_037 + kinds[FacilityKind.MOBILE_CRISIS] - alone
    assert {one.phone is None for one in loaded.facilities} == {False}
