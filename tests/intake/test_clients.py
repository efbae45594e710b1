import csv
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient
from console.domain.events import ClientRecorded
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.circle import ConsentState, Scope, Supporter
from console.domain.people.client import Address, Client, Flag, Identifier, Phone
from console.domain.place.point import Point
from console.intake.clients import Imported, import_files
from console.intake.enrol.fhir import records, resources
from console.intake.enrol.record import Rejected
from console.intake.strict.fault import Unreadable
from tests.conftest import NOON
from tests.intake.test_event import JSON

TODAY = NOON.astimezone().date()
SHARED = Path(__file__).parents[3] / "shared" / "standards" / "fhir"
MRN = "urn:oid:1.2.3"

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "meta": {"lastUpdated": "2026-01-10T08:00:00Z"},
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/individual-pronouns",
            "extension": [
                {
                    "url": "value",
                    "valueCodeableConcept": {
                        "coding": [{"system": "http://loinc.org", "code": "LA29520-6"}]
                    },
                }
            ],
        },
        {
            "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
            "valueCoding": {"system": "http://snomed.info/sct", "code": "373066001"},
        },
        {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"},
    ],
    "identifier": [
        {"system": MRN, "value": "00417"},
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-0000"},
    ],
    "name": [
        {"use": "old", "given": ["James"], "family": "Ortega"},
        {"use": "official", "given": ["Jamie", "Lee"], "family": "Ortega", "suffix": ["Jr."]},
        {"use": "nickname", "given": ["Jay"]},
    ],
    "telecom": [
        {"system": "phone", "value": "614.555.0123", "use": "home", "rank": 2},
        {"system": "sms", "value": "+1 614 555 0124", "use": "mobile", "rank": 1},
        {"system": "phone", "value": "614-555-0125", "use": "old"},
        {"system": "phone", "value": "ask the school"},
        {"system": "email", "value": "jay@example.org"},
    ],
    "gender": "unknown",
    "birthDate": "2009-05-20",
    "address": [
        {"use": "billing", "line": ["PO Box 7"]},
        {"use": "home", "line": ["1 Old Rd"], "period": {"end": "2025-12-31"}},
        {
            "use": "home",
            "line": ["412 E Long St", "Apt 3B"],
            "city": "Columbus",
            "state": "OH",
            "postalCode": "43215",
            "period": {"start": "2025-06-01"},
        },
        {"use": "temp", "line": ["9 Lake Rd"], "city": "Erie", "state": "PA"},
    ],
    "contact": [
        {
            "relationship": [{"text": "aunt"}],
            "name": {"text": "Ines Ortega"},
            "telecom": [{"system": "phone", "value": "6145550177"}],
        },
        {"organization": {"display": "School"}},
    ],
    "communication": [
        {"language": {"text": "English"}},
        {
            "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]},
            "preferred": True,
        },
        {"language": {"text": "Klingon"}},
    ],
}
ROSA: dict[str, Any] = {
    "resourceType": "RelatedPerson",
    "id": "r1",
    "patient": {"reference": "Patient/p1"},
    "relationship": [{"coding": [{"code": "MTH", "display": "mother"}]}],
    "name": [{"given": ["Rosa"], "family": "Ortega"}],
    "telecom": [{"system": "phone", "value": "+16145550190"}],
}
CONSENT: dict[str, Any] = {
    "resourceType": "Consent",
    "id": "c1",
    "status": "active",
    "scope": {"coding": [{"code": "patient-privacy"}]},
    "patient": {"reference": "https://chart.example.org/fhir/Patient/p1"},
    "dateTime": "2025-09-01",
    "provision": {
        "type": "permit",
        "period": {"start": "2025-09-01", "end": "2026-09-01"},
        "actor": [{"reference": {"reference": "RelatedPerson/r1"}}],
    },
}
GUN: dict[str, Any] = {
    "resourceType": "Flag",
    "id": "f1",
    "status": "active",
    "subject": {"reference": "Patient/p1"},
    "code": {"text": "Firearms at home"},
}


def bundle(*resources_: Mapping[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources_]}


