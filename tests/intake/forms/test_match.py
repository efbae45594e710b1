import pytest

from console.domain.instrument.shipped import shipped
from console.domain.tier import Tier
from console.intake.forms.known import known
from console.intake.forms.match import linked
from tests.intake.forms.judging import NOTHING, judged, odd, shown
from tests.intake.forms.papers import (
    FREQUENCY,
    LOINC,
    NO,
    PHQ9_ITEMS,
    YES,
    Resource,
    bundle,
    coded,
    item,
    phq9,
    response,
)

SPIER = "http://thespierproject.org/fhir/Questionnaire/"
US_CORE = "http://hl7.org/fhir/us/core/Questionnaire/"


def numbered(values: list[int]) -> list[Resource]:
    """Answers to questions that are called q1, q2 …"""
    return [item(f"q{n}", coded(LOINC, FREQUENCY[v])) for n, v in enumerate(values, start=1)]


def named(verdict_of: Resource) -> str | None:
    found = judged(verdict_of).instrument
    return found.id if found is not None else None


def test_a_known_address_says_what_each_question_is() -> None:
    found = judged(response(*numbered([1] * 9), questionnaire=f"{SPIER}PHQ-9|1.0.0"))
    assert shown(found) == (9, "mild", True)
    assert odd(found) == []


def test_questions_by_a_name_alone_are_nobodys() -> None:
    found = judged(response(*numbered([3] * 9), questionnaire="http://example.org/PHQ-9"))
    assert (found.instrument, found.weight) == (None, Tier.MODERATE)
    assert odd(found) == ["no_instrument", "unscored"]


def test_another_version_of_a_known_form_is_not_taken_for_it() -> None:
    found = judged(response(*numbered([0] * 9), questionnaire=f"{SPIER}PHQ-9|9.0"))
    assert odd(found) == ["form_version", "no_instrument", "unscored"]
    assert found.weight is Tier.MODERATE


def test_the_code_of_the_whole_says_what_a_form_is() -> None:
    link = "/44249-1/{}".format
    questions = (item(link(code), coded(LOINC, "LA6568-5")) for code in PHQ9_ITEMS[:2])
    assert named(response(*questions)) == "phq-9"


def test_the_questionnaire_that_came_along_says_what_each_question_is() -> None:
    form = {
        "resourceType": "Questionnaire",
        "url": "http://example.org/q",
        "code": [{"system": LOINC, "code": "44249-1"}],
        "item": [
            {"linkId": f"a{n}", "type": "choice", "code": [{"system": LOINC, "code": code}]}
            for n, code in enumerate(PHQ9_ITEMS)
        ],
    }
    answers = [item(f"a{n}", coded(LOINC, "LA6569-3")) for n in range(9)]
    found = judged(bundle(form, response(*answers, questionnaire="http://example.org/q")))
    assert shown(found) == (9, "mild", True)


def test_the_codes_of_its_questions_say_what_a_form_is() -> None:
    assert shown(judged(phq9([2, 2, 2, 2, 1, 1, 2, 0, 0]))) == (12, "moderate", True)


@pytest.mark.parametrize(
    ("codes", "id_"),
    [
        (PHQ9_ITEMS[:2], "phq-9"),  # PHQ-2, PHQ-4 and PHQ-8 hold these two as well
        (PHQ9_ITEMS[:8], "phq-9"),  # PHQ-8 without the question about death
        ((*PHQ9_ITEMS[:2], "55758-7"), "phq-2"),  # its total says which
        ((*PHQ9_ITEMS[:2], "69725-0", "68509-9"), "phq-4"),
        (("69725-0", "68509-9"), "gad-7"),
    ],
)
def test_of_several_that_hold_its_questions_the_one_that_asks_most_is_taken(
    codes: tuple[str, ...], id_: str
) -> None:
    questions = [item(f"/{code}", coded(LOINC, "LA6568-5")) for code in codes if code[0] != "5"]
    total = [item(f"/{code}", {"valueInteger": 0}) for code in codes if code[0] == "5"]
    assert named(response(*questions, *total)) == id_


def test_eight_items_of_the_phq9_are_no_phq8_unless_somebody_says_so() -> None:
    eight = phq9([0] * 8)
    assert shown(judged(eight)) == NOTHING
    assert "which_instrument:phq-8 | phq-9" in odd(judged(eight))
    assert "not_asked:q9" in odd(judged(eight))
    assert shown(judged(eight, "phq-8")) == (0, "minimal", True)


def test_a_form_of_another_instrument_is_not_scored_as_the_one_that_was_asked_for() -> None:
    found = judged(phq9([0] * 9, questionnaire=f"{US_CORE}phq-9-example"), "gad-7")
    assert shown(found) == NOTHING
    assert odd(found) == ["other_instrument:phq-9", "unscored"]


def test_a_code_whose_check_digit_is_wrong_is_no_code() -> None:
    assert [linked(link) for link in ("/44250-9", "44249-1/44250-9", "44250-8", "2020-1")] == [
        "44250-9",
        "44250-9",
        "",
        "",
    ]


def test_every_code_that_ships_has_its_check_digit() -> None:
    codes = {one.loinc_panel for one in shipped().values()}
    codes |= {item.loinc for one in shipped().values() for item in one.items}
    codes |= {one.loinc_total for one in shipped().values()} | known().totals
    codes |= set(known().watched) | set(known().watched.values())
    assert [code for code in sorted(codes - {""}) if linked(code) != code] == []


def test_every_known_form_names_items_that_there_are() -> None:
    for form in known().forms:
        if form.instrument:
            instrument = shipped()[form.instrument]  # type: ignore[index]
            assert [name for name in form.links.values() if instrument.item(name) is None] == []


def test_a_yes_and_a_no_in_snomed_are_read() -> None:
    answers = [item(f"q{n}", coded(*(YES if n == 2 else NO))) for n in range(1, 6)]
    found = judged(response(*answers, questionnaire=f"{SPIER}ASQ-Screening-Tool"))
    assert shown(found) == (None, "non_acute_positive", True)
