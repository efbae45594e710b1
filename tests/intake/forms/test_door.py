"""A filled form that is posted to the door becomes one assessment."""

import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk.desk import Desk
from console.domain.care.contact import Contact, ContactKind, Rule, Suggestion
from console.domain.events import ContactArrived, FormArrived
from console.domain.tier import Tier
from console.intake import keep
from console.intake.door import Door
from console.intake.ports import MemoryQuarantine
from console.intake.receive import receive_forms
from console.intake.strict.wanted import NotAsWanted
from console.journal.memory import MemoryJournal
from tests.conftest import HERE, NOON
from tests.intake.conftest import JAMIE, LEAD
from tests.intake.forms.papers import (
    LOINC,
    YES,
    Resource,
    as_json,
    as_xml,
    bundle,
    coded,
    cssrs,
    item,
    observation,
    patient,
    phq9,
    response,
)
from tests.intake.forms.test_resources import TANGLED
from tests.intake.posting import OTHER, OTHERS, Heard, accepted, post, signed


def send(door: Door, resource: Resource | bytes, name: str = "msg_1") -> Heard:
    raw = resource if isinstance(resource, bytes) else as_json(resource)
    return post(door, raw, signed(raw, name=name), "/v1/fhir")


def contact(desk: Desk, heard: Heard) -> Contact:
    found = desk.board.contact(heard.body["contact"])
    assert found is not None
    return found[1]


def events(desk: Desk) -> list[object]:
    """What the journal holds about contacts."""
    return [one.happened.event for one in desk._journal.since(0, 10_000)]  # noqa: SLF001


def paper(desk: Desk) -> FormArrived:
    (found,) = [one for one in events(desk) if isinstance(one, FormArrived)]
    return found


def test_a_filled_form_becomes_one_assessment_of_the_right_client(
    door: Door, staffed: Desk
) -> None:
    raw = as_json(bundle(patient("00417"), phq9([2, 2, 2, 2, 1, 1, 2, 0, 0], 12)))
    heard = send(door, raw)
    (case,) = staffed.board.cases.values()
    assert (heard.status, heard.body) == (202, accepted(case))
    assert case.client == JAMIE.id
    held = contact(staffed, heard)
    assert (held.kind, held.suggestion) == (
        ContactKind.ASSESSMENT,
        Suggestion(Tier.LOW, Rule.ANSWERS_LOW, "total 12"),
    )


@pytest.mark.parametrize("write", [as_json, as_xml])
def test_the_bytes_are_kept_as_they_came(door: Door, staffed: Desk, write: object) -> None:
    raw = write(phq9([0] * 9))  # type: ignore[operator]
    assert send(door, raw).status == 202
    kept = paper(staffed).paper
    assert kept.text.value is not None
    assert sha256(kept.text.value.encode()).digest() == sha256(raw).digest()
    assert (kept.instrument, kept.version, kept.release) == ("phq-9", 1, "R4")


def test_the_questions_and_answers_are_kept_in_the_words_of_the_form(
    door: Door, staffed: Desk
) -> None:
    answer = coded(LOINC, "LA6570-1", display="More than half the days")
    form = response(item("/44260-8", answer, text="Thoughts of death"), questionnaire="http://x/q")
    held = contact(staffed, send(door, form))
    assert held.said is not None
    assert held.said.value == (
        "Thoughts of death: More than half the days\n"
        "completed · 2026-03-01T11:58:00+00:00 · qr-1 · http://x/q"
    )


def test_a_form_without_words_is_kept_in_those_that_ship(door: Door, staffed: Desk) -> None:
    form = response(item("/44260-8", coded(LOINC, "LA6570-1")), item("/93249-1", coded(*YES)))
    held = contact(staffed, send(door, form))
    assert held.said is not None
    ninth, other, _about = (held.said.value or "").splitlines()
    assert ninth.startswith("Thoughts that you would be better off dead")
    assert ninth.endswith(": More than half the days")
    assert other == "/93249-1: Yes"


def test_what_is_odd_stands_beside_the_contact_and_in_the_journal(
    door: Door, staffed: Desk
) -> None:
    heard = send(door, phq9([3] * 9, 26))
    held = contact(staffed, heard)
    assert [one.code for one in held.cautions] == ["total_differs", "unscored"]
    assert paper(staffed).paper.cautions == held.cautions
    assert held.suggestion == Suggestion(Tier.HIGH, Rule.PHQ9_ITEM9, "item 9 = 3")


@pytest.mark.parametrize(
    ("form", "suggestion"),
    [
        (
            cssrs([True, True, None, True], status="in-progress"),
            Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, "item 4"),
        ),
        (phq9([0] * 8), Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)),
        (
            response(item("x", {"valueInteger": 1})),
            Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED),
        ),
        (
            response(item("x"), item("/93250-9", {"valueString": "Yes"})),
            Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, "item 5"),
        ),
        (
            response(item("/93374-7", coded("http://x/level", "high"))),
            Suggestion(Tier.HIGH, Rule.SCORE_RAISED, ""),
        ),
    ],
)
def test_unscored_is_never_safe_and_a_grave_answer_raises(
    door: Door, staffed: Desk, form: Resource, suggestion: Suggestion
) -> None:
    assert contact(staffed, send(door, form)).suggestion == suggestion


