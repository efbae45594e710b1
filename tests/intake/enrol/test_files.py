"""Releases, plans and directives as files bring them."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordStaff, RevokeRelease, TakenBack
from console.domain.events import ClientRecorded
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.circle import ConsentState, Scope
from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.domain.people.plan import OLD_AFTER, Part, PlanItem, SafetyPlan
from console.domain.people.staff import Role, Staff
from console.intake.clients import Imported, Located, import_files
from tests.intake.charts import CONSENT, MRN, PATIENT, ROSA, TODAY, bundle, only, take
from tests.shared import shared

LEE = StaffId("lee")
PERMISSION = "letter of 2026-01-05, kept by the clinical lead"
RESPONSE: dict[str, Any] = {
    "resourceType": "QuestionnaireResponse",
    "id": "q1",
    "status": "completed",
    "questionnaire": "http://thespierproject.org/fhir/Questionnaire/StanleyBrownSafetyPlan",
    "subject": {"reference": "Patient/p1"},
    "authored": "2026-02-08T14:30:00Z",
    "author": {"display": "Dr Lin"},
    "item": [
        {"linkId": "1-1-sign", "answer": [{"valueString": "pacing"}, {"valueString": "no sleep"}]},
        {
            "linkId": "step-3-distraction-contacts",
            "item": [
                {
                    "linkId": "3-1-distraction-contact-group",
                    "item": [
                        {"linkId": "3-1-name-place", "answer": [{"valueString": "chess club"}]},
                        {"linkId": "3-2-contact-info", "answer": [{"valueString": "555-0100"}]},
                    ],
                },
                {
                    "linkId": "3-1-distraction-contact-group",
                    "item": [{"linkId": "3-1-name-place", "answer": [{"valueString": "the gym"}]}],
                },
            ],
        },
        {
            "linkId": "4-1-support-person-group",
            "answer": [
                {
                    "item": [
                        {"linkId": "4-1-name", "answer": [{"valueString": "Rosa"}]},
                        {"linkId": "4-2-contact-info", "answer": [{"valueString": "555-0111"}]},
                    ]
                }
            ],
        },
        {"linkId": "5-3-name", "answer": [{"valueString": "General Hospital ED"}]},
        {"linkId": "5-4-address", "answer": [{"valueString": "1 Main St"}]},
        {"linkId": "6-1-safety-action", "answer": [{"valueString": "pills to Rosa"}]},
    ],
}
CARE_PLAN: dict[str, Any] = {
    "resourceType": "CarePlan",
    "id": "stanley-brown",
    "status": "active",
    "subject": {"reference": "Patient/p1"},
    "activity": [
        {
            "detail": {
                "code": {"coding": [{"code": code}]},
                "description": f"said under {code}",
            }
        }
        for code in ("warning-signs", "lethal-means-safety", "something-else")
    ],
}
DIRECTIVE: dict[str, Any] = {
    "resourceType": "Consent",
    "id": "d1",
    "status": "active",
    "scope": {"coding": [{"code": "adr"}]},
    "category": [{"coding": [{"code": "dpa"}]}],
    "patient": {"reference": "Patient/p1"},
    "dateTime": "2025-11-03",
    "provision": {
        "actor": [
            {"role": {"coding": [{"code": "HPOWATT"}]}, "reference": {"display": "Rosa Ortega"}}
        ]
    },
}


def permitted(desk: Desk, folder: Path, *resources: dict[str, Any]) -> Imported:
    file = folder / "chart.json"
    file.write_text(json.dumps(bundle(*resources)), encoding="utf-8")
    return import_files(desk, "fhir", [file], permission=PERMISSION)


def test_a_plan_on_its_holders_form_is_not_read_without_their_permission(
    desk: Desk, tmp_path: Path
) -> None:
    done = take(desk, tmp_path, bundle(PATIENT, RESPONSE, CARE_PLAN))
    assert only(desk).plan is None
    reasons = {one.resource: one.reason for one in done.rejected}
    assert set(reasons) == {"QuestionnaireResponse/q1", "CarePlan/stanley-brown"}
    assert all("--plan-permission" in reason for reason in reasons.values())


def test_with_permission_the_clients_own_words_are_taken_line_by_line(
    desk: Desk, tmp_path: Path
) -> None:
    done = permitted(desk, tmp_path, PATIENT, RESPONSE)
    assert only(desk).plan == SafetyPlan(
        1,
        date(2026, 2, 8),
        "Dr Lin",
        (
            PlanItem(Part.SIGNS, "pacing"),
            PlanItem(Part.SIGNS, "no sleep"),
            PlanItem(Part.DISTRACT, "chess club, 555-0100"),
            PlanItem(Part.DISTRACT, "the gym"),
            PlanItem(Part.PEOPLE, "Rosa, 555-0111"),
            PlanItem(Part.PROFESSIONALS, "General Hospital ED, 1 Main St"),
            PlanItem(Part.SAFER, "pills to Rosa", done=False),
        ),
    )
    assert done.rejected == ()


def test_the_journal_says_by_what_permission_a_plan_was_taken(desk: Desk, tmp_path: Path) -> None:
    sources: list[str] = []
    desk.listen(
        lambda change: sources.extend(
            one.event.source for one in change.happened if isinstance(one.event, ClientRecorded)
        )
    )
    permitted(desk, tmp_path, PATIENT, RESPONSE)
    (source,) = sources
    assert source.endswith(f" · plan by permission: {PERMISSION}")


def test_a_section_is_one_line_and_an_undated_plan_is_never_shown_as_fresh(
    desk: Desk, tmp_path: Path
) -> None:
    permitted(desk, tmp_path, PATIENT, CARE_PLAN)
    plan = only(desk).plan
    assert plan is not None
    assert plan.made_on == TODAY - OLD_AFTER
    assert plan.items == (
        PlanItem(Part.SIGNS, "said under warning-signs"),
        PlanItem(Part.SAFER, "said under lethal-means-safety", done=False),
    )


def test_of_two_plans_the_newer_is_taken_and_the_other_is_named(desk: Desk, tmp_path: Path) -> None:
    newer = {**CARE_PLAN, "created": "2026-02-20"}
    done = permitted(desk, tmp_path, PATIENT, RESPONSE, newer)
    plan = only(desk).plan
    assert plan is not None
    assert plan.made_on == date(2026, 2, 20)
    assert [one.resource for one in done.rejected] == ["QuestionnaireResponse/q1"]


@pytest.mark.parametrize(
    "changes", [{"status": "revoked"}, {"activity": []}, {"status": "entered-in-error"}]
)
def test_a_plan_that_is_past_or_empty_is_named(
    desk: Desk, tmp_path: Path, changes: dict[str, Any]
) -> None:
    done = permitted(desk, tmp_path, PATIENT, {**CARE_PLAN, **changes})
    assert only(desk).plan is None
    assert [one.resource for one in done.rejected] == ["CarePlan/stanley-brown"]


def test_a_directive_in_the_chart_is_on_file(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, bundle(PATIENT, DIRECTIVE))
    signed = date(2025, 11, 3)
    wanted = Directive(
        exists=True,
        recorded_on=signed,
        kind=DirectiveKind.PROXY,
        signed_on=signed,
        agent=Agent("Rosa Ortega"),
    )
    assert only(desk).directive == wanted
    assert done.rejected == ()
    past = {**DIRECTIVE, "status": "inactive"}
    take(desk, tmp_path, bundle(PATIENT, past))
    held = only(desk).directive
    assert held is not None
    assert held.revoked_on == TODAY
    assert take(desk, tmp_path, bundle(PATIENT, past)).changed == ()


def test_a_document_of_advance_directives_says_that_there_is_one(
    desk: Desk, tmp_path: Path
) -> None:
    document = {
        "resourceType": "DocumentReference",
        "id": "x1",
        "status": "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": "42348-3"}]},
        "subject": {"reference": "Patient/p1"},
        "date": "2025-05-06T10:00:00Z",
    }
    take(desk, tmp_path, bundle(PATIENT, document))
    day = date(2025, 5, 6)
    assert only(desk).directive == Directive(exists=True, recorded_on=day, signed_on=day)


def test_a_release_taken_back_here_outlives_the_next_import(desk: Desk, tmp_path: Path) -> None:
    chart = bundle(PATIENT, ROSA, CONSENT)
    take(desk, tmp_path, chart)
    lead = Staff(LEE, "Lee", frozenset({Role.SHIFT_LEAD}))
    desk.do(RecordStaff(LEE, private(lead)), SYSTEM)
    told = private(TakenBack())
    desk.do(RevokeRelease(only(desk).id, private("Rosa Ortega"), told), LEE)
    done = take(desk, tmp_path, chart)
    assert only(desk).circle[1].consent(TODAY) is ConsentState.REVOKED
    assert "Rosa Ortega: the release was taken back here; the file's is no newer." in [
        one.reason for one in done.left_out
    ]
    assert done.changed == ()


def test_what_is_taken_back_while_a_file_is_read_stays_taken_back(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT))
    lead = Staff(LEE, "Lee", frozenset({Role.SHIFT_LEAD}))
    desk.do(RecordStaff(LEE, private(lead)), SYSTEM)
    asked: list[str] = []

    def locate(text: str) -> list[Located]:
        """Look for a place, and let somebody at another desk be quicker."""
        if not asked:
            told = private(TakenBack())
            desk.do(RevokeRelease(only(desk).id, private("Rosa Ortega"), told), LEE)
        asked.append(text)
        return []

    file = tmp_path / "chart.json"
    newer = {**PATIENT, "birthDate": "2009-05-21"}
    file.write_text(json.dumps(bundle(newer, ROSA, CONSENT)), encoding="utf-8")
    done = import_files(desk, "fhir", [file], locate)
    assert done.changed == (only(desk).id,)
    assert only(desk).born == date(2009, 5, 21)
    assert only(desk).circle[1].consent(TODAY) is ConsentState.REVOKED


def test_of_two_consents_for_one_person_the_newer_counts(desk: Desk, tmp_path: Path) -> None:
    older = {**CONSENT, "id": "c0", "dateTime": "2024-01-01", "status": "inactive"}
    take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, older))
    assert only(desk).circle[1].consent(TODAY) is ConsentState.GIVEN


def test_a_consent_says_who_signed_and_when_it_was_checked(desk: Desk, tmp_path: Path) -> None:
    whole = {
        **CONSENT,
        "performer": [{"display": "Jamie Ortega"}],
        "verification": [{"verified": True, "verificationDate": "2026-02-01"}],
    }
    take(desk, tmp_path, bundle(PATIENT, ROSA, whole))
    rosa = only(desk).circle[1]
    assert rosa.paper is not None
    assert (rosa.paper.signed_by, rosa.verified_on) == ("Jamie Ortega", date(2026, 2, 1))


COLUMNS = {
    "system": MRN,
    "identifier": "7",
    "name": "Ana White",
    "contact": "Rosa White",
    "contact_relation": "sister",
    "contact_phone": "614-555-0155",
    "contact_scope": "safety_concern plan",
    "contact_starts": "2026-01-01",
    "contact_expires": "2027-01-01",
    "contact_signed_by": "Ana White",
    "contact_signed_on": "2026-01-01",
    "contact_purpose": "support in a crisis",
    "contact2": "Kyle Brandon",
    "contact2_bar": "violence",
    "directive": "yes",
    "directive_state": "oh",
    "directive_signed": "2025-11-03",
    "directive_agent": "Rosa White",
    "directive_agent_phone": "614-555-0155",
    "plan_made_on": "2026-02-01",
    "plan_made_with": "Dr Lin",
    "plan_signs": "pacing | no sleep",
    "plan_people": "Rosa",
}


def rows(desk: Desk, folder: Path, **changes: str) -> Imported:
    file = folder / "clients.csv"
    said = {**COLUMNS, **changes}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(said))
        writer.writeheader()
        writer.writerow(said)
    return import_files(desk, "csv", [file])


def test_a_row_brings_circle_directive_and_plan(desk: Desk, tmp_path: Path) -> None:
    done = rows(desk, tmp_path)
    assert done.rejected == ()
    client = only(desk)
    rosa, kyle = client.circle
    assert (rosa.scope, rosa.consent(TODAY)) == (
        frozenset({Scope.SAFETY_CONCERN, Scope.PLAN}),
        ConsentState.GIVEN,
    )
    assert rosa.release is not None
    assert rosa.release.lacks() == ()
    assert (kyle.dv_suspect, kyle.consent(TODAY)) == (True, ConsentState.NEVER)
    assert client.directive == Directive(
        exists=True,
        recorded_on=date(2025, 11, 3),
        kind=DirectiveKind.PROXY,
        state="OH",
        signed_on=date(2025, 11, 3),
        agent=Agent("Rosa White", "+16145550155"),
    )
    assert client.plan is not None
    assert client.plan.made_on == date(2026, 2, 1)
    assert [(item.part, item.text) for item in client.plan.items] == [
        (Part.SIGNS, "pacing"),
        (Part.SIGNS, "no sleep"),
        (Part.PEOPLE, "Rosa"),
    ]
    assert rows(desk, tmp_path).changed == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("contact", ""),
        ("contact_phone", "ask"),
        ("contact_scope", "everything"),
        ("contact_expires", "soon"),
        ("contact2_bar", "maybe"),
        ("directive", "perhaps"),
        ("directive", ""),
        ("directive_agent_phone", "ask"),
        ("plan_made_on", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_brings_nothing(
    desk: Desk, tmp_path: Path, column: str, value: str
) -> None:
    done = rows(desk, tmp_path, **{column: value})
    assert [one.resource for one in done.rejected] == ["row 2"]
    assert desk.board.clients == {}


def test_a_public_demonstration_plan_is_taken_with_permission(desk: Desk) -> None:
    files = sorted(shared("standards/fhir/SPiER-Project+adoption-guide").glob("*.json"))
    assert files
    done = import_files(desk, "fhir", files, permission=PERMISSION)
    plan = only(desk).plan
    assert plan is not None
    assert plan.made_on == TODAY, "no plan is of a day to come"
    assert {item.part for item in plan.items} == set(Part)
    reasons = {one.resource: one.reason for one in done.rejected}
    assert "newer or fuller" in " ".join(reasons.values())
    assert "has exceptions" not in reasons.get("Consent/p009-sharing-consent", "")
