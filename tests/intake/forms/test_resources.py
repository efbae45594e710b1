import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.people.client import Identifier
from console.intake.forms.model import (
    Absent,
    Coding,
    Filled,
    FilledForm,
    Format,
    Release,
    Reply,
    Stated,
    Status,
    Whose,
)
from console.intake.forms.resources import parcel
from console.intake.strict.wanted import NotAsWanted
from tests.intake.forms.papers import (
    LOINC,
    as_json,
    as_xml,
    bundle,
    coded,
    item,
    observation,
    patient,
    phq9,
    response,
)

DECLINED = {
    "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "valueCode": "asked-declined",
}


def only(resource: object) -> FilledForm:
    (filled,) = parcel(as_json(resource)).filled
    return filled


@pytest.mark.parametrize(("write", "format_"), [(as_json, Format.JSON), (as_xml, Format.XML)])
def test_a_filled_form_is_read_alike_from_json_and_xml(
    write: Callable[[dict[str, Any]], bytes], format_: Format
) -> None:
    raw = write(
        response(
            item(
                "g",
                item=[
                    item("/44250-9", coded(LOINC, "LA6570-1", display="More than half")),
                    item("n", {"valueInteger": 4}, {"valueDecimal": 1.5}, text="How many?"),
                    item("b", {"valueBoolean": True}),
                    item("t", {"valueString": "since May"}),
                ],
            ),
            questionnaire="http://example.org/q|2.1",
        )
    )
    found = parcel(raw)
    assert (found.format, found.digest) == (format_, sha256(raw).hexdigest())
    assert found.filled == (
        FilledForm(
            Release.R4,
            "http://example.org/q",
            "2.1",
            Status.COMPLETED,
            datetime(2026, 3, 1, 11, 58, tzinfo=UTC),
            Whose("Patient/p1"),
            "qr-1",
            "1",
            (
                Filled("g"),
                Filled(
                    "/44250-9",
                    replies=(Reply(coding=Coding(LOINC, "LA6570-1", "More than half")),),
                    depth=1,
                ),
                Filled("n", "How many?", replies=(Reply(number=4), Reply(number=1.5)), depth=1),
                Filled("b", replies=(Reply(flag=True),), depth=1),
                Filled("t", replies=(Reply(text="since May"),), depth=1),
            ),
        ),
    )


def test_a_bundle_is_read_alike_from_json_and_xml() -> None:
    whole = bundle(patient(), phq9([1] * 9, 9), observation("44261-6", 9))
    assert parcel(as_xml(whole)).filled == parcel(as_json(whole)).filled
    assert parcel(as_xml(whole)).others == parcel(as_json(whole)).others


def test_questions_under_an_answer_are_questions_too() -> None:
    under = {"valueBoolean": True, "item": [item("2", {"valueInteger": 1})]}
    assert [(one.link, one.depth) for one in only(response(item("1", under))).items] == [
        ("1", 0),
        ("2", 1),
    ]


@pytest.mark.parametrize(
    ("changes", "release"),
    [
        ({"questionnaire": "http://x/q"}, Release.R4),
        ({"questionnaire": {"reference": "http://x/q"}}, Release.STU3),
        ({"context": {"reference": "Encounter/1"}}, Release.STU3),
        ({"identifier": {"value": "7"}}, Release.R4),
        ({"identifier": [{"value": "7"}]}, Release.R5),
    ],
)
def test_the_release_is_told_by_the_shape(changes: dict[str, Any], release: Release) -> None:
    assert only(response(**changes)).release is release


def test_an_older_form_names_its_questionnaire_by_reference() -> None:
    form = only(response(questionnaire={"reference": "http://x/q|1"}))
    assert (form.canonical, form.version) == ("http://x/q", "1")


@pytest.mark.parametrize(
    "answered",
    [
        item("1", {"extension": [DECLINED]}),
        item("1", extension=[DECLINED]),
        item("1", {"_valueString": {"extension": [DECLINED]}}),
        item(
            "1", coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-declined")
        ),
    ],
)
def test_a_refusal_is_a_refusal_wherever_it_stands(answered: dict[str, Any]) -> None:
    assert only(response(answered)).items[0].replies == (Reply(absent=Absent.DECLINED),)


def test_another_reason_why_there_is_no_answer_is_no_refusal() -> None:
    unknown = {**DECLINED, "valueCode": "unknown"}
    (one,) = only(response(item("1", {"extension": [unknown]}))).items
    assert one.replies == (Reply(absent=Absent.OTHER),)


