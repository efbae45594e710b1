"""The published vectors: what known answers come to.

They are those of the clinical content (``instruments.yaml``), each with its origin there.
"""

import pytest

from console.domain.instrument.instrument import Finding
from console.domain.instrument.scoring import Basis, Scored, Stated
from tests.domain.instrument.forms import filled, named, row

NONE, LOW, MODERATE, HIGH = Finding
YES, NO, REF, NOT = "yes", "no", "refused", None


def codes(found: Scored) -> set[str]:
    return {basis.code for basis in found.basis}


def warned(found: Scored) -> set[tuple[str, str, str]]:
    return {(one.code, one.item, one.value) for one in found.warnings}


@pytest.mark.parametrize(
    ("said", "band", "tier", "complete"),
    [
        ((NO, NO, NOT, NOT, NOT, NO, NOT), "none", NONE, True),
        ((YES, NO, NOT, NOT, NOT, NO, NOT), "low", LOW, True),
        ((YES, YES, NO, NO, NO, NO, NOT), "low", LOW, True),
        ((YES, YES, YES, NO, NO, NO, NOT), "moderate", MODERATE, True),
        ((YES, YES, YES, YES, NO, NO, NOT), "high", HIGH, True),
        ((NO, YES, NO, YES, NO, NO, NOT), "high", HIGH, True),
        ((NO, YES, NO, NO, YES, NO, NOT), "high", HIGH, True),
        ((NO, NO, NOT, NOT, NOT, YES, NO), "moderate", MODERATE, True),
        ((NO, NO, NOT, NOT, NOT, YES, YES), "high", HIGH, True),
        ((NO, NO, NOT, NOT, NOT, YES, NOT), "high_pending_recency", HIGH, False),
        ((NO, YES, NOT, NOT, NOT, NO, NOT), None, None, False),
        ((NOT, NO, NOT, NOT, NOT, NO, NOT), None, None, False),
        ((YES, YES, YES, NOT, NOT, NO, NOT), None, MODERATE, False),
    ],
)
def test_the_columbia_screener(
    said: tuple[str | None, ...], band: str | None, tier: Finding | None, complete: bool
) -> None:
    found = row("c-ssrs-screener-recent", said)
    assert (found.band, found.tier, found.complete, found.score) == (band, tier, complete, None)


def test_past_month_four_alone_is_high_and_lifetime_behaviour_alone_is_moderate() -> None:
    alone = filled("c-ssrs", {"q4": YES})
    assert (alone.tier, alone.complete, alone.band) == (HIGH, False, None)
    assert alone.basis == (Basis("cssrs_intent", "item 4"),)
    lifetime = row("c-ssrs", (NO, NO, NOT, NOT, NOT, YES, NO))
    assert lifetime.tier is MODERATE
    assert lifetime.basis == (Basis("cssrs_past_behaviour", "item 6, lifetime"),)


def test_what_is_at_least_so_is_said_of_an_incomplete_screener() -> None:
    low = row("c-ssrs", (NO, YES, NOT, NOT, NOT, NO, NOT))
    assert (low.at_least, ("at_least", "low", "") in warned(low)) == (LOW, True)
    assert row("c-ssrs", (NOT, NO, NOT, NOT, NOT, NO, NOT)).at_least is NONE


def test_behaviour_since_the_last_contact_is_high() -> None:
    found = row("c-ssrs-since-last-contact", (NO, NO, NOT, NOT, NOT, YES))
    assert (found.tier, found.band, found.complete) == (HIGH, "high", True)
    assert row("c-ssrs-since-last-contact", (NO, NO, NOT, NOT, NOT, NO)).tier is NONE


def test_answers_to_items_that_were_not_to_be_asked_count_and_are_named() -> None:
    found = row("c-ssrs", (NO, NO, YES, NOT, NOT, NO, NOT))
    assert found.tier is MODERATE
    assert ("out_of_turn", "q3", "") in warned(found)


