"""What real exports have got wrong (``clinical/CONTENT.md`` section 8), in files of our own."""

from typing import Any

import pytest

from console.domain.instrument.instrument import Finding
from console.domain.tier import Tier
from tests.intake.forms.judging import NOTHING, judged, odd, shown
from tests.intake.forms.papers import (
    FREQUENCY,
    LOINC,
    NO,
    PHQ9_ITEMS,
    SNOMED,
    YES,
    Resource,
    bundle,
    coded,
    cssrs,
    item,
    observation,
    phq9,
    response,
)

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ARGONAUT = "http://fhir.org/guides/argonaut/questionnaire/Questionnaire/questionnaire-example-"
SPIER = "http://thespierproject.org/fhir/Questionnaire/"
MODERATE = [2, 2, 2, 2, 1, 1, 2, 0, 0]


def weighted(system: str, code: str, value: float) -> Resource:
    return coded(system, code, extension=[{"url": ORDINAL, "valueDecimal": value}])


def with_ninth(*answers: Resource) -> Resource:
    """A PHQ-9 of zeros but for item 9."""
    whole = phq9([0] * 8)
    return {**whole, "item": [*whole["item"], item("/44260-8", *answers)]}


def dast(third: Resource, *, said: bool = False) -> Resource:
    answers = [
        item(f"g1.q{n}", third if n == 3 else coded(*(YES if said else NO))) for n in range(1, 11)
    ]
    return response(*answers, questionnaire={"reference": f"{ARGONAUT}dast"})


def test_a_total_that_is_right_changes_nothing() -> None:
    found = judged(phq9(MODERATE, 12))
    assert (shown(found), odd(found)) == ((12, "moderate", True), [])


def test_a_total_that_is_wrong_takes_the_score_away() -> None:
    found = judged(phq9(MODERATE, 13))
    assert shown(found) == NOTHING
    assert odd(found) == ["total_differs:13 ≠ 12", "unscored"]
    assert found.weight is Tier.MODERATE


@pytest.mark.parametrize("total", [{"valueString": "12"}, {"valueQuantity": {"value": 12}}])
def test_a_total_is_compared_however_it_is_written(total: Resource) -> None:
    whole = phq9(MODERATE)
    found = judged({**whole, "item": [*whole["item"], item("/44261-6", total)]})
    assert odd(found) == []


def test_a_total_that_is_no_number_is_said() -> None:
    whole = phq9(MODERATE)
    found = judged({**whole, "item": [*whole["item"], item("/44261-6", {"valueString": "a few"})]})
    assert (shown(found), odd(found)) == ((12, "moderate", True), ["total_unread"])


@pytest.mark.parametrize(
    "beside",
    [
        {"derivedFrom": [{"reference": "QuestionnaireResponse/qr-1"}]},
        {"subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-03-01T12:00:00Z"},
    ],
)
def test_a_total_in_an_observation_beside_the_form_is_compared(beside: Resource) -> None:
    found = judged(bundle(phq9(MODERATE), observation("44261-6", "13", **beside)))
    assert odd(found) == ["total_differs:13 ≠ 12", "unscored"]


def test_a_score_in_an_extension_is_compared() -> None:
    score = {"url": "http://example.org/fhir/total-score", "valueInteger": 2}
    assert odd(judged(phq9(MODERATE, extension=[score]))) == ["total_differs:2 ≠ 12", "unscored"]


def test_a_total_under_the_code_of_another_instrument_is_not_taken() -> None:
    whole = phq9(MODERATE)
    found = judged({**whole, "item": [*whole["item"], item("/76504-0", {"valueInteger": 12})]})
    assert shown(found) == NOTHING
    assert odd(found) == ["total_code:76504-0", "unscored"]


def test_two_questionnaires_in_one_form_keep_their_own_totals() -> None:
    gad7 = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
    whole = phq9(MODERATE, 12)
    more = [item(f"/{code}", coded(LOINC, "LA6568-5")) for code in gad7]
    more.append(item("/70274-6", {"valueInteger": 0}))
    found = judged({**whole, "item": [*whole["item"], *more]})
    assert shown(found) == (12, "moderate", True)
    assert odd(found) == [f"unknown_item:{code}" for code in gad7]