def take(desk: Desk, folder: Path, *files: object) -> Imported:
    paths = []
    for n, inside in enumerate(files):
        path = folder / f"file-{n}.json"
        path.write_bytes(inside if isinstance(inside, bytes) else json.dumps(inside).encode())
        paths.append(path)
    return import_files(desk, "fhir", paths)


def only(desk: Desk) -> Client:
    (client,) = desk.board.clients.values()
    return client


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


def test_reading_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    first = take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, GUN))
    head = desk.head
    again = take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, GUN))
    assert (again.added, again.changed, again.same) == ((), (), first.added)
    assert desk.head == head


def test_a_changed_chart_changes_the_record_and_keeps_what_only_we_know(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, bundle(PATIENT, ROSA))
    before = only(desk)
    ours = replace(
        before,
        phones=(replace(before.phones[0], voicemail_ok=True), before.phones[1]),
        addresses=(before.addresses[0], replace(before.addresses[1], access="gate 2210")),
        flags=before.flags | {Flag.PART2},
        circle=(
            before.circle[0],
            replace(before.circle[1], scope=frozenset({Scope.PLAN}), do_not_contact=True),
        ),
        team="Dr C. Lin",
    )
    desk.do(RecordClient(ours.id, private(ours), "by hand"), SYSTEM)
    moved = {**PATIENT, "birthDate": "2009-05-21", "extension": []}
    done = take(desk, tmp_path, bundle(moved, ROSA, CONSENT))
    assert done.changed == (ours.id,)
    assert only(desk) == replace(ours, born=date(2009, 5, 21))


def test_a_release_that_the_chart_says_was_taken_back_no_longer_holds(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT))
    assert only(desk).circle[1].consent(TODAY) is ConsentState.GIVEN
    take(desk, tmp_path, bundle(PATIENT, ROSA, {**CONSENT, "status": "inactive"}))
    assert only(desk).circle[1].consent(TODAY) is ConsentState.REVOKED


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