@pytest.mark.parametrize(
    ("said", "band", "tier"),
    [
        ((NO, YES, NO, NO, NO), "non_acute_positive", MODERATE),
        ((YES, YES, YES, YES, YES), "acute_positive", HIGH),
        ((YES, NO, YES, NO, YES), "acute_positive", HIGH),
        ((NO, NO, NO, NO, NOT), "negative", NONE),
        ((REF, NOT, NOT, NOT, NOT), "positive_acuity_unknown", HIGH),
        ((NO, NO, NO, NOT, NOT), None, None),
        ((NO, NO, NO, YES, NO), "non_acute_positive", MODERATE),
        ((NO, YES, NO, NO, REF), "positive_acuity_unknown", HIGH),
    ],
)
def test_the_asq(said: tuple[str | None, ...], band: str | None, tier: Finding | None) -> None:
    found = row("asq", said)
    assert (found.band, found.tier) == (band, tier)


@pytest.mark.parametrize(
    ("said", "total", "band"),
    [
        ((2, 2, 2, 2, 1, 1, 2, 0, 0), 12, "moderate"),  # HL7 US Core's example
        ((0, 0, 0, 0, 0, 0, 0, 0, 1), 1, "minimal"),
        ((3, 3, 3, 3, 3, 3, 3, 3, 3), 27, "severe"),
        ((3, 3, 3, 3, 3, 3, 3, 3, None), None, None),
    ],
)
def test_phq_9(said: tuple[int | None, ...], total: int | None, band: str | None) -> None:
    found = row("phq-9", said)
    assert (found.score, found.band, found.complete) == (total, band, total is not None)
    assert ("phq9_item9" in codes(found)) == bool(said[8])


@pytest.mark.parametrize(
    ("name", "edges"),
    [
        ("phq-9", (0, 4, 5, 9, 10, 14, 15, 19, 20, 27)),
        ("phq-8", (0, 4, 5, 9, 10, 14, 15, 19, 20, 24)),
        ("gad-7", (0, 4, 5, 9, 10, 14, 15, 21)),
        ("phq-4", (0, 2, 3, 5, 6, 8, 9, 12)),
        ("phq-2", (0, 2, 3, 6)),
        ("dast-10", (0, 0, 1, 2, 3, 5, 6, 8, 9, 10)),
        ("ctrs", (3, 9, 10, 10, 11, 11, 12, 13, 14, 15)),
    ],
)
def test_bands_begin_and_end_where_they_were_published(name: str, edges: tuple[int, ...]) -> None:
    found = [edge for band in named(name).bands for edge in (band.low, band.high)]
    assert tuple(found) == edges


def test_item_nine_asks_for_a_suicide_screen_though_the_form_is_incomplete() -> None:
    found = filled("phq-9", {"q9": 1})
    assert (found.tier, found.complete, found.score) == (MODERATE, False, None)
    assert found.basis == (Basis("phq9_item9", "item 9 = 1"),)
    assert filled("phq-9", {"q9": 3}).tier is HIGH


def test_from_twenty_a_clinician_looks_the_same_day() -> None:
    assert "phq9_severe" in codes(row("phq-9", (3, 3, 3, 3, 3, 3, 2, 0, 0)))
    assert "phq9_severe" not in codes(row("phq-9", (3, 3, 3, 3, 3, 3, 1, 0, 0)))
    short = row("phq-9", (3, 3, 3, 3, 3, 3, 2))
    assert ("phq9_severe" in codes(short), short.band) == (True, None)


def test_a_rise_by_five_since_the_last_time_is_a_deterioration() -> None:
    said = (1, 1, 1, 1, 1, 1, 1, 0, 0)
    assert "phq9_rise" in codes(row("phq-9", said, previous=2))
    assert "phq9_rise" not in codes(row("phq-9", said, previous=3))
    assert "phq9_rise" not in codes(row("phq-9", said))
    assert "gad7_rise" in codes(row("gad-7", (1, 1, 1, 1, 0, 0, 0), previous=0))


def test_anxiety_from_ten_asks_for_a_closer_look() -> None:
    assert "gad7_further" in codes(row("gad-7", (2, 2, 2, 2, 2, 0, 0)))
    assert "gad7_further" not in codes(row("gad-7", (2, 2, 2, 2, 1, 0, 0)))


def test_both_halves_of_phq_4_are_shown_and_two_codes_mean_the_same_answer() -> None:
    found = row("phq-4", ("LA18938-3", 1, "LA6570-1", 0))
    assert (found.score, found.band) == (5, "mild")
    assert found.basis[-2:] == (
        Basis("subscale_positive", "gad2 3"),
        Basis("subscale_negative", "phq2 2"),
    )


