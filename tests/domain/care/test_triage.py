"""What the rules make of real answers: a worse answer never looks better."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.triage import suggest
from console.domain.instrument.shipped import shipped
from console.domain.tier import Tier

SCREENER = ("q1", "q2", "q3", "q4", "q5", "q6", "q6b")
ASQ = ("q1", "q2", "q3", "q4", "q5")
PHQ9 = tuple(f"q{n}" for n in range(1, 10))
GAD7 = PHQ9[:7]
DAST = (*PHQ9, "q10")
SAFE_T = {
    **dict.fromkeys(("thoughts", "plan", "acts", "intent", "override", "means_talk"), "no"),
    **dict.fromkeys(("action", "why", "follow_up"), "words"),
    "risk": "alone",
    "protective": "people",
    "level": "high",
}
NOISE = st.one_of(
    st.none(), st.text(max_size=5), st.integers(-3, 9), st.floats(), st.lists(st.integers())
)


def answered(instrument: str, answers: Mapping[str, object]) -> Suggestion:
    return suggest(ContactKind.ASSESSMENT, {"instrument": instrument, "answers": answers})


def all_no(items: tuple[str, ...], **said: object) -> dict[str, object]:
    return {**dict.fromkeys(items, "no"), **said}


@pytest.mark.parametrize(
    ("said", "tier", "rule"),
    [
        ({"q4": "yes"}, Tier.HIGH, Rule.CSSRS_INTENT),
        ({"q5": "yes"}, Tier.HIGH, Rule.CSSRS_INTENT),
        ({"q6": "yes", "q6b": "yes"}, Tier.HIGH, Rule.CSSRS_RECENT_BEHAVIOUR),
        ({"q6": "yes"}, Tier.MODERATE, Rule.CSSRS_PAST_BEHAVIOUR),
        ({"q2": "yes", "q3": "yes"}, Tier.MODERATE, Rule.CSSRS_METHOD),
        ({"q1": "yes", "q2": "yes"}, Tier.LOW, Rule.CSSRS_IDEATION),
        ({}, Tier.LOW, Rule.ANSWERS_LOW),
    ],
)
def test_the_screener_is_triaged_as_its_rights_holder_says(
    said: dict[str, object], tier: Tier, rule: Rule
) -> None:
    found = answered("cssrs-screener", all_no(SCREENER, **said))
    assert (found.tier, found.rule) == (tier, rule)


def test_a_screener_without_the_questions_that_a_yes_asks_for_reassures_nobody() -> None:
    unasked = {"q1": "yes", "q2": "yes", "q6": "no"}
    assert answered("cssrs-screener", unasked) == Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    refused = all_no(SCREENER, q1="refused")
    assert answered("cssrs-screener", refused).rule is Rule.ANSWERS_UNSCORED


def test_the_questions_behind_a_no_need_not_be_asked() -> None:
    asked = {"q1": "no", "q2": "no", "q6": "no"}
    assert answered("cssrs-screener", asked) == Suggestion(Tier.LOW, Rule.ANSWERS_LOW)


def test_who_will_not_say_whether_it_is_right_now_is_taken_for_acute() -> None:
    assert answered("asq", all_no(ASQ, q1="yes", q5="refused")).tier is Tier.HIGH
    assert answered("asq", all_no(ASQ, q1="refused")).tier is Tier.MODERATE
    assert answered("asq", all_no(ASQ)).tier is Tier.LOW


@pytest.mark.parametrize(
    ("item9", "tier"), [(0, Tier.LOW), (1, Tier.MODERATE), (2, Tier.HIGH), (3, Tier.HIGH)]
)
def test_item_nine_counts_whatever_the_total(item9: int, tier: Tier) -> None:
    assert answered("phq-9", {**dict.fromkeys(PHQ9, 0), "q9": item9}).tier is tier


@pytest.mark.parametrize(
    ("instrument", "said", "tier", "rule", "detail"),
    [
        ("gad-7", dict.fromkeys(GAD7, 2), Tier.LOW, Rule.ANSWERS_LOW, "total 14"),
        ("gad-7", dict.fromkeys(GAD7, 3), Tier.MODERATE, Rule.SCORE_RAISED, "gad-7 total 21"),
        ("PHQ8", dict.fromkeys(PHQ9[:8], 3), Tier.MODERATE, Rule.SCORE_RAISED, "phq-8 total 24"),
        ("phq-2", {"q1": 1, "q2": 0}, Tier.LOW, Rule.ANSWERS_LOW, "total 1"),
        ("phq-2", {"q1": 1}, Tier.MODERATE, Rule.ANSWERS_UNSCORED, ""),
        ("phq-4", dict.fromkeys(PHQ9[:4], 3), Tier.MODERATE, Rule.SCORE_RAISED, "phq-4 total 12"),
        (
            "c-ssrs-since-last-contact",
            {"q6": True},
            Tier.HIGH,
            Rule.CSSRS_RECENT_BEHAVIOUR,
            "item 6, since last contact",
        ),
        (
            "dast-10",
            dict.fromkeys(DAST, "yes"),
            Tier.MODERATE,
            Rule.SCORE_RAISED,
            "dast-10 total 10",
        ),
        ("audit-c", {"68517-2": 4}, Tier.MODERATE, Rule.ANSWERS_UNSCORED, ""),
        ("ctrs", {"dangerousness": 1}, Tier.MODERATE, Rule.SCORE_RAISED, "ctrs"),
        ("bssa", {"now": "yes"}, Tier.HIGH, Rule.SCORE_RAISED, "bssa thoughts right now"),
        ("safe-t", SAFE_T, Tier.MODERATE, Rule.ANSWERS_UNSCORED, ""),
        ("asq", {"q1": "yes"}, Tier.HIGH, Rule.ASQ_ACUITY_UNKNOWN, "item 5"),
        (
            "cssrs-screener",
            {"q6": "yes"},
            Tier.HIGH,
            Rule.CSSRS_RECENCY_UNKNOWN,
            "item 6, when unknown",
        ),
    ],
)
def test_every_instrument_is_judged_by_its_definition(
    instrument: str, said: Mapping[str, object], tier: Tier, rule: Rule, detail: str
) -> None:
    assert answered(instrument, said) == Suggestion(tier, rule, detail)


def test_a_rise_since_the_last_time_raises() -> None:
    facts = {"instrument": "phq-9", "answers": dict.fromkeys(PHQ9, 1) | {"q9": 0}, "previous": 1}
    found = suggest(ContactKind.ASSESSMENT, facts)
    assert found == Suggestion(Tier.MODERATE, Rule.SCORE_RAISED, "phq-9 total 8")


def test_an_answer_that_is_grave_alone_raises_though_others_cannot_be_read() -> None:
    assert answered("phq-9", {"q1": "often", "q9": 3}).rule is Rule.PHQ9_ITEM9
    assert answered("asq", {"q1": [], "q5": "yes"}).tier is Tier.HIGH


def test_a_form_that_is_not_whole_or_not_readable_is_never_low() -> None:
    zeros: dict[str, object] = dict.fromkeys(PHQ9, 0)
    for broken in (None, -1, 7, 1.5, "0", [0], float("nan"), True):
        assert answered("phq-9", {**zeros, "q5": broken}).tier is Tier.MODERATE, broken
    assert answered("bdi", zeros).rule is Rule.ANSWERS_UNSCORED
    assert suggest(ContactKind.ASSESSMENT, {"answers": "no"}).rule is Rule.ANSWERS_UNSCORED
    for broken in ("fine", float("nan"), True):
        assert suggest(ContactKind.MOOD, {"latest": broken}).rule is Rule.ANSWERS_UNSCORED


@given(instrument=st.sampled_from([*shipped(), "cssrs-screener", "x"]), noise=st.data())
def test_no_answers_crash_a_rule_or_make_it_say_imminent(
    instrument: str, noise: st.DataObject
) -> None:
    answers = noise.draw(st.dictionaries(st.sampled_from([*SCREENER, *PHQ9]), NOISE))
    assert answered(instrument, answers).tier <= Tier.HIGH
    assert suggest(ContactKind.MOOD, answers | {"latest": noise.draw(NOISE)}).tier <= Tier.HIGH


@given(
    st.sampled_from([("cssrs-screener", SCREENER), ("asq", ASQ)]),
    st.data(),
)
def test_turning_a_no_into_a_yes_or_a_refusal_never_lowers_the_tier(
    form: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    instrument, items = form
    say = st.sampled_from(["no", "no", "yes", "refused", None])
    before = {item: data.draw(say) for item in items}
    turned = data.draw(st.sampled_from(items))
    before[turned] = "no"
    for worse in ("yes", "refused"):
        after = {**before, turned: worse}
        assert answered(instrument, after).tier >= answered(instrument, before).tier


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9), st.integers(0, 8))
def test_a_higher_answer_never_lowers_the_tier(values: list[int], turned: int) -> None:
    before = dict(zip(PHQ9, values, strict=True))
    after = {**before, PHQ9[turned]: min(values[turned] + 1, 3)}
    assert answered("phq-9", after).tier >= answered("phq-9", before).tier


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "fall": st.integers(0, 10),
            "latest": st.integers(0, 10),
            "silent_days": st.integers(0, 9),
        },
    )
)
def test_a_deeper_fall_of_the_mood_never_lowers_the_tier(facts: dict[str, int]) -> None:
    before = suggest(ContactKind.MOOD, facts).tier
    worse = {"fall": 1, "latest": -1, "silent_days": 1}
    for name, value in facts.items():
        assert suggest(ContactKind.MOOD, {**facts, name: value + worse[name]}).tier >= before
