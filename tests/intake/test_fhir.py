import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.desk import Desk
from console.domain.people.circle import ConsentState, Scope, Supporter
from console.domain.people.client import Address, Client, Flag, Identifier, Phone
from console.domain.people.release import Form, Paper
from console.intake.clients import import_files
from console.intake.enrol.fhir import records, resources
from console.intake.enrol.record import Rejected
from console.intake.strict.wanted import NotAsWanted
from tests.intake.charts import CONSENT, GUN, MRN, PATIENT, ROSA, TODAY, bundle, only, take
from tests.intake.events.test_event import JSON
from tests.shared import shared


def test_a_chart_becomes_a_record(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, GUN))
    client = only(desk)
    assert client == Client(
        client.id,
        "Jamie Lee Ortega Jr.",
        "Jay",
        "they/them",
        date(2009, 5, 20),
        ("es", "en"),
        (Identifier(MRN, "00417"),),
        (Phone("+16145550124", note="mobile"), Phone("+16145550123", note="home")),
        (
            Address("9 Lake Rd", "Erie", "PA", "", since=date(2026, 1, 10)),
            Address("412 E Long St", "Columbus", "OH", "43215", "Apt 3B", since=date(2025, 6, 1)),
        ),
        frozenset({Flag.INTERPRETER, Flag.WEAPONS, Flag.MINOR}),
        (
            Supporter("Ines Ortega", "aunt", ("+16145550177",)),
            Supporter(
                "Rosa Ortega",
                "mother",
                ("+16145550190",),
                frozenset({Scope.SAFETY_CONCERN}),
                date(2025, 9, 1),
                date(2026, 9, 1),
                paper=Paper(signed_on=date(2025, 9, 1), form=Form.ELECTRONIC),
            ),
        ),
    )
    assert (done.added, done.changed, done.same, done.rejected) == ((client.id,), (), (), ())