def test_the_cut_off_of_audit_c_is_said_by_somebody_and_never_inferred() -> None:
    three = {"q1": 1, "q2": 1, "q3": 1}
    assert filled("audit-c", three, variant="women").band == "positive"
    assert filled("audit-c", three, variant="men").band == "negative"
    unsaid = filled("audit-c", three)
    assert (unsaid.score, unsaid.band, unsaid.tier) == (3, None, LOW)
    assert ("say_which", "", "men | women") in warned(unsaid)
    assert filled("audit-c", {"q1": 4, "q2": 0, "q3": 0}).band == "positive"


def test_points_from_the_first_item_of_audit_c_alone_are_noted() -> None:
    assert "auditc_item1_only" in codes(filled("audit-c", {"q1": 4, "q2": 0, "q3": 0}))
    assert "auditc_item1_only" not in codes(filled("audit-c", {"q1": 3, "q2": 1, "q3": 0}))


def test_another_first_question_is_shown_and_not_scored() -> None:
    found = filled(
        "audit-c", {"68517-2": 1, "68519-8": 1, "68520-6": 2}, stated=Stated(3, "76504-0")
    )
    assert (found.score, found.band, found.complete) == (None, None, False)
    assert {
        ("not_standard", "q1", "68517-2"),
        ("total_code", "", "76504-0"),
        ("total_differs", "", "3 ≠ 4"),
    } <= warned(found)
    core = filled("audit-c", {"68517-2": 0, "68519-8": "LA15694-5", "68520-6": "LA6270-8"})
    assert (core.score, core.band) == (None, None)
    assert ("not_standard", "q1", "68517-2") in warned(core)


def test_item_three_of_dast_10_has_the_pole_of_its_wording() -> None:
    none = dict.fromkeys([f"q{n}" for n in range(1, 11)], NO)
    four = {**none, "q1": YES, "q2": YES, "q3": YES, "q6": YES}
    scores = [
        filled("dast-10", said, variant=variant).score
        for said in (none, four)
        for variant in ("unable", "able")
    ]
    assert scores == [0, 1, 4, 3]
    unsaid = filled("dast-10", none)
    assert (unsaid.score, unsaid.band, unsaid.tier) == (None, None, LOW)


def test_sbq_r_counts_as_published_and_asks_which_cut_off_holds() -> None:
    assert row("sbq-r", ("1", "1", "1", "0")).score == 3
    most = row("sbq-r", ("4b", "5", "3b", "6"))
    assert (most.score, most.band, most.tier) == (18, "positive", MODERATE)
    seven = ("1", "3", "1", "2")
    assert row("sbq-r", seven, variant="general").band == "positive"
    assert row("sbq-r", seven, variant="clinical").band == "below"
    assert row("sbq-r", seven).band is None


def test_the_lower_total_of_the_crisis_triage_rating_is_the_graver() -> None:
    assert row("ctrs", (3, 3, 3)).band == "immediate"
    assert row("ctrs", (5, 5, 5)).tier is LOW
    dangerous = row("ctrs", (1, None, None))
    assert (dangerous.band, dangerous.tier) == (None, MODERATE)


def test_a_guide_computes_nothing_but_what_alone_is_grave_still_says_so() -> None:
    judged = row("safe-t", ("alone", "people", YES, YES, YES, YES, NOT, "low"))
    assert (judged.score, judged.band, judged.tier) == (None, None, None)
    assert filled("bssa", {"now": YES}).tier is HIGH
    assert filled("bssa", {"thoughts": NO, "now": NO}).tier is None


def test_a_total_that_came_along_is_compared_and_never_believed() -> None:
    said = (2, 2, 2, 2, 1, 1, 2, 0, 0)
    assert row("phq-9", said, stated=Stated(12, "44261-6")).warnings == ()
    other = row("phq-9", said, stated=Stated(3, "44261-6"))
    assert (other.score, warned(other)) == (12, {("total_differs", "", "3 ≠ 12")})
    part = row("phq-9", said[:8], stated=Stated(12))
    assert (part.score, ("total_untrusted", "", "12") in warned(part)) == (None, True)
