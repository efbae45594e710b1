"""A filled form in FHIR, given to ``score``."""

import pytest

from tests.cli.clinical.test_score import TWELVE
from tests.cli.conftest import Console, Ran
from tests.intake.forms.papers import Resource, as_json, as_xml, bundle, cssrs, phq9
from tests.shared import shared

MODERATE = [2, 2, 2, 2, 1, 1, 2, 0, 0]


def given(fresh: Console, instrument: str, raw: bytes, *words: str) -> Ran:
    fresh.data.mkdir(exist_ok=True)
    file = fresh.data / "form"
    file.write_bytes(raw)
    return fresh("score", instrument, file, *words)


@pytest.mark.parametrize("raw", [as_json(phq9(MODERATE, 12)), as_xml(phq9(MODERATE, 12))])
def test_a_filled_form_is_scored_in_the_same_shape_as_plain_answers(
    fresh: Console, raw: bytes
) -> None:
    ran = given(fresh, "phq-9", raw, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json.items()) == list(TWELVE.items())


def test_a_total_that_does_not_fit_is_bad_news_in_words(fresh: Console) -> None:
    ran = given(fresh, "phq-9", as_json(phq9(MODERATE, 13)), "--json")
    assert ran.code == 1
    assert (ran.json["score"], ran.json["band"], ran.json["complete"]) == (None, None, False)
    assert ran.json["warnings"] == [
        "total_differs: the total that came along is not the sum of the answers: 13 ≠ 12",
        "unscored: unscored: please look at the answers yourself",
    ]
    assert given(fresh, "phq-9", as_json(phq9(MODERATE, 13))).out.splitlines()[:3] == [
        "PHQ-9: unscored",
        "  suggests none; a person sets the tier",
        "  mind: the total that came along is not the sum of the answers: 13 ≠ 12",
    ]


def test_a_grave_answer_in_an_unfinished_form_is_still_said(fresh: Console) -> None:
    form = cssrs([True, True, None, True], status="in-progress")
    ran = given(fresh, "c-ssrs", as_json(form), "--json")
    assert (ran.code, ran.json["band"], ran.json["tier"]) == (1, None, "high")
    assert ran.json["basis"][0] == "cssrs_intent: intent or plan, past month · item 4"


def test_of_several_forms_the_one_that_is_asked_for_is_scored(fresh: Console) -> None:
    both = as_json(bundle(cssrs([False, False, None, None, None, False]), phq9(MODERATE)))
    assert given(fresh, "phq-9", both, "--json").json["score"] == 12
    assert given(fresh, "c-ssrs", both, "--json").json["band"] == "none"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"resourceType": ', "The answers cannot be read: one whole JSON object is wanted."),
        (b"<Questionnaire", "The answers cannot be read: one whole XML document is wanted."),
        (
            as_json({"resourceType": "Patient"}),
            "There is no QuestionnaireResponse in it. Give the filled form.",
        ),
        (
            as_json(bundle(phq9([0] * 9), phq9([3] * 9, id="qr-2"))),
            "There are 2 filled forms in it that may be PHQ-9. Give one alone.",
        ),
    ],
)
def test_what_cannot_be_scored_is_one_line(fresh: Console, raw: bytes, said: str) -> None:
    ran = given(fresh, "phq-9", raw)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{said}\n")


def test_a_published_form_is_scored_from_the_command_line(fresh: Console) -> None:
    file = shared("standards/fhir/HL7+US-Core/QuestionnaireResponse-phq-9-example.json")
    ran = fresh("score", "phq-9", file, "--json")
    assert (ran.code, ran.json["score"], ran.json["band"]) == (0, 12, "moderate")


def test_other_forms_are_not_scored_as_what_they_are_not(fresh: Console) -> None:
    form: Resource = phq9([0] * 9)
    ran = given(fresh, "gad-7", as_json(form), "--json")
    assert ran.code == 1
    assert ran.json["warnings"] == [
        "other_instrument: it is another questionnaire: phq-9",
        "unscored: unscored: please look at the answers yourself",
    ]