def test_what_of_a_chart_is_not_taken_is_named(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, PATIENT)
    (left,) = done.left_out
    assert (left.file, left.resource) == ("file-0.json", "Patient/p1")
    assert left.reason.removeprefix("Not taken of it: ").removesuffix(".").split(", ") == [
        "the social security number: the console does not keep it",
        "a language without its code",
        "a telephone number that is no longer in use",
        "a telephone number that is not whole",
        "a way to reach them that is no telephone",
        "an address for letters only",
        "an address where they no longer live",
        "a contact without a name or a past one",
        "gender",
        "us-core-race",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": {"coding": [{"code": "research"}]}},
        {"provision": {**CONSENT["provision"], "type": "deny"}},
        {"provision": {**CONSENT["provision"], "provision": [{"type": "deny"}]}},
        {"provision": {"type": "permit", "actor": [{"reference": {"display": "Rosa"}}]}},
        {"patient": {"reference": "Patient/p2"}},
        {"provision": None},
    ],
)
def test_a_consent_that_is_not_plainly_a_release_releases_nothing(
    desk: Desk, tmp_path: Path, changes: dict[str, Any]
) -> None:
    done = take(desk, tmp_path, bundle(PATIENT, ROSA, {**CONSENT, **changes}))
    assert [one.consent(TODAY) for one in only(desk).circle] == [ConsentState.NONE] * 2
    assert [(one.file, one.resource) for one in done.rejected] == [("file-0.json", "Consent/c1")]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": {"text": "No firearms at home"}},
        {"code": {"text": "Likes firearms museums"}, "status": "inactive"},
        {"code": {"text": "Fall risk"}},
        {"subject": {"reference": "Patient/p2"}},
    ],
)
def test_a_flag_that_is_none_of_ours_is_named_and_not_set(
    desk: Desk, tmp_path: Path, changes: dict[str, Any]
) -> None:
    done = take(desk, tmp_path, bundle(PATIENT, {**GUN, **changes}))
    assert Flag.WEAPONS not in only(desk).flags
    assert [one.resource for one in done.rejected] == ["Flag/f1"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"identifier": []}, "no record number"),
        ({"identifier": [{"value": "7"}]}, "no record number"),
        ({"name": []}, "no name"),
        ({"name": [{"use": "old", "family": "Ortega"}]}, "no name"),
        ({"deceasedBoolean": True}, "died"),
        ({"deceasedDateTime": "2026-01-01"}, "died"),
        ({"active": False}, "no longer in use"),
        ({"link": [{"type": "replaced-by"}]}, "taken its place"),
    ],
)
def test_a_patient_who_cannot_be_enrolled_is_named_with_the_reason(
    desk: Desk, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    done = take(desk, tmp_path, {**PATIENT, **changes})
    (rejected,) = done.rejected
    assert said in rejected.reason
    assert desk.board.clients == {}


def test_people_of_two_files_with_the_same_id_are_not_mixed_up(desk: Desk, tmp_path: Path) -> None:
    other = {
        **PATIENT,
        "identifier": [{"system": "urn:other", "value": "9"}],
        "name": [{"text": "Sam Doe"}],
        "contact": [],
    }
    take(desk, tmp_path, bundle(PATIENT), bundle(other, ROSA))
    circles = {c.name: [s.name for s in c.circle] for c in desk.board.clients.values()}
    assert circles == {"Jamie Lee Ortega Jr.": ["Ines Ortega"], "Sam Doe": ["Rosa Ortega"]}


def test_one_file_may_hold_what_belongs_to_a_client_of_another(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, ROSA, PATIENT)
    assert [one.name for one in only(desk).circle] == ["Ines Ortega", "Rosa Ortega"]
    assert done.rejected == ()


def test_a_bundle_may_point_by_its_own_addresses(desk: Desk, tmp_path: Path) -> None:
    pointing = {**ROSA, "patient": {"reference": "urn:uuid:7"}}
    whole = bundle(PATIENT, pointing)
    whole["entry"][0]["fullUrl"] = "urn:uuid:7"
    take(desk, tmp_path, whole)
    assert [one.name for one in only(desk).circle] == ["Ines Ortega", "Rosa Ortega"]


def test_lines_of_resources_are_read(desk: Desk, tmp_path: Path) -> None:
    lines = b"\n".join(json.dumps(one).encode() for one in (PATIENT, ROSA)) + b"\n"
    take(desk, tmp_path, lines)
    assert len(only(desk).circle) == 2


@given(JSON, st.sampled_from(sorted(PATIENT)))
def test_no_value_anywhere_in_a_chart_stops_the_import(value: object, name: str) -> None:
    raw = json.dumps(bundle({**PATIENT, name: value}, ROSA, CONSENT)).encode()
    rejected: list[Rejected] = []
    try:
        found = resources("chart.json", "fhir:0", raw)
    except NotAsWanted:
        return
    made = records(found, TODAY, rejected, [])
    assert len(made) <= 1
    assert len(made) + len(rejected) >= 1


def published(folder: str) -> list[Path]:
    found = sorted(shared(f"standards/fhir/{folder}").glob("*.json"))
    assert found
    return found


def test_a_public_demonstration_set_is_read_as_it_is(desk: Desk) -> None:
    done = import_files(desk, "fhir", published("SPiER-Project+adoption-guide"))
    jane = only(desk)
    assert (jane.name, jane.born) == ("Jane Doe", date(1990, 1, 15))
    assert jane.identifiers == (
        Identifier("http://thespierproject.org/fhir/identifier/mrn", "12345"),
    )
    assert done.added == (jane.id,)
    reasons = {(one.file, one.resource): one.reason for one in done.rejected}
    assert (
        "written permission" in reasons["scenarios-patient-001.json", "CarePlan/p001-stanley-brown"]
    )
    assert (
        "written permission"
        in reasons["scenarios-patient-007.json", "QuestionnaireResponse/p007-sb"]
    )
    assert "scored" in reasons["scenarios-patient-004.json", "QuestionnaireResponse/p004-asq"]
    assert "by hand" in reasons["scenarios-patient-009.json", "Consent/p009-sharing-consent"]
    assert len(done.rejected) == 72


def test_the_us_core_examples_hold_nobody_and_each_says_so(desk: Desk) -> None:
    files = published("HL7+US-Core")
    done = import_files(desk, "fhir", files)
    assert {one.file for one in done.rejected} == {file.name for file in files}
    assert desk.board.clients == {}