def test_another_first_question_is_no_audit_c() -> None:
    found = judged(
        response(
            item("/68517-2", {"valueDecimal": 0}),
            item("/68519-8", coded(LOINC, "LA15694-5")),
            item("/68520-6", coded(LOINC, "LA6270-8")),
            item("/75626-2", {"valueDecimal": 0}),
            questionnaire="http://hl7.org/fhir/us/core/Questionnaire/AUDIT-C",
        )
    )
    assert shown(found) == NOTHING
    assert odd(found) == ["not_standard:q1:68517-2", "unscored"]
    assert found.weight is Tier.MODERATE


def test_a_code_and_a_system_that_changed_places_are_not_counted() -> None:
    found = judged(with_ninth(coded("LA6568-5", LOINC)))
    assert shown(found) == NOTHING
    assert odd(found) == ["code_system_swapped:q9", "unscored"]


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (coded(SNOMED, "LA6568-5"), "code_system:q9"),
        (coded("", "LA6568-5"), "code_system:q9"),
        (coded(LOINC, "LA6568-5 "), "unknown_option:q9"),
        (coded(LOINC, "LA33-6"), "unknown_option:q9"),
        (coded("http://example.org", "never", display="Not at all"), "unknown_option:q9"),
        ({"valueString": "Not at all"}, "unknown_option:q9"),
        ({"valueInteger": 4}, "unknown_option:q9"),
        ({"valueDecimal": 0.5}, "unknown_option:q9"),
        ({"valueBoolean": False}, "unknown_option:q9"),
    ],
)
def test_an_answer_that_is_not_on_the_list_is_never_a_zero(answer: Resource, doubt: str) -> None:
    found = judged(with_ninth(answer))
    assert (shown(found), odd(found)) == (NOTHING, [doubt, "unscored"])
    assert found.weight is Tier.MODERATE


@pytest.mark.parametrize(
    "answer",
    [
        coded("LA6571-9", LOINC),
        coded(" LA 6571-9 ", "http://loinc.org"),
        coded(SNOMED, "LA6571-9"),
        coded(LOINC, "\tLA6571-9"),
        coded("http://example.org", "x", display="Nearly every day"),
        {"valueString": "nearly every day"},
    ],
)
def test_an_answer_that_is_not_counted_still_raises_the_alarm(answer: Resource) -> None:
    found = judged(with_ninth(answer))
    assert shown(found) == NOTHING
    assert (found.at_least, found.weight) == (Finding.HIGH, Tier.HIGH)
    assert [basis.code for basis in found.basis] == ["phq9_item9"]


def test_an_unreadable_answer_to_a_question_that_was_not_to_be_asked_still_calms_nobody() -> None:
    answers = [item(f"q{n}", coded(*NO)) for n in range(1, 5)]
    last = item("q5", coded("http://example.org", "perhaps"))
    found = judged(response(*answers, last, questionnaire=f"{SPIER}ASQ-Screening-Tool"))
    assert (shown(found), found.weight) == (NOTHING, Tier.MODERATE)
    assert odd(found) == ["unknown_option:q5", "unscored"]


@pytest.mark.parametrize(
    "answer",
    [{"valueInteger": True}, {"valueString": "Y"}, {"valueString": "true"}, coded("", "yes")],
)
def test_a_yes_in_the_wrong_form_raises_the_alarm_and_is_not_counted(answer: Resource) -> None:
    found = judged(response(item("/93249-1", answer)))
    assert (shown(found), found.weight) == (NOTHING, Tier.HIGH)
    assert odd(found)[0] == "unknown_option:q4"


def test_a_number_that_the_form_gives_is_taken_with_its_code() -> None:
    found = judged(with_ninth(weighted(LOINC, "LA6569-3", 1)))
    assert (shown(found), odd(found)) == ((1, "minimal", True), [])


def test_a_number_without_a_code_of_ours_is_taken_and_said() -> None:
    found = judged(with_ninth(weighted("http://example.org", "several", 1)))
    assert (shown(found), odd(found)) == ((1, "minimal", True), ["by_ordinal:q9:1"])


def test_a_whole_number_for_a_choice_is_taken_and_said() -> None:
    found = judged(with_ninth({"valueInteger": 2}))
    assert (shown(found), odd(found)) == ((2, "minimal", True), ["by_number:q9:2"])
    assert found.weight is Tier.HIGH


