"""Answers as senders write them: codes of several systems, figures, and what cannot be read."""

import pytest

from console.domain.instrument.answers import REFUSED, Caution, given, hear, taken
from tests.domain.instrument.forms import named


@pytest.mark.parametrize(
    "yes", ["yes", " YES ", True, 1, 1.0, "LA33-6", "373066001", "sct:373066001"]
)
def test_a_yes_is_a_yes_in_every_code(yes: object) -> None:
    heard = hear(named("asq"), {"q5": yes})
    assert (heard.answers, heard.cautions) == ({"q5": "yes"}, ())


def test_an_item_is_found_by_our_id_and_by_its_loinc_code() -> None:
    assert hear(named("phq-9"), {"44260-8": "LA6569-3"}).answers == {"q9": "several_days"}
    assert hear(named("phq-9"), {"q9": 1}).answers == {"q9": "several_days"}


@pytest.mark.parametrize("said", ["refused", "asked-declined", "Declined"])
def test_a_refusal_is_a_refusal(said: str) -> None:
    assert hear(named("asq"), {"q1": said}).answers == {"q1": REFUSED}


@pytest.mark.parametrize(
    "said",
    [-1, 4, 1.5, "0", "often", True, [0], float("nan"), float("inf"), {}, 10**400],
    ids=lambda said: str(said)[:9],
)
def test_what_cannot_be_read_is_named_and_is_no_answer(said: object) -> None:
    heard = hear(named("phq-9"), {"q5": said})
    assert (heard.answers, heard.cautions) == ({}, (Caution("unreadable", "q5"),))


def test_nothing_is_no_answer_and_an_unknown_item_is_named() -> None:
    heard = hear(named("asq"), {"q1": None, "q2": "", "q9": "yes"})
    assert (heard.answers, heard.cautions) == ({}, (Caution("unknown_item", "q9"),))


def test_of_two_answers_to_one_item_the_graver_counts() -> None:
    for said in ({"q9": 0, "44260-8": 2}, {"44260-8": 2, "q9": 0}):
        heard = hear(named("phq-9"), said)
        assert heard.answers == {"q9": "more_than_half"}
        assert heard.cautions == (Caution("said_twice", "q9"),)
    assert hear(named("phq-9"), {"q9": 1, "44260-8": "LA6569-3"}).cautions == ()


def test_several_of_a_list_and_words_and_figures_are_read() -> None:
    heard = hear(
        named("bssa"),
        {"symptoms": ["anxiety", "depression"], "serious": 7, "which": "  tablets  "},
    )
    assert heard.answers == {
        "symptoms": "anxiety,depression",
        "serious": "7",
        "which": "tablets",
    }
    broken = hear(named("bssa"), {"symptoms": ["anxiety", "x"], "serious": -1, "which": 4})
    assert (broken.answers, len(broken.cautions)) == ({}, 3)


def test_answers_come_back_from_the_journal_as_they_went() -> None:
    answers = hear(named("asq"), {"q1": "no", "q2": "refused"}).answers
    assert taken(given(answers)) == answers
