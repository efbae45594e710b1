"""Rules that hold for every form: unscored is never safe, and worse is never milder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Finding
from console.domain.tier import Tier
from console.words.doubts import doubt
from tests.intake.forms.judging import judged
from tests.intake.forms.papers import (
    CSSRS_ITEMS,
    FREQUENCY,
    LOINC,
    NO,
    PHQ9_ITEMS,
    SNOMED,
    YES,
    Resource,
    coded,
    item,
    response,
)
from tests.intake.forms.test_resources import TANGLED

STATUSES = st.sampled_from(
    ["completed", "amended", "in-progress", "stopped", "entered-in-error", "odd"]
)
CLEAN, SWAPPED, ELSEWHERE, SPACED, WORDS, NUMBER = range(6)
DIRT = st.sampled_from([CLEAN, CLEAN, SWAPPED, ELSEWHERE, SPACED, WORDS, NUMBER])


def dirty(system: str, code: str, word: str, number: int, dirt: int) -> Resource:
    """One answer, as clean or as odd as exports have them."""
    return {
        CLEAN: coded(system, code),
        SWAPPED: coded(code, system),
        ELSEWHERE: coded("http://example.org", code),
        SPACED: coded(system, f" {code} "),
        WORDS: {"valueString": word},
        NUMBER: {"valueInteger": number},
    }[dirt]


WORDED = ("Not at all", "Several days", "More than half the days", "Nearly every day")


def depressed(values: list[int | None], dirts: list[int], status: str) -> Resource:
    return response(
        *(
            item(f"/{code}", dirty(LOINC, FREQUENCY[value], WORDED[value], value, dirt))
            for code, value, dirt in zip(PHQ9_ITEMS, values, dirts, strict=True)
            if value is not None
        ),
        status=status,
    )


def suicidal(values: list[bool | None], dirts: list[int], status: str) -> Resource:
    return response(
        *(
            item(
                f"/{code}",
                dirty(SNOMED, (YES if value else NO)[1], "yes" if value else "no", value, dirt),
            )
            for code, value, dirt in zip(CSSRS_ITEMS, values, dirts, strict=True)
            if value is not None
        ),
        status=status,
    )


@given(
    st.lists(st.none() | st.integers(0, 3), min_size=9, max_size=9),
    st.lists(DIRT, min_size=9, max_size=9),
    STATUSES,
    st.integers(0, 8),
)
def test_a_graver_answer_never_makes_a_depression_form_milder(
    values: list[int | None], dirts: list[int], status: str, which: int
) -> None:
    before = judged(depressed(values, dirts, status), "phq-9")
    value = values[which]
    worse = [*values]
    worse[which] = 3 if value is None else min(value + 1, 3)
    after = judged(depressed(worse, dirts, status), "phq-9")
    if value is not None:
        assert after.weight >= before.weight
    assert after.at_least >= before.at_least


@given(
    st.lists(st.none() | st.booleans(), min_size=7, max_size=7),
    st.lists(DIRT, min_size=7, max_size=7),
    STATUSES,
    st.integers(0, 6),
)
def test_a_yes_instead_of_a_no_never_makes_a_suicide_screen_milder(
    values: list[bool | None], dirts: list[int], status: str, which: int
) -> None:
    before = judged(suicidal(values, dirts, status), "c-ssrs-screener-recent")
    worse = [*values]
    worse[which] = True
    after = judged(suicidal(worse, dirts, status), "c-ssrs-screener-recent")
    assert after.at_least >= before.at_least
    if which in {3, 4, 6}:
        assert after.weight is Tier.HIGH


@given(
    st.lists(st.none() | st.integers(0, 3), min_size=9, max_size=9),
    st.lists(DIRT, min_size=9, max_size=9),
    STATUSES,
)
def test_what_is_unscored_is_never_taken_for_safe(
    values: list[int | None], dirts: list[int], status: str
) -> None:
    found = judged(depressed(values, dirts, status), "phq-9")
    assert found.scored is not None
    if found.scored.score is None:
        assert found.weight >= Tier.MODERATE
        assert found.scored.band is None
        assert found.scored.tier in {None, Finding.MODERATE, Finding.HIGH}


@given(st.lists(TANGLED, max_size=4), st.sampled_from([None, "phq-9", "asq"]))
def test_any_answers_at_all_are_judged_or_left_unscored(said: list[object], wanted: str) -> None:
    answers = [{"linkId": "/44260-8", "answer": one} for one in said]
    answers += [{"linkId": "q1", "answer": [{"valueCoding": one}]} for one in said]
    found = judged(response(*answers, {"linkId": "x", "item": said}), wanted)
    assert found.weight >= Tier.MODERATE


@pytest.mark.parametrize("code", list(Doubt))
def test_every_doubt_has_words_that_blame_nobody(code: Doubt) -> None:
    said = doubt(code)
    assert said is not None
    words = said.format(item="item 9", value="12 ≠ 13")
    assert words.strip()
    assert not {"error", "invalid", "failed"} & set(words.lower().split())


def test_what_is_no_doubt_about_a_form_is_worded_elsewhere() -> None:
    assert doubt("not_asked") is None
