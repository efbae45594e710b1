"""The review after a drill: what the journal knows is filled in, and it names nobody."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.desk.fresh import private
from console.domain.commands import AnswerHelp, AskForHelp, WriteNote
from console.practice.drills.drill import Fail, Target
from console.practice.drills.paper import content
from console.practice.drills.review import Change, Review, Step, document, draft
from console.reports.document import Table, Timeline
from tests.domain.centre import LEE, Centre
from tests.practice.drills.made import drill
from tests.practice.drills.test_score import begun, head

DAY = date(2026, 3, 1)
S = timedelta(seconds=1)


@pytest.fixture
def review(centre: Centre) -> Review:
    """Of a call in which suicide was not asked about, and somebody barred was named."""
    since = head(centre)
    case = begun(centre)
    centre.wait(seconds=20)
    said = {"location.read_back": "yes", "contact_barred": "barred"}
    centre.step(case, "P71", "a1", None, said)
    centre.do(WriteNote(case, private("She said: Dana, 12 Elm St.")))
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    centre.step(case, "P71", "a4", "help")
    centre.step(case, "P71", "b1", None, {"consult.by": "Lee Miller"})
    told = {"psap.name": "Elm County", "disclosure.basis": "512j", "disclosure.what": "Her name."}
    centre.step(case, "P71", "b2", None, told)
    wanted = drill(
        expected=("P71.a1", "P71.a2"),
        targets=((Target.LOCATED, 60 * S), (Target.ASKED, 60 * S)),
        fails=(Fail("answer:contact_barred=barred", "Somebody was barred."),),
    )
    return draft(wanted, (entry.happened for entry in centre.journal.since(0)), since, DAY)


def test_what_was_planned_are_the_aims_and_the_times(review: Review) -> None:
    assert review.planned == (
        "Nobody is left alone.",
        "Location read back within 60 s",
        "Suicide asked about within 60 s",
    )


def test_what_happened_is_told_from_the_first_contact_by_what_people_do_here(
    review: Review,
) -> None:
    assert review.happened[:4] == (
        Step(0 * S, "the console", "call"),
        Step(10 * S, "the counsellor", "Case taken"),
        Step(10 * S, "the counsellor", "Protocol begun: P71"),
        Step(30 * S, "the counsellor", "Where are they"),
    )
    assert Step(30 * S, "the lead", "Lead came") in review.happened


def test_for_all_that_did_not_come_off_there_is_a_question_of_the_work(review: Review) -> None:
    assert review.ask == (
        "What stood in the way? Suicide asked about",
        "What made this hard here? P71.a2  Ask about suicide",
        "How did this come about? Somebody was barred.",
        "What would make it easy to write down? facts relied on",
        "What would make it easy to write down? from whom",
        "What was missing to come to a landing?",
    )


def test_what_came_off_is_proposed_to_be_kept(review: Review) -> None:
    assert review.keep == ("Location read back: 30 s of 1:00 min", "Done as planned: P71.a1")


def test_no_name_and_no_word_of_anybody_stands_in_it(review: Review) -> None:
    text = content(review, Path("review.json")).decode()
    for said in ("Dana", "Elm", "Lee", "Ana", "Her name"):
        assert said not in text
    assert json.loads(text)["score"]["aims"] == {"met": 2, "of": 7}


def test_on_paper_there_is_room_for_what_only_people_know(review: Review) -> None:
    paper = document(review)
    tables = {block.title: block for block in paper.blocks if isinstance(block, Table)}
    assert set(tables) >= {"Planned", "Steps", "Keep", "Change", "Why it went so"}
    assert tables["Change"].heads == ("What", "Who sees to it", "By when")
    assert len(tables["Change"].rows) == len(tables["Why it went so"].rows) == 4
    assert any(isinstance(block, Timeline) for block in paper.blocks)
    assert paper.practice


def test_what_people_wrote_is_printed(review: Review) -> None:
    written = replace(
        review, why="Two calls at once.", change=(Change("Ask first", "Lead", "May"),)
    )
    tables = {b.title: b for b in document(written).blocks if isinstance(b, Table)}
    assert tables["Why it went so"].rows == (("Two calls at once.",),)
    assert tables["Change"].rows[0] == ("Ask first", "Lead", "May")
