"""A case for a hospital: valid by the schema of FHIR R4, with statuses that R4 knows."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience
from console.domain.people.circle import Scope, Supporter
from console.reports.handoff.fhir import fhir
from console.reports.handoff.told import Making, told
from console.reports.handoff.written import Form
from tests.domain.centre import START
from tests.reports.handoff.people import AUDIENCES, CASES, TELLS, Odd, contact, usual
from tests.reports.handoff.schemas import fhir_faults

MEDICAL = Audience(Recipient.MEDICAL)
EMERGENCY = Audience(Recipient.MEDICAL, emergency=True)
TODAY = START.date()
STATUSES = {  # the value sets of R4 that its JSON schema does not hold
    "RiskAssessment": {"registered", "preliminary", "final", "amended", "corrected", "unknown"},
    "CarePlan": {"draft", "active", "on-hold", "revoked", "completed", "unknown"},
}


def made(case: Odd, to: Audience = MEDICAL, *, read: bool = False) -> dict[str, Any]:
    content = fhir(case.told(to, read=read))
    assert fhir_faults(content) == []
    found: dict[str, Any] = json.loads(content)
    return found


def of(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    resources = (entry["resource"] for entry in found["entry"])
    return [one for one in resources if one["resourceType"] == kind]


def test_the_schema_finds_a_status_that_r4_has_not_and_a_name_that_it_does_not_know() -> None:
    flag = {"resourceType": "Flag", "status": "on", "code": {}, "subject": {}, "colour": "red"}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": flag}]}
    faults = fhir_faults(json.dumps(bundle).encode())
    assert [fault.split(":")[0] for fault in faults] == ["Flag", "Flag"]


def test_it_is_a_document_that_says_the_weapon_first() -> None:
    found = made(usual())
    assert (found["type"], found["entry"][0]["resource"]["resourceType"]) == (
        "document",
        "Composition",
    )
    (composition,) = of(found, "Composition")
    first = composition["section"][0]
    assert first["title"] == "Weapons"
    div = ET.fromstring(first["text"]["div"])  # noqa: S314 -- made by us
    assert div.text == "Weapons there: yes"
    (flag,) = of(found, "Flag")
    assert flag["status"] == "active"
    assert first["entry"] == [{"reference": name_of(found, "Flag")}]


def name_of(found: dict[str, Any], kind: str) -> str:
    names = [e["fullUrl"] for e in found["entry"] if e["resource"]["resourceType"] == kind]
    return str(names[0])


def test_a_hospital_finds_the_chart_by_legal_name_and_birth_and_where_they_are() -> None:
    found = made(usual())
    (patient,) = of(found, "Patient")
    assert patient["name"] == [
        {"use": "official", "text": "Anastasia Lee"},
        {"use": "usual", "text": "Ana Lee"},
    ]
    assert patient["birthDate"] == "1990-05-04"
    assert patient["telecom"] == [{"system": "phone", "value": "+16145550199"}]
    (place,) = of(found, "Location")
    assert place["position"] == {"longitude": -83.0, "latitude": 39.96}
    assert "read back, ± 120 m" in place["description"]
    sister = contact(ContactKind.THIRD_PARTY, "+16145550188")
    assert "telecom" not in of(made(usual(contacts=(sister,))), "Patient")[0]
    team = made(usual(), Audience(Recipient.CRISIS_TEAM))
    assert "birthDate" not in of(team, "Patient")[0]


def test_scores_keep_their_loinc_code_and_what_is_missing_is_never_a_figure() -> None:
    case = usual()
    unfinished = replace(case.case.assessments[0], score=None, band=None, complete=False)
    (whole,) = of(made(case), "Observation")
    assert whole["code"]["coding"][0]["code"] == "44261-6"
    assert (whole["status"], whole["valueInteger"]) == ("final", 21)
    (open_,) = of(made(usual(assessments=(unfinished,))), "Observation")
    assert (open_["status"], "valueInteger" in open_) == ("preliminary", False)
    assert open_["dataAbsentReason"]["coding"][0]["code"] == "not-performed"


def test_the_safety_plan_goes_along_once_its_words_are_read() -> None:
    assert of(made(usual()), "CarePlan") == []
    (plan,) = of(made(usual(), read=True), "CarePlan")
    assert (plan["status"], plan["intent"], len(plan["activity"])) == ("active", "plan", 7)
    assert plan["activity"][0]["detail"]["description"].startswith("Signs: ")


@pytest.mark.parametrize(
    ("supporter", "status"),
    [
        (Supporter("Rosa Lee", "sister", (), frozenset({Scope.LOCATION})), "active"),
        (
            Supporter("R", "", (), frozenset({Scope.PLAN}), expires=TODAY - timedelta(days=1)),
            "inactive",
        ),
        (Supporter("R", "", (), frozenset({Scope.PLAN}), revoked_on=TODAY), "inactive"),
        (
            Supporter("R", "", (), frozenset({Scope.PLAN}), starts=TODAY + timedelta(days=1)),
            "proposed",
        ),
    ],
)
def test_a_release_on_file_is_a_consent_in_the_state_that_it_is_in(
    supporter: Supporter, status: str
) -> None:
    case = usual()
    assert case.client is not None
    found = made(replace(case, client=replace(case.client, circle=(supporter,))), EMERGENCY)
    (consent,) = of(found, "Consent")
    (related,) = of(found, "RelatedPerson")
    assert consent["status"] == status
    assert consent["policyRule"] == {"text": "45 CFR 164.508"}
    assert related["name"] == [{"text": supporter.name}]


def test_whoever_is_barred_and_what_may_not_be_told_are_in_no_consent() -> None:
    case = usual()
    assert case.client is not None
    (rosa,) = case.client.circle
    plain, barred = replace(rosa, relation="sister"), replace(rosa, do_not_contact=True)
    with_bar = replace(case, client=replace(case.client, circle=(barred,)))
    assert of(made(with_bar, EMERGENCY), "Consent") == []
    read = made(replace(case, client=replace(case.client, circle=(plain,))), read=True)
    scopes = [one["text"] for one in of(read, "Consent")[0]["provision"]["code"]]
    assert "substance use" not in scopes
    assert len(scopes) == len(Scope) - 1


def test_what_stands_under_part_2_is_labelled_and_carries_the_notice() -> None:
    found = made(usual(), EMERGENCY)
    codes = [one["code"] for one in found["meta"]["security"]]
    assert {"R", "42CFRPart2", "NORDSCLCD"} <= set(codes)
    (composition,) = of(found, "Composition")
    assert "42 CFR part 2 prohibits" in composition["section"][-1]["text"]["div"]
    assert TELLS in json.dumps(found)
    plain = made(usual())
    assert "42CFRPart2" not in [one["code"] for one in plain["meta"]["security"]]


def test_a_case_that_was_closed_is_a_finished_encounter() -> None:
    case = usual()
    (open_,) = of(made(case), "Encounter")
    assert (open_["status"], "end" in open_["period"]) == ("in-progress", False)
    given_ = case.told(MEDICAL)
    making = Making(
        case.board(), case.case, given_.made, given_.origin, START, ended=START + timedelta(hours=1)
    )
    found = json.loads(fhir(told(making)))
    (done,) = of(found, "Encounter")
    assert (done["status"], done["period"]["end"]) == ("finished", "2026-01-05T23:00:00+00:00")


@pytest.mark.long
@given(CASES, AUDIENCES)
@settings(deadline=None)
def test_any_case_is_valid_whole_and_points_nowhere_else(case: Odd, to: Audience) -> None:
    to = to if to.recipient in Form.FHIR.readers else MEDICAL
    found = made(case, to)
    names = [entry["fullUrl"] for entry in found["entry"]]
    assert len(names) == len(set(names))
    wanted = set(re.findall(r'"reference": "([^"]+)"', json.dumps(found)))
    assert wanted <= set(names)
    for entry in found["entry"]:
        known = STATUSES.get(entry["resource"]["resourceType"])
        assert known is None or entry["resource"]["status"] in known
    for section in of(found, "Composition")[0]["section"]:
        ET.fromstring(section["text"]["div"])  # noqa: S314 -- made by us