def test_the_same_form_again_is_the_same_contact(door: Door, staffed: Desk) -> None:
    first = send(door, phq9([0] * 9))
    head = staffed.head
    again = send(door, as_json(phq9([0] * 9)) + b"\n", name="msg_2")
    assert again.status == 202
    assert again.body == {**first.body, "duplicate": True}
    assert staffed.head == head


def test_a_form_without_an_id_is_known_by_what_it_says(door: Door, staffed: Desk) -> None:
    form = phq9([0] * 9, id=..., meta=...)
    first, again = send(door, form), send(door, dict(reversed(form.items())), name="msg_2")
    assert again.body == {**first.body, "duplicate": True}
    other = send(door, phq9([1] * 9, id=..., meta=...), name="msg_3")
    assert other.body["contact"] != first.body["contact"]


def test_a_changed_form_is_a_contact_of_its_own_in_the_same_case(door: Door, staffed: Desk) -> None:
    first = send(door, bundle(patient(), phq9([0] * 9)))
    form = phq9([3] * 9, meta={"versionId": "2"}, status="amended")
    later = send(door, bundle(patient(), form), name="msg_2")
    assert later.body["contact"] != first.body["contact"]
    assert later.body["case"] == first.body["case"]
    assert contact(staffed, later).suggestion.tier is Tier.HIGH


def test_another_form_under_a_name_used_before_is_kept_for_a_lead(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    send(door, phq9([0] * 9))
    heard = send(door, phq9([3] * 9), name="msg_2")
    assert (heard.status, heard.body["accepted"]) == (409, False)
    released = keep.release(staffed, quarantine, heard.body["quarantined"], LEAD)
    found = staffed.board.contact(released.contact)  # type: ignore[arg-type]
    assert found is not None
    assert found[1].suggestion.tier is Tier.HIGH
    assert quarantine.list() == ()


def test_two_senders_may_use_the_same_ids(door: Door) -> None:
    raw = as_json(phq9([0] * 9))
    first = send(door, raw)
    other = post(door, raw, signed(raw, secret=OTHERS), "/v1/fhir")
    assert first.body["contact"] != other.body["contact"]


def test_several_forms_at_once_are_several_contacts_and_the_gravest_answers(
    door: Door, staffed: Desk
) -> None:
    grave = cssrs([True, True, True, True], id="qr-2")
    heard = send(door, bundle(patient(), phq9([0] * 9), grave))
    (case,) = staffed.board.cases.values()
    assert [one.instrument for one in case.contacts] == ["phq-9", "c-ssrs-screener-recent"]
    assert contact(staffed, heard).suggestion.rule is Rule.CSSRS_INTENT
    assert heard.body["duplicate"] is False


def test_of_two_people_in_one_bundle_nobody_gets_the_words_of_the_other(
    door: Door, staffed: Desk
) -> None:
    theirs = phq9([1] * 9, id="qr-2", subject={"reference": "Patient/p2"})
    send(door, bundle(patient(), patient("9", "p2"), phq9([0] * 9), theirs))
    first, second = (one for one in events(staffed) if isinstance(one, FormArrived))
    assert json.loads(first.paper.text.value or "")["id"] == "qr-1"
    assert json.loads(second.paper.text.value or "")["id"] == "qr-2"
    arrived = [one.client for one in events(staffed) if isinstance(one, ContactArrived)]
    assert arrived == [JAMIE.id, None]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "The event cannot be read: one whole JSON object is wanted."),
        (b"<x", "The event cannot be read: one whole XML document is wanted."),
        (b"[1]", "The event cannot be read: a FHIR resource is wanted."),
        (
            as_json(observation("44261-6", 12)),
            "The event cannot be read: from 1 to 64 QuestionnaireResponses are wanted.",
        ),
    ],
)
def test_what_cannot_be_read_is_kept_for_a_lead(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine, raw: bytes, reason: str
) -> None:
    heard = send(door, raw)
    assert (heard.status, heard.body["reason"]) == (422, reason)
    (held,) = quarantine.list()
    assert (held.id, held.raw) == (heard.body["quarantined"], raw)
    assert staffed.board.cases == {}


def test_an_unsigned_form_is_turned_away(door: Door, staffed: Desk) -> None:
    raw, head = as_json(phq9([3] * 9)), staffed.head
    assert post(door, raw, {"Content-Type": "application/fhir+json"}, "/v1/fhir").status == 401
    assert staffed.head == head


def test_the_sender_is_whoever_signed(door: Door, staffed: Desk) -> None:
    raw = as_json(phq9([0] * 9))
    heard = post(door, raw, signed(raw, secret=OTHERS), "/v1/fhir")
    assert contact(staffed, heard).sender == OTHER


@settings(max_examples=50)
@given(st.lists(TANGLED, max_size=3))
def test_whatever_stands_in_a_form_it_is_taken_in_or_answered(said: list[object]) -> None:
    desk = Desk(MemoryJournal(), HERE, lambda: NOON)
    try:
        raw = as_json(response(*said, {"linkId": "/44260-8", "answer": said}))  # type: ignore[arg-type]
        answer = receive_forms(desk, raw, "ehr")
    except NotAsWanted:
        return
    assert answer.contact is not None
    found = desk.board.contact(answer.contact)
    assert found is not None
    assert found[1].suggestion.tier >= Tier.MODERATE
