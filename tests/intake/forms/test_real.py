"""Filled forms that others have published, as they are; skipped where they do not lie beside us."""

import json

import pytest

from console.domain.instrument.instrument import Finding
from console.domain.tier import Tier
from console.intake.forms.resources import parcel
from console.intake.forms.verdict import Verdict, judge
from tests.intake.forms.judging import NOTHING, SHIPPED, odd, shown
from tests.shared import shared

US_CORE, SPIER = "HL7+US-Core", "SPiER-Project+adoption-guide"


def read(folder: str, name: str) -> bytes:
    return shared(f"standards/fhir/{folder}/{name}").read_bytes()


def scenario(number: str) -> dict[str, Verdict]:
    """What the filled forms of a demonstration patient come to, by their ids."""
    data = json.loads(read(SPIER, f"scenarios-patient-{number}.json"))
    resources = [one["resource"] for one in data["responses"]] + data["observations"]
    whole = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    found = parcel(json.dumps(whole).encode())
    return {form.id: judge(form, found.forms, SHIPPED) for form in found.filled}


def only(folder: str, name: str) -> Verdict:
    found = parcel(read(folder, name))
    (form,) = found.filled
    return judge(form, found.forms, SHIPPED)


def test_the_published_phq9_comes_to_the_total_that_it_states() -> None:
    found = only(US_CORE, "QuestionnaireResponse-phq-9-example.json")
    assert (shown(found), odd(found)) == ((12, "moderate", True), [])


def test_its_total_in_an_observation_is_compared() -> None:
    form = json.loads(read(US_CORE, "QuestionnaireResponse-phq-9-example.json"))
    total = json.loads(read(US_CORE, "Observation-PHQ9-item-example-44261-6.json"))
    for value, doubts in (("12", []), ("9", ["total_differs:9 ≠ 12", "unscored"])):
        resources = (form, {**total, "valueString": value})
        whole = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
        found = parcel(json.dumps(whole).encode())
        assert odd(judge(found.filled[0], found.forms, SHIPPED)) == doubts


def test_the_published_audit_c_asks_another_first_question() -> None:
    found = only(US_CORE, "QuestionnaireResponse-AUDIT-C.json")
    assert shown(found) == NOTHING
    assert odd(found) == ["not_standard:q1:68517-2", "unscored"]
    assert found.weight is Tier.MODERATE


def test_with_its_questionnaire_beside_it_the_first_question_is_no_other() -> None:
    form = json.loads(read(US_CORE, "QuestionnaireResponse-AUDIT-C.json"))
    asked = json.loads(read(US_CORE, "Questionnaire-AUDIT-C.json"))
    whole = {"resourceType": "Bundle", "entry": [{"resource": form}, {"resource": asked}]}
    found = parcel(json.dumps(whole).encode())
    assert shown(judge(found.filled[0], found.forms, SHIPPED)) == NOTHING


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (US_CORE, "QuestionnaireResponse-TAPS.json"),
        (US_CORE, "QuestionnaireResponse-glasgow-coma-score.json"),
        (US_CORE, "QuestionnaireResponse-hunger-vital-sign-example.json"),
        (SPIER, "questionnaireresponse.json"),
    ],
)
def test_a_form_that_is_none_of_ours_is_left_for_a_person(folder: str, name: str) -> None:
    found = only(folder, name)
    assert (found.scored, found.weight) == (None, Tier.MODERATE)
    assert odd(found) == ["no_instrument", "unscored"]


def test_a_published_total_that_is_one_too_many_is_found() -> None:
    found = scenario("001")
    assert shown(found["p001-phq9"]) == NOTHING
    assert odd(found["p001-phq9"]) == ["total_differs:18 ≠ 17", "unscored"]
    assert found["p001-phq9"].weight is Tier.HIGH  # item 9 = 2
    assert shown(found["p001-asq"]) == (None, "non_acute_positive", True)


def test_a_mild_total_with_an_answer_to_item_9_is_not_mild() -> None:
    found = scenario("003")["p003-phq9"]
    assert (shown(found), odd(found)) == ((4, "minimal", True), [])
    assert found.weight is Tier.MODERATE


@pytest.mark.parametrize(
    ("number", "form", "band", "weight"),
    [
        ("004", "p004-asq", "non_acute_positive", Tier.MODERATE),
        ("005", "p005-asq", "acute_positive", Tier.HIGH),
        ("007", "p007-cssrs-pediatric", "moderate", Tier.MODERATE),
    ],
)
def test_published_screens_come_to_what_they_should(
    number: str, form: str, band: str, weight: Tier
) -> None:
    found = scenario(number)[form]
    assert (shown(found), odd(found), found.weight) == ((None, band, True), [], weight)


def test_no_published_form_is_taken_for_safe_without_a_score() -> None:
    files = sorted(shared("standards/fhir").glob("*/*.json"))
    assert files
    for file in files:
        data = json.loads(file.read_bytes())
        resources = [one["resource"] for one in data.get("responses", ())] or [data]
        for one in resources:
            found = parcel(json.dumps(one).encode())
            for form in found.filled:
                verdict = judge(form, found.forms, SHIPPED)
                if verdict.scored is None or not verdict.scored.complete:
                    assert verdict.weight >= Tier.MODERATE
                    assert verdict.scored is None or verdict.scored.tier is not Finding.LOW
