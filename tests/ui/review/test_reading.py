from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.desk.fresh import private
from console.domain.care.case import Lateness
from console.domain.commands import WriteNote
from console.domain.ids import CaseId, ClientId
from console.domain.tier import Tier
from console.reports.shift import HandedOn, ShiftReport, Waits
from console.reports.times import span
from console.ui.bridge import Bridge
from console.ui.review.narrow import Look, When
from console.ui.review.workspace import ReviewWorkspace
from tests.ui.review.keys import key
from tests.ui.review.looking import listed, readings, settled, turn, until_listed
from tests.ui.review.ward import NOVAK, OKAFOR, Ward


def test_a_choice_that_rests_opens_the_case_and_that_it_was_read_is_journaled_once(
    review: ReviewWorkspace, bridge: Bridge, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    turn(review.aside.looks, Look.OVERRIDES)
    qtbot.waitUntil(lambda: len(listed(review)) == 2)
    review.journal.table.setFocus()
    key(review, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    qtbot.waitUntil(lambda: review.case.read.text() == "Reading this record is journaled.")
    assert readings(ward) == [(rescued, ClientId("dana"), OKAFOR)]
    assert "DANA REYES" in review.case.header.title.text()
    key(review, Qt.Key.Key_Return)
    review.open_case(rescued)
    settled(bridge, qtbot)
    assert len(readings(ward)) == 1


def test_passing_by_is_not_reading(review: ReviewWorkspace, ward: Ward, qtbot: QtBot) -> None:
    review.journal.table.setFocus()
    with qtbot.waitSignal(review.journal.table.rested) as said:
        for _ in range(12):
            key(review, Qt.Key.Key_Down)
    chosen = review.journal.table.chosen
    assert chosen is not None
    assert said.args == [chosen]
    qtbot.waitUntil(lambda: len(readings(ward)) == 1)
    assert readings(ward)[0][0] == chosen.case


def test_ones_own_case_is_not_reading_of_others(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    mine = ward.taken(OKAFOR)
    review.open_case(mine)
    qtbot.waitUntil(lambda: review.case.opened(mine))
    assert review.case.read.text() == "This is your own case."
    assert readings(ward) == []


def test_replay_goes_entry_by_entry_and_dims_what_came_later(
    review: ReviewWorkspace, rescued: CaseId, qtbot: QtBot
) -> None:
    review.open_case(rescued)
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    pane = review.case
    qtbot.waitUntil(lambda: "journaled" in pane.read.text())
    pane.slider.setFocus()
    key(review, Qt.Key.Key_Home)
    assert (pane.slider.value(), pane.model.upto) == (0, 0)
    for _ in range(3):
        key(review, Qt.Key.Key_Right)
    key(review, Qt.Key.Key_Left)
    assert (pane.slider.value(), pane.model.upto) == (2, 2)
    row = pane.model.rows[2]
    assert f"{row.at.astimezone():%H:%M:%S} · entry {row.seq}" in pane.where.text()
    assert pane.list.currentIndex().row() == 2
    pane.list.setFocus()
    key(review, Qt.Key.Key_Right)
    assert pane.slider.value() == 3
    key(review, Qt.Key.Key_Down)
    assert pane.slider.value() == 4


def test_an_open_case_goes_on_while_it_is_read(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    evan = next(case for case in ward.board.cases if "evan" in case)
    review.open_case(evan)
    qtbot.waitUntil(lambda: "journaled" in review.case.read.text())
    qtbot.waitUntil(lambda: review.case.model.rows[-1].line.title == "Record read")
    review.case.slider.setValue(3)
    ward.do(WriteNote(evan, private("He is asleep now.")), NOVAK)
    qtbot.waitUntil(lambda: "asleep" in review.case.model.rows[-1].line.title)
    assert review.case.slider.value() == 3, "the replay stays where it is"


def test_newer_entries_wait_until_they_are_asked_for(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    before = listed(review)
    evan = next(case for case in ward.board.cases if "evan" in case)
    ward.do(WriteNote(evan, private("One.")), NOVAK)
    ward.do(WriteNote(evan, private("Two.")), NOVAK)
    qtbot.waitUntil(lambda: review.journal.fresh.text() == "2 newer entries")
    assert listed(review) == before
    review.journal.fresh.click()
    until_listed(qtbot, review, [before[0] + 2, before[0] + 1, *before])
    assert not review.journal.fresh.isVisible()


def test_without_a_database_what_was_read_stays_and_says_so(
    review: ReviewWorkspace, bridge: Bridge, qtbot: QtBot
) -> None:
    before = listed(review)
    bridge.unreachable()
    said = review.journal.header.note
    assert said.text() == "The database does not answer. This was read before."
    assert listed(review) == before
    qtbot.waitUntil(lambda: " of " in said.text())
    assert listed(review) == before


def test_the_figures_are_those_of_the_shift_report(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    figures = review.journal.figures
    qtbot.waitUntil(lambda: figures.high.value.text() != "…")
    since, until = review.lister.period()
    report: ShiftReport = ward.press.shift(since, until)
    assert figures.answered.value.text() == "100.0 %"
    assert report.calls.rang == 1
    assert figures.answered.note.text() == "goal 95 · 1 call"
    assert figures.high.value.text() == span(report.high_to_human.mean)
    assert report.dispatches.arrival.count == 1
    assert figures.arrived.value.text() == span(report.dispatches.arrival.mean) == "10:03 min"
    assert figures.arrived.note.text() == "mean of 1 · p50 10:03 min · p95 10:03 min"
    assert sum(bar.count for bar in figures.bars.bars) == 4


def test_no_figure_is_cut_however_much_stands_below_it(
    review: ReviewWorkspace, qtbot: QtBot
) -> None:
    figures = review.journal.figures
    qtbot.waitUntil(lambda: figures.high.value.text() != "…")
    note = figures.arrived.note
    for words in ("short", note.text(), f"{note.text()} · 2 not confirmed"):
        figures.arrived.say("10:03 min", words)
        figures.fit()
        qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))
        assert figures.rect().contains(figures.arrived.geometry())


def test_high_ones_that_nobody_took_are_counted_where_nobody_was_reached(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    figures = review.journal.figures
    qtbot.waitUntil(lambda: figures.high.value.text() != "…")
    since, until = review.lister.period()
    waiting = HandedOn(
        1, Tier.HIGH, since, "the lead on call", False, until - since, Lateness.RED, 0
    )
    report = replace(
        ward.press.shift(since, until),
        high_to_human=Waits(0, None, None),
        handed_on=(waiting, waiting, replace(waiting, taken=True)),
    )
    figures.show_report(report)
    assert (figures.high.value.text(), figures.high.note.text()) == ("—", "2 waiting, none taken")


def test_without_calls_there_is_a_dash_that_says_why(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    turn(review.aside.when, When.SPAN)
    now = ward.board.present[OKAFOR].since
    review.aside.span.show_span(now - timedelta(hours=30), now - timedelta(hours=20))
    review.aside.span.changed.emit()
    figures = review.journal.figures
    qtbot.waitUntil(lambda: figures.answered.note.text() == "no call rang")
    assert figures.answered.value.text() == "—"
    assert figures.high.note.text() == "no high contact"
    assert figures.contacts.note.text() == "no contact"