@pytest.mark.parametrize(("code", "value"), [("LA6568-5", 3), ("LA6571-9", 0)])
def test_a_number_that_contradicts_its_code_is_not_counted(code: str, value: int) -> None:
    found = judged(with_ninth(weighted(LOINC, code, value)))
    own = FREQUENCY.index(code)
    assert shown(found) == NOTHING
    assert odd(found) == [f"ordinal_differs:q9:{own} ≠ {value}", "unscored"]
    assert found.weight is Tier.HIGH  # whichever of the two is right


def test_the_numbers_of_the_questionnaire_that_came_along_are_compared_too() -> None:
    options = [{"valueCoding": {"system": LOINC, "code": code}} for code in reversed(FREQUENCY)]
    for value, option in enumerate(options):
        option["extension"] = [{"url": ORDINAL, "valueDecimal": value}]  # type: ignore[assignment]
    questions = [
        {"linkId": f"/{code}", "type": "choice", "answerOption": options} for code in PHQ9_ITEMS
    ]
    form = {"resourceType": "Questionnaire", "url": "http://example.org/q", "item": questions}
    found = judged(bundle(form, phq9([3] * 9, questionnaire="http://example.org/q")))
    assert shown(found) == NOTHING
    assert odd(found)[0] == "ordinal_differs:q1:3 ≠ 0"


@pytest.mark.parametrize("code", ["LA6570-1", "LA18938-3"])
def test_two_codes_of_one_answer_count_the_same(code: str) -> None:
    assert shown(judged(with_ninth(coded(LOINC, code)))) == (2, "minimal", True)


def test_a_question_that_stands_twice_with_one_answer_counts_once_and_is_said() -> None:
    whole = phq9(MODERATE)
    found = judged({**whole, "item": [*whole["item"], whole["item"][0]]})
    assert (shown(found), odd(found)) == ((12, "moderate", True), ["answered_twice:q1"])


@pytest.mark.parametrize("order", [(0, 3), (3, 0)])
def test_two_answers_that_differ_are_not_counted_and_the_graver_raises(
    order: tuple[int, int],
) -> None:
    found = judged(with_ninth(*(coded(LOINC, FREQUENCY[value]) for value in order)))
    assert shown(found) == NOTHING
    assert odd(found) == ["answers_differ:q9", "unscored"]
    assert found.weight is Tier.HIGH


def test_answers_to_questions_that_were_not_to_be_asked_are_said() -> None:
    found = judged(cssrs([False, False, False, False, False, False, False]))
    assert shown(found) == (None, "none", True)
    assert odd(found) == [f"out_of_turn:{name}" for name in ("q3", "q4", "q5", "q6b")]


@pytest.mark.parametrize("q4_yes", [[False, False, None, True, None, False]])
def test_a_yes_to_a_question_that_was_not_to_be_asked_raises_the_alarm(
    q4_yes: list[bool | None],
) -> None:
    found = judged(cssrs(q4_yes))
    assert (found.weight, found.basis[0].code) == (Tier.HIGH, "cssrs_intent")
    assert "out_of_turn:q4" in odd(found)


@pytest.mark.parametrize(
    ("status", "doubts"),
    [
        ("in-progress", ["in_progress", "unscored"]),
        ("stopped", ["stopped", "unscored"]),
        ("entered-in-error", ["withdrawn", "unscored"]),
        ("preliminary", ["no_status", "unscored"]),
        (..., ["no_status", "unscored"]),
    ],
)
def test_only_a_finished_form_is_scored(status: Any, doubts: list[str]) -> None:  # noqa: ANN401
    found = judged(phq9([0] * 9, status=status))
    assert (shown(found), odd(found), found.weight) == (NOTHING, doubts, Tier.MODERATE)
    grave = judged(phq9([0] * 8 + [2], status=status))
    assert (shown(grave), grave.weight) == (NOTHING, Tier.HIGH)


def test_a_form_that_was_changed_is_scored_and_said_to_be_changed() -> None:
    found = judged(phq9(MODERATE, status="amended"))
    assert (shown(found), odd(found)) == ((12, "moderate", True), ["amended"])


def test_an_older_release_is_read_and_named() -> None:
    found = judged(phq9(MODERATE, questionnaire={"reference": "Questionnaire/7"}))
    assert (shown(found), odd(found)) == ((12, "moderate", True), ["older_fhir:STU3"])


def test_a_newer_release_is_read_and_named() -> None:
    assert odd(judged(phq9(MODERATE, identifier=[]))) == ["newer_fhir:R5"]


