from hashlib import sha256

import pytest
from hypothesis import given

from console.domain.ids import InstrumentId
from console.domain.instrument.loaded import Wording, lacking
from console.domain.instrument.shipped import shipped
from console.intake.forms.known import known, loaded_form
from console.intake.forms.load import DoesNotFit, Fitted, fit
from console.intake.strict.wanted import NotAsWanted
from tests.intake.forms.papers import (
    CSSRS_ITEMS,
    LOINC,
    NO,
    PHQ9_ITEMS,
    YES,
    Resource,
    as_json,
    as_xml,
    bundle,
)
from tests.intake.forms.slots import (
    AT,
    YES_OR_NO,
    options,
    question,
    questionnaire,
    screener,
)
from tests.intake.forms.test_resources import TANGLED

SCREENER = InstrumentId("c-ssrs-screener-recent")


def fitted(resource: Resource, name: str = SCREENER, variant: str | None = None) -> Fitted:
    return fit(as_json(resource), shipped()[InstrumentId(name)], known(), variant)


def reasons(resource: Resource, name: str = SCREENER, variant: str | None = None) -> list[str]:
    with pytest.raises(DoesNotFit) as caught:
        fitted(resource, name, variant)
    return list(caught.value.reasons)


def without(resource: Resource, link: str) -> Resource:
    group = resource["item"][1]
    kept = [one for one in group["item"] if one["linkId"] != link]
    return {**resource, "item": [resource["item"][0], {**group, "item": kept}]}


def with_also(resource: Resource, *more: Resource) -> Resource:
    return {**resource, "item": [*resource["item"], *more]}


@pytest.mark.parametrize("write", [as_json, as_xml])
def test_a_questionnaire_fills_the_slot_by_the_codes_of_its_questions(write: object) -> None:
    raw = write(screener())  # type: ignore[operator]
    found = fit(raw, shipped()[SCREENER], known())
    ids = ("q1", "q2", "q3", "q4", "q5", "q6", "q6b")
    assert found == Fitted(
        Wording(
            tuple((id_, f"words {n}") for n, id_ in enumerate(ids, start=1)),
            tuple((id_, *said) for id_ in ids for said in (("yes", "Yes"), ("no", "No"))),
            "Now ask:",
            None,
            AT,
            "2",
            tuple((f"a{n}", id_) for n, id_ in enumerate(ids, start=1)),
            tuple((id_, *said) for id_ in ids for said in ((*YES, "yes"), (*NO, "no"))),
        ),
        sha256(raw).hexdigest(),
        "Our screener 2",
        "© somebody",
        (),
    )
    assert lacking(shipped()[SCREENER], found.wording) == ()


def test_a_question_of_the_slot_that_is_not_there_is_named() -> None:
    assert reasons(without(screener(), "a7")) == ["Item 6b is missing."]


def test_a_question_that_stands_there_twice_is_named() -> None:
    twice = with_also(screener(), question("b4", "other words", CSSRS_ITEMS[3]))
    assert reasons(twice) == ["Item 4 stands there more than once: a4, b4."]


def test_a_question_without_words_is_named() -> None:
    whole = without(screener(), "a1")
    assert reasons(with_also(whole, question("a1", "", CSSRS_ITEMS[0]))) == ["Item 1 has no words."]


def test_an_answer_that_is_missing_or_twice_is_named() -> None:
    whole = without(screener(), "a1")
    bare = question("a1", "words", CSSRS_ITEMS[0], answerOption=options(YES_OR_NO[:1]))
    assert reasons(with_also(whole, bare)) == ["Item 1 has no answer for “no”."]
    both = (*YES_OR_NO, (LOINC, "LA32-8", "Never"))
    double = question("a1", "words", CSSRS_ITEMS[0], answerOption=options(both))
    assert reasons(with_also(whole, double)) == ["Item 1 has more than one answer for “no”."]


