"""Every list is counted by what it is good for, and the journal says when it came and by whom."""

from dataclasses import replace
from datetime import timedelta

from console.domain.events import DirectoryImported
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, StaffId, StationId
from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.hospitals import SOURCE
from console.places.lists.onfile import Brought, OnFile, Topic, by_digest, lists
from tests.conftest import HERE, NOON


def one(name: str, kind: FacilityKind, source: str, vintage: str = "2026") -> Facility:
    return Facility(FacilityId(name), kind, name, Point(40.0, -83.0), source, vintage)


def imported(seq: int, *sources: str, digest: str = "", by: str = SYSTEM) -> Happened:
    event = DirectoryImported("csv", digest, "2026", 10 * seq, seq, sources)
    return Happened(seq, NOON + timedelta(hours=seq), StaffId(by), StationId(HERE), event)


def brought(seq: int, by: str = SYSTEM) -> Brought:
    at = NOON + timedelta(hours=seq)
    return Brought(seq, at, StaffId(by), StationId(HERE), 10 * seq, seq)


def test_a_list_is_counted_once_for_each_thing_that_it_is_good_for() -> None:
    teams = FacilityKind.MOBILE_CRISIS
    rows = [
        one("a", FacilityKind.CRISIS_CENTRE, "county", "2024"),
        replace(one("b", FacilityKind.CRISIS_CENTRE, "county", "2025-03"), gone=True),
        one("c", teams, "county"),
        one("d", FacilityKind.HOSPITAL, "federal; placed by its ZIP code"),
        one("e", FacilityKind.HOSPITAL, "federal; placed by its street"),
        replace(one("f", teams, "practice"), invented=True),
        one("g", FacilityKind.HOSPITAL, SOURCE, "2022"),
    ]
    found = {(each.topic, each.source): each for each in lists(rows, ())}
    assert found == {
        (Topic.CRISIS, "county"): OnFile(Topic.CRISIS, "county", 2, "2025-03", gone=1),
        (Topic.MOBILE, "county"): OnFile(Topic.MOBILE, "county", 1, "2026"),
        (Topic.HOSPITALS, "federal"): OnFile(Topic.HOSPITALS, "federal", 2, "2026"),
        (Topic.MOBILE, "practice"): OnFile(Topic.MOBILE, "practice", 1, "2026", invented=True),
        (Topic.HOSPITALS, SOURCE): OnFile(Topic.HOSPITALS, SOURCE, 1, "2022", shipped=True),
    }


def test_a_centre_with_an_area_stands_among_the_areas_alone() -> None:
    rows = [
        one("a", FacilityKind.PSAP, "registry"),
        replace(one("b", FacilityKind.PSAP, "areas"), area=Area(b"shape")),
    ]
    assert [(each.topic, each.source, each.count) for each in lists(rows, ())] == [
        (Topic.PSAP, "registry", 1),
        (Topic.AREAS, "areas", 1),
    ]


def test_the_newest_import_that_names_a_list_is_the_one_that_counts() -> None:
    rows = [one("a", FacilityKind.EMS, "county"), one("b", FacilityKind.EMS, "state")]
    said = [imported(7, "county", by="okafor"), imported(3, "county", "state"), imported(9)]
    found = {each.source: each.brought for each in lists(rows, said)}
    assert found == {"county": brought(7, "okafor"), "state": brought(3)}


def test_a_file_of_streets_is_known_by_its_digest() -> None:
    said = [imported(2, digest="x"), imported(4, digest="x"), imported(5, digest="y")]
    assert by_digest(said) == {"x": brought(4), "y": brought(5)}