def test_a_refusal_is_no_zero() -> None:
    absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    declined = {"extension": [{"url": absent, "valueCode": "asked-declined"}]}
    found = judged(with_ninth(declined))
    assert (shown(found), odd(found)) == (NOTHING, ["refused:q9", "unscored"])


def test_who_refused_all_of_it_is_taken_for_acute() -> None:
    refused = item("patient-refused", coded(*YES))
    found = judged(response(refused, status="stopped", questionnaire=f"{SPIER}ASQ-Screening-Tool"))
    assert shown(found) == NOTHING
    assert found.weight is Tier.HIGH
    assert odd(found)[:2] == ["stopped", "refused_whole"]


@pytest.mark.parametrize(
    ("third", "figures"),
    [(weighted(*NO, 1), "q3:no = 1"), (weighted(*YES, 0), "q3:yes = 0")],
)
def test_a_third_item_that_counts_the_other_way_round_is_read_both_ways(
    third: Resource, figures: str
) -> None:
    found = judged(dast(third), variant="unable")
    assert found.scored is not None
    assert (found.scored.score, found.scored.band) == (None, None)
    assert [basis.shown for basis in found.basis] == ["total 0 | 1"]
    assert odd(found) == ["older_fhir:STU3", f"polarity:{figures}", "say_which:unable | able"]


def test_a_third_item_is_read_as_the_centre_says() -> None:
    found = judged(dast(coded(*NO)), variant="unable")
    assert shown(found) == (0, "none", True)
    assert shown(judged(dast(coded(*NO)), variant="able")) == (1, "low", True)


def test_a_level_that_contradicts_the_answers_takes_the_score_away() -> None:
    level = item("/93374-7", coded("http://example.org/level", "low"))
    whole = cssrs([True, True, True, False, False, False])
    found = judged({**whole, "item": [*whole["item"], level]})
    assert shown(found) == NOTHING
    assert odd(found) == ["level_differs:low ≠ moderate", "unscored"]


def test_a_level_that_somebody_set_high_raises_the_alarm() -> None:
    level = item("/93374-7", coded("http://example.org/level", "high"))
    whole = cssrs([False, False, None, None, None, False])
    assert judged({**whole, "item": [*whole["item"], level]}).weight is Tier.HIGH
    assert judged(response(level)).weight is Tier.HIGH


def test_a_level_that_nobody_here_knows_is_said() -> None:
    level = item("/93374-7", coded("http://example.org/level", "L7"))
    whole = cssrs([False, False, None, None, None, False])
    found = judged({**whole, "item": [*whole["item"], level]})
    assert (shown(found), odd(found)) == ((None, "none", True), ["level_unread"])


@pytest.mark.parametrize(
    ("code", "answer"),
    [("93249-1", YES), ("93269-9", YES), ("93255-8", YES), ("44260-8", (LOINC, "LA6571-9"))],
)
def test_a_grave_answer_in_a_form_that_nobody_knows_raises_the_alarm(
    code: str, answer: tuple[str, str]
) -> None:
    found = judged(response(item("x", {"valueString": "?"}), item(f"/{code}", coded(*answer))))
    assert found.weight is Tier.HIGH


def test_a_grave_answer_among_the_questions_of_another_form_raises_the_alarm() -> None:
    whole = phq9([0] * 9, questionnaire="http://hl7.org/fhir/us/core/Questionnaire/phq-9-example")
    found = judged({**whole, "item": [*whole["item"], item("/93250-9", coded(*YES))]})
    assert found.weight is Tier.HIGH
    assert odd(found) == ["raised_by:c-ssrs-screener-recent", "unknown_item:93250-9"]


def test_what_a_question_is_called_is_not_repeated_where_it_may_be_anything() -> None:
    whole = phq9(MODERATE)
    for name in ("Ana's note", "jsmith", "x" * 30 + "1"):
        found = judged({**whole, "item": [*whole["item"], item(name, {"valueInteger": 1})]})
        assert odd(found) == ["unknown_item:?"]


def test_of_many_questions_that_are_none_of_ours_the_first_are_named() -> None:
    whole = phq9(MODERATE)
    more = [item(f"x{n}", {"valueInteger": 1}) for n in range(500)]
    found = judged({**whole, "item": [*whole["item"], *more]})
    assert odd(found) == [*(f"unknown_item:x{n}" for n in range(12)), "unknown_item:+488"]
