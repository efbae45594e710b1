"""A case for a 911 centre: valid by NENA's schema, and no more than the centre may be told."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience
from console.domain.care.part2 import Programme
from console.domain.place.location import Placed, Source
from console.domain.tier import Tier
from console.reports.handoff.eido import eido
from console.reports.handoff.written import Form
from tests.domain.centre import START
from tests.reports.handoff.people import AUDIENCES, CASES, HOME, Odd, contact, said, usual
from tests.reports.handoff.schemas import eido_faults, sample_eido

POLICE = Audience(Recipient.POLICE)
NAMES = {
    "pidf": "urn:ietf:params:xml:ns:pidf",
    "ca": "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr",
    "gs": "http://www.opengis.net/pidflo/1.0",
    "gml": "http://www.opengis.net/gml",
    "gp": "urn:ietf:params:xml:ns:pidf:geopriv10",
}


def made(case: Odd, to: Audience = POLICE) -> dict[str, Any]:
    content = eido(case.told(to))
    assert eido_faults(content) == []
    found: dict[str, Any] = json.loads(content)
    return found


def notes(found: dict[str, Any]) -> list[str]:
    return [note["notesActionComments"] for note in found["notesComponent"]]


def test_the_schema_passes_what_its_makers_wrote_and_nothing_that_is_broken() -> None:
    assert eido_faults(sample_eido()) == []
    assert eido_faults(b'{"eidoVersion": "2.0"}') != []


def test_a_911_centre_reads_who_where_what_and_the_weapon_first() -> None:
    found = made(usual())
    assert found["incidentComponent"]["incidentTypeCommonRegistryText"] == "SUICTHRT"
    assert found["incidentComponent"]["internalIncidentId"] == "77"
    assert notes(found)[0] == "Weapons: Weapons there: yes"
    (caution,) = found["cautionComponent"]
    assert found["notesComponent"][0]["cautionReference"] == [{"$ref": caution["$id"]}]
    (person,) = found["personComponent"]
    assert person["personIncidentRoleRegistryText"] == ["Caller", "Patient"]
    assert person["ncPersonComponent"] == {
        "name": [{"personFullName": [{"value": "Ana Lee"}]}],
        "ageMeasure": [{"integerValue": [{"value": 35}], "unit": [{"value": "year"}]}],
    }
    assert found["callbackComponent"][0]["callBackInformationUri"] == ["tel:+16145550199"]
    (asked,) = found["emergencyResourceComponent"]
    assert asked["emergencyResourceTypeCommonRegistryText"] == "CrisisInterventionUnit"
    assert json.loads(found["agencyComponent"][0]["agencyJcard"])[1][1:] == [
        ["fn", {}, "text", "Harbour Line"],
        ["tel", {"type": "voice"}, "uri", "tel:+16145550100"],
    ]


def test_the_number_of_who_called_about_them_is_not_given_as_theirs() -> None:
    sister = contact(ContactKind.THIRD_PARTY, "+16145550188")
    person, caller = made(usual(contacts=(sister,)))["personComponent"]
    assert person["personIncidentRoleRegistryText"] == ["Patient"]
    assert "callBackReference" not in person
    assert caller["personIncidentRoleRegistryText"] == ["Caller"]
    assert "ncPersonComponent" not in caller
    assert caller["callBackReference"]["$ref"].endswith("#callback")


def test_only_a_911_centre_is_asked_to_send_somebody() -> None:
    team = made(usual(), Audience(Recipient.CRISIS_TEAM))
    assert "emergencyResourceComponent" not in team
    assert not any("Asked for" in note for note in notes(team))


def test_the_place_is_the_address_and_a_circle_as_wide_as_it_is_unsure() -> None:
    (place,) = made(usual())["locationComponent"]
    assert place["locationDescriptionText"] == (
        "12 Elm St, 4b, Columbus, OH 43215 (said by client, read back)"
    )
    root = ET.fromstring(place["locationByValue"])  # noqa: S314 -- made by us
    info = root.find(".//gp:location-info", NAMES)
    assert info is not None
    civic = {part.tag.rpartition("}")[2]: part.text for part in info.find("ca:civicAddress", NAMES)}  # type: ignore[union-attr]
    assert civic == {
        "country": "US",
        "A1": "OH",
        "A3": "Columbus",
        "RD": "Elm St",
        "HNO": "12",
        "LOC": "code 99",
        "PC": "43215",
        "UNIT": "4b",
    }
    assert info.findtext("gs:Circle/gml:pos", "", NAMES) == "39.960000 -83.000000"
    assert info.findtext("gs:Circle/gs:radius", "", NAMES) == "120"
    assert root.findtext(".//gp:method", "", NAMES) == "Manual"


def test_a_place_that_is_old_moving_or_never_read_back_says_so() -> None:
    away = replace(HOME, moving=True, source=Source.CONTACT, stated_at=START.replace(year=2025))
    (place,) = made(usual(place=Placed(away)))["locationComponent"]
    assert place["locationDescriptionText"].endswith(
        "(said by a contact, not read back; old; they are moving)"
    )


@pytest.mark.parametrize(
    ("answers", "tier", "code"),
    [
        ({}, None, "MNTL"),
        ({"suicide_q__now": "no"}, Tier.HIGH, "MNTL"),
        ({"danger_now": "attempt"}, None, "SUICTHRT"),
        ({}, Tier.IMMINENT, "SUICTHRT"),
        ({"scene__violence": "yes", "suicide_q__now": "yes"}, None, "MTLV"),
        ({"threat__what": "He will hurt her."}, Tier.HIGH, "MTLV"),
        ({"substances": "yes", "od_flags": "blue"}, None, "MNTL"),
    ],
)
def test_the_code_of_the_incident_goes_by_what_was_answered(
    answers: dict[str, str], tier: Tier | None, code: str
) -> None:
    case = usual()
    rating = replace(case.case.tier, tier=tier) if case.case.tier and tier is not None else None
    found = made(usual(answers=said(**answers), tier=rating))
    assert found["incidentComponent"]["incidentTypeCommonRegistryText"] == code


def test_nobody_is_named_and_nothing_is_placed_where_nobody_knows() -> None:
    unknown = replace(usual(place=None, client=None), client=None)
    found = made(unknown)
    assert "locationComponent" not in found
    assert "ncPersonComponent" not in found["personComponent"][0]


def test_a_name_that_tells_of_treatment_is_nowhere_in_it() -> None:
    telling = replace(usual(), programme=Programme(sud_only_name=True))
    assert "Harbour Line" not in json.dumps(made(telling))


def test_every_reference_leads_to_a_part_and_every_name_stands_once() -> None:
    found = made(usual())
    names: list[str] = []
    wanted: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if "$id" in part:
                names.append(part["$id"])
            if "$ref" in part:
                wanted.add(part["$ref"])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(found)
    assert len(names) == len(set(names))
    assert wanted <= set(names)


@pytest.mark.long
@given(CASES, AUDIENCES)
@settings(deadline=None)
def test_any_case_is_valid_and_its_times_are_times(case: Odd, to: Audience) -> None:
    to = to if to.recipient in Form.EIDO.readers else POLICE
    found = made(case, to)
    for part in found.get("locationComponent", ()):
        ET.fromstring(part["locationByValue"])  # noqa: S314 -- made by us
        assert datetime.fromisoformat(part["lastUpdateTimeStamp"]).astimezone(UTC) <= START