def test_two_of_our_clients_are_never_made_one(desk: Desk, tmp_path: Path) -> None:
    for n in ("1", "2"):
        one = Client(ClientId(n), f"Client {n}", identifiers=(Identifier(MRN, n),))
        desk.do(RecordClient(one.id, private(one), "test"), SYSTEM)
    both = [{"system": MRN, "value": "1"}, {"system": MRN, "value": "2"}]
    done = take(desk, tmp_path, {**PATIENT, "identifier": both})
    assert [one.resource for one in done.rejected] == ["Patient/p1"]
    assert {client.name for client in desk.board.clients.values()} == {"Client 1", "Client 2"}


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


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<Patient/>", "XML"),
        (b"{", "JSON"),
        (b"", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "no FHIR resource"),
        (b"7", "no FHIR resource"),
        (b'{"a":' * 100_000, "levels"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken(
    desk: Desk, tmp_path: Path, raw: bytes, said: str
) -> None:
    done = take(desk, tmp_path, raw, PATIENT)
    (rejected,) = done.rejected
    assert rejected.file == "file-0.json"
    assert said in rejected.reason
    assert len(done.added) == 1


def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    done = import_files(desk, "fhir", [tmp_path / "gone.json"])
    assert [one.file for one in done.rejected] == ["gone.json"]


def test_an_address_of_unknown_age_is_never_shown_as_fresh(desk: Desk, tmp_path: Path) -> None:
    undated = [{"line": ["1 Main St"], "city": "Erie", "state": "PA"}]
    chart = {**PATIENT, "meta": {}, "address": undated}
    take(desk, tmp_path, chart)
    assert only(desk).addresses[0].since == TODAY - timedelta(days=90)
    assert take(desk, tmp_path, chart).changed == ()


@dataclass(frozen=True)
class Here:
    at: Point
    error_m: int


ERIE = Here(Point(42.1, -80.1), 1_500)


def test_an_address_without_coordinates_gets_a_circle(desk: Desk, tmp_path: Path) -> None:
    asked: list[str] = []

    def locate(text: str) -> Sequence[Here]:
        asked.append(text)
        return [ERIE] if "Erie" in text else []

    file = tmp_path / "chart.json"
    file.write_text(json.dumps(PATIENT), encoding="utf-8")
    import_files(desk, "fhir", [file], locate)
    erie, columbus = only(desk).addresses
    assert (erie.at, erie.error_m) == (ERIE.at, 1_500.0)
    assert columbus.at is None
    assert asked == ["9 Lake Rd, Erie, PA", "412 E Long St, Columbus, OH 43215"]
    assert import_files(desk, "fhir", [file], lambda _text: []).changed == ()


def test_the_journal_names_the_file_by_its_digest_only(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "jamie-ortega.json"
    file.write_text(json.dumps(PATIENT), encoding="utf-8")
    seen: list[str] = []
    desk.listen(
        lambda change: seen.extend(
            one.event.source for one in change.happened if isinstance(one.event, ClientRecorded)
        )
    )
    import_files(desk, "fhir", [file])
    assert len(seen) == 1
    assert seen[0].startswith("fhir:")
    assert len(seen[0]) == len("fhir:") + 16


@given(JSON, st.sampled_from(sorted(PATIENT)))
def test_no_value_anywhere_in_a_chart_stops_the_import(value: object, name: str) -> None:
    raw = json.dumps(bundle({**PATIENT, name: value}, ROSA, CONSENT)).encode()
    rejected: list[Rejected] = []
    try:
        found = resources("chart.json", "fhir:0", raw)
    except Unreadable:
        return
    made = records(found, TODAY, rejected, [])
    assert len(made) <= 1
    assert len(made) + len(rejected) >= 1


COLUMNS = ["system", "identifier", "name", "born", "phone", "address", "city", "zip", "flags"]
ROW = [
    MRN,
    "7",
    "Ana White",
    "1980-01-02",
    "928-555-0121",
    "12 N St",
    "Flagstaff",
    "86001",
    "part2",
]


def table(folder: Path, *rows: Sequence[str]) -> Path:
    file = folder / "clients.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def test_rows_become_records(desk: Desk, tmp_path: Path) -> None:
    done = import_files(desk, "csv", [table(tmp_path, COLUMNS, ROW)])
    client = only(desk)
    assert client == Client(
        client.id,
        "Ana White",
        born=date(1980, 1, 2),
        identifiers=(Identifier(MRN, "7"),),
        phones=(Phone("+19285550121"),),
        addresses=(Address("12 N St", "Flagstaff", "", "86001", since=TODAY - timedelta(days=90)),),
        flags=frozenset({Flag.PART2}),
    )
    assert done == Imported((client.id,), (), (), (), ())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("identifier", ""),
        ("name", " "),
        ("born", "2 Jan 1980"),
        ("phone", "ask"),
        ("flags", "king"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_taken(
    desk: Desk, tmp_path: Path, column: str, value: str
) -> None:
    bad = [value if name == column else held for name, held in zip(COLUMNS, ROW, strict=True)]
    good = [MRN, "8", *ROW[2:]]
    done = import_files(desk, "csv", [table(tmp_path, COLUMNS, bad, good, good[:-1])])
    assert [one.resource for one in done.rejected] == ["row 2", "row 4"]
    assert only(desk).identifiers == (Identifier(MRN, "8"),)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"name\nAna\n",
        b"system,identifier,name,shoe\n",
        b"system,identifier,name,name\n",
        b"\xff\xfe",
        b'system,identifier,name\na,b,"c\n',
    ],
)
def test_a_table_that_is_none_is_named(desk: Desk, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "clients.csv"
    file.write_bytes(raw)
    done = import_files(desk, "csv", [file])
    assert [one.file for one in done.rejected] == ["clients.csv"]
    assert desk.board.clients == {}


def shared(folder: str) -> list[Path]:
    found = sorted((SHARED / folder).glob("*.json"))
    if not found and not os.environ.get("CI"):
        pytest.skip(f"{SHARED / folder} is not here")
    assert found, "the shared FHIR files must be there where CI is set"
    return found


def test_a_public_demonstration_set_is_read_as_it_is(desk: Desk) -> None:
    done = import_files(desk, "fhir", shared("SPiER-Project+adoption-guide"))
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
    files = shared("HL7+US-Core")
    done = import_files(desk, "fhir", files)
    assert {one.file for one in done.rejected} == {file.name for file in files}
    assert desk.board.clients == {}
