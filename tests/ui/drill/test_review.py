"""The workspace of a drill: the score is shown, and the review is written and saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.commands import PublishProtocols
from console.domain.ids import SYSTEM
from console.practice.drills.review import Change, Review, draft
from console.ui.drill.review import DrillReview
from tests.domain.centre import Centre
from tests.practice.drills.made import LISTS, drill
from tests.practice.drills.test_review import DAY
from tests.practice.drills.test_score import begun, head

Saved = list[tuple[Review, Path]]


@pytest.fixture
def saved() -> Saved:
    return []


@pytest.fixture
def pane(saved: Saved, qtbot: QtBot, dressed: QApplication) -> DrillReview:
    assert dressed is not None

    def save(review: Review, file: Path, tell: Callable[[str, bool], None]) -> None:
        saved.append((review, file))
        tell("It is there.", True)

    made = DrillReview("Made by hand", "A call comes in.", save)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def first() -> Review:
    centre = Centre()
    centre.do(PublishProtocols(LISTS), SYSTEM)
    since = head(centre)
    begun(centre)
    wanted = drill(expected=("P71.a1",))
    return draft(wanted, (entry.happened for entry in centre.journal.since(0)), since, DAY)


def test_while_the_drill_runs_it_tells_what_was_said_and_no_score(pane: DrillReview) -> None:
    pane.hear("0:07", "Caller", "I took them.")
    assert pane.said.toPlainText().splitlines() == [
        "Before you begin: A call comes in.",
        "",
        "0:07  Caller: I took them.",
    ]
    assert pane.score.toPlainText() == ""
    assert (pane.review, dict(pane.handlers())) == (None, {})


def test_afterwards_it_shows_the_score_and_what_to_ask_each_other(
    pane: DrillReview, first: Review
) -> None:
    pane.show_review(first)
    assert pane.note.text() == "Made by hand: 0 of 2 aims met"
    assert "▲ P71.a1  Where are they · left open" in pane.score.toPlainText()
    assert pane.ask.text().splitlines() == [
        "What made this hard here? P71.a1  Where are they",
        "What was missing to come to a landing?",
    ]


def test_what_is_written_is_what_is_saved(
    pane: DrillReview, first: Review, saved: Saved, tmp_path: Path
) -> None:
    pane.show_review(first)
    pane.why.setPlainText("Two calls at once.")
    pane.keep.setPlainText("The calm.\nThe plan.")
    what, who, when = pane.changes[0]
    what.setText("Ask first")
    who.setText("the lead")
    when.setText("May")
    pane.request.setText("P71 v1: ask first")
    pane.staff.setPlainText("Tired, well.")
    pane.handlers()["export"]()
    pane.panel.file.setText(str(tmp_path / "review.pdf"))
    pane.panel.do.click()
    want = replace(
        first,
        why="Two calls at once.",
        keep=("The calm.", "The plan."),
        change=(Change("Ask first", "the lead", "May"),),
        request="P71 v1: ask first",
        staff="Tired, well.",
    )
    assert saved == [(want, tmp_path / "review.pdf")]
    assert pane.told.text() == "It is there."


def test_a_file_that_is_there_takes_a_second_press(
    pane: DrillReview, first: Review, saved: Saved, tmp_path: Path
) -> None:
    pane.show_review(first)
    pane.save()
    pane.panel.file.setText(str(tmp_path / "review.txt"))
    pane.panel.do.click()
    assert pane.panel.lacks.text() == "Name a file that ends in .pdf or .json."
    there = tmp_path / "review.json"
    there.write_text("{}", encoding="utf-8")
    pane.panel.file.setText(str(there))
    pane.panel.do.click()
    assert saved == []
    pane.panel.do.click()
    assert [file for _review, file in saved] == [there]