def test_a_question_that_is_not_of_the_slot_is_left_out_and_named() -> None:
    more = with_also(screener(), question("z9", "and how are you?"))
    assert fitted(more).left == ("z9",)


def test_another_questionnaire_is_not_taken() -> None:
    codes = [{"system": LOINC, "code": "44249-1"}]
    assert reasons(screener(code=codes)) == ["This is another questionnaire: PHQ-9."]
    long = "http://thespierproject.org/fhir/Questionnaire/C-SSRS-Full-Lifetime-Recent"
    assert reasons(screener(url=long)) == ["This is another questionnaire: Our screener."]


def test_questions_are_matched_by_name_only_where_they_have_no_code() -> None:
    named = [question(f"q{n}", f"words {n}") for n in range(1, 6)]
    named += [question("q6", "words 6"), question("q6b", "words 7")]
    assert len(fitted(questionnaire(*named)).wording.items) == 7
    coded = [question(f"q{n}", f"words {n}", code) for n, code in enumerate(PHQ9_ITEMS[:1], 1)]
    assert reasons(questionnaire(*coded, *named[1:])) == ["Item 1 is missing."]


def test_another_question_in_the_place_of_an_item_is_named() -> None:
    asked = [question(f"/{code}", "words", code) for code in ("68517-2", "68519-8", "68520-6")]
    assert reasons(questionnaire(*asked), "audit-c")[0] == (
        "Item 1 is missing: another question (68517-2) stands in its place."
    )


def dast(third: tuple[float, float]) -> Resource:
    codes = [item.loinc for item in shipped()[InstrumentId("dast-10")].items]
    return questionnaire(
        *(
            question(
                f"g{n}",
                f"words {n}",
                code,
                answerOption=options(YES_OR_NO, third if n == 3 else (1, 0)),
            )
            for n, code in enumerate(codes, start=1)
        )
    )


@pytest.mark.parametrize(("variant", "third"), [("unable", (1, 0)), ("able", (0, 1))])
def test_the_pole_of_the_third_item_fits_the_wording_that_is_named(
    variant: str, third: tuple[float, float]
) -> None:
    assert fitted(dast(third), "dast-10", variant).wording.variant == variant


def test_a_third_item_that_counts_against_the_wording_that_is_named_is_not_taken() -> None:
    assert reasons(dast((0, 1)), "dast-10", "unable") == [
        "Item 3 counts “yes” as 0, where 1 is wanted.",
        "Item 3 counts “no” as 1, where 0 is wanted.",
    ]


def test_answers_with_codes_of_the_customer_are_matched_by_their_numbers() -> None:
    ratings = [("http://clinic.example.org/r", f"r{n}", f"rating {n}") for n in range(1, 6)]
    asked = [
        question(name, f"words of {name}", answerOption=options(ratings, range(1, 6)))
        for name in ("dangerousness", "support", "cooperation")
    ]
    wording = fitted(questionnaire(*asked), "ctrs").wording
    assert wording.codes[0] == ("dangerousness", "http://clinic.example.org/r", "r1", "1")
    form = loaded_form(InstrumentId("ctrs"), wording)
    assert form is not None
    assert form.option("support", "http://clinic.example.org/r", "r5") == "5"


@pytest.mark.parametrize("raw", [b"{}", b"<x/>", as_json(bundle()), as_json({"resourceType": "X"})])
def test_what_is_no_questionnaire_is_an_answer_in_one_line(raw: bytes) -> None:
    with pytest.raises(NotAsWanted):
        fit(raw, shipped()[SCREENER], known())


@given(TANGLED)
def test_whatever_stands_in_a_questionnaire_it_fits_or_is_answered(said: object) -> None:
    for changes in ({"item": said}, {"code": said}, {"url": said}, {"contained": said}):
        with pytest.raises(DoesNotFit):
            fitted(questionnaire(**changes))
    for field in ("code", "answerOption", "options", "type", "text", "linkId"):
        with pytest.raises(DoesNotFit):
            fitted(questionnaire({**question("q1", "words"), field: said}))