@pytest.mark.parametrize(
    "url",
    ["ordinalValue", "questionnaire-ordinalValue", "iso21090-CO-value", "itemWeight"],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_number_that_a_form_gives_to_an_answer_is_read(url: str, *, inside: bool) -> None:
    weight = [{"url": f"http://hl7.org/fhir/StructureDefinition/{url}", "valueDecimal": 2}]
    answer = coded(LOINC, "x", extension=weight) if inside else coded(LOINC, "x")
    (one,) = only(response(item("1", answer if inside else {**answer, "extension": weight}))).items
    assert one.replies == (Reply(coding=Coding(LOINC, "x", "", 2.0)),)


def test_a_code_is_kept_character_for_character() -> None:
    (one,) = only(response(item("1", coded(" LA33-6 ", "\thttp://loinc.org")))).items
    assert one.replies[0].coding == Coding(" LA33-6 ", "\thttp://loinc.org")


def test_a_status_that_nobody_knows_is_none() -> None:
    assert only(response(status="final")).status is Status.UNSTATED
    assert only(response(status=...)).status is Status.UNSTATED


def test_the_patient_beside_a_form_says_whose_it_is() -> None:
    found = parcel(as_json(bundle(patient(), phq9([0] * 9))))
    (form,) = found.filled
    assert form.whose == Whose("Patient/p1", (Identifier("urn:clinic:mrn", "00417"),))
    assert found.others == {"Patient": 1}


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "urn:uuid:0000-0"},
        {"reference": "https://ehr.example.org/fhir/Patient/p1"},
        {"identifier": {"system": "urn:clinic:mrn", "value": "00417"}},
    ],
)
def test_the_patient_is_found_however_the_form_points_at_them(subject: dict[str, Any]) -> None:
    (form,) = parcel(as_json(bundle(patient(), phq9([0] * 9, subject=subject)))).filled
    assert form.whose.identifiers == (Identifier("urn:clinic:mrn", "00417"),)


def test_another_patient_in_the_bundle_is_not_taken_for_theirs() -> None:
    (form,) = parcel(as_json(bundle(patient(id_="p2"), phq9([0] * 9)))).filled
    assert form.whose == Whose("Patient/p1")


def test_results_that_were_made_of_a_form_stand_beside_it() -> None:
    mine = {"derivedFrom": [{"reference": "QuestionnaireResponse/qr-1"}]}
    others = {"derivedFrom": [{"reference": "QuestionnaireResponse/qr-2"}]}
    same_day = {"subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-03-01"}
    other_day = {**same_day, "effectiveDateTime": "2026-02-01"}
    (form,) = parcel(
        as_json(
            bundle(
                phq9([0] * 9),
                observation("44261-6", "12", **mine),
                observation("44261-6", 13, **others),
                observation("44261-6", 14, **same_day),
                observation("44261-6", 15, **other_day),
            )
        )
    ).filled
    code = (Coding(LOINC, "44261-6"),)
    assert form.stated == (Stated("observation", code, 12.0), Stated("observation", code, 14.0))


def test_a_score_in_an_extension_is_a_result_too() -> None:
    score = {"url": "http://example.org/StructureDefinition/total-score", "valueInteger": 9}
    assert only(response(extension=[score])).stated == (Stated("extension", (), 9.0),)


def test_a_questionnaire_inside_a_form_is_the_one_that_was_filled_in() -> None:
    inside = {"resourceType": "Questionnaire", "id": "q", "item": [{"linkId": "1"}]}
    found = parcel(as_json(response(contained=[inside], questionnaire="#q")))
    assert [form.canonical for form in found.forms] == [found.filled[0].canonical] == ["qr-1#q"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "one whole JSON object is wanted"),
        (b"{", "one whole JSON object is wanted"),
        (b'{"resourceType": "QuestionnaireResponse",}', "one whole JSON object is wanted"),
        (b"[]", "a FHIR resource is wanted"),
        (b"{}", "a FHIR resource is wanted"),
        (b'{"resourceType": 7}', "a FHIR resource is wanted"),
        (b'{"resourceType": "X", "a": NaN}', "real numbers are wanted, not NaN or Infinity"),
        (b'{"resourceType": "X", "a": 1, "a": 2}', "each field is wanted once"),
    ],
)
def test_what_is_no_fhir_is_an_answer_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(NotAsWanted) as caught:
        parcel(raw)
    assert caught.value.wanted == why


def test_a_mark_of_byte_order_does_no_harm() -> None:
    assert len(parcel(b"\xef\xbb\xbf" + as_json(response())).filled) == 1
    assert len(parcel(b"\xef\xbb\xbf" + as_xml(response())).filled) == 1


NAMES = st.sampled_from(
    [
        "item",
        "answer",
        "linkId",
        "extension",
        "url",
        "code",
        "coding",
        "system",
        "valueCoding",
        "valueInteger",
        "valueDecimal",
        "valueCode",
        "reference",
        "identifier",
        "value",
        "contained",
    ]
)
TANGLED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.sampled_from([DECLINED["url"], "asked-declined", "Questionnaire"]),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=12,
)  # fmt: skip


@given(TANGLED)
def test_any_json_in_any_place_of_a_form_is_read(said: object) -> None:
    for field in ("item", "subject", "questionnaire", "meta", "identifier", "extension", "status"):
        assert len(parcel(as_json(response(**{field: said}))).filled) == 1
    for answer in (said, {"valueCoding": said}, {"valueInteger": said}, {"extension": said}):
        whole = response({"linkId": "1", "answer": [answer]}, contained=[said])
        assert len(parcel(json.dumps(whole).encode()).filled) == 1
