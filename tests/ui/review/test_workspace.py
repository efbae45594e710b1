from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.fresh import private
from console.domain import events as e
from console.domain.commands import WriteNote
from console.domain.ids import CaseId, ClientId, StaffId
from console.reports.shift import ShiftReport
from console.reports.times import span
from console.ui import theme
from console.ui.bridge import Bridge
from console.ui.review.aside.facets import Facet
from console.ui.review.narrow import Group, Look, When
from console.ui.review.workspace import ReviewWorkspace
from console.ui.theme import TIERS
from tests.ui.reach import nameless
from tests.ui.review.keys import bind, key, press, write
from tests.ui.review.ward import NOVAK, OKAFOR, ORTIZ, Ward


def listed(review: ReviewWorkspace) -> list[int]:
    return [row.seq for row in review.journal.model.rows]


def until_listed(qtbot: QtBot, review: ReviewWorkspace, wanted: list[int]) -> None:
    def look() -> None:
        assert listed(review) == wanted

    qtbot.waitUntil(look)


def numbers(ward: Ward, is_it: Callable[[e.Event], bool]) -> list[int]:
    entries = ward.store.journal.since(0)
    return [entry.seq for entry in reversed(entries) if is_it(entry.event)]


def turn(facet: Facet, name: str) -> None:
    """Turn a line on or off by the keyboard."""
    at = [choice.key for choice in facet.choices].index(name)
    facet.list.setFocus()
    key(facet, Qt.Key.Key_Home)
    for _ in range(at):
        key(facet, Qt.Key.Key_Down)
    key(facet, Qt.Key.Key_Space)


def settled(bridge: Bridge, qtbot: QtBot) -> None:
    """Wait until everything was answered that has been asked for by now."""
    done: list[str] = []
    bridge.ask(lambda: "asked", done.append)
    qtbot.waitUntil(lambda: "asked" in done)
    bridge.send(then=lambda _nothing: done.append("sent"))
    qtbot.waitUntil(lambda: "sent" in done)


def readings(ward: Ward) -> list[tuple[CaseId | None, ClientId | None, StaffId]]:
    return [
        (one.event.case, one.event.client, one.by)
        for one in (entry.happened for entry in ward.store.journal.since(0))
        if isinstance(one.event, e.RecordRead)
    ]


# -- who may -------------------------------------------------------------------------------


def test_a_counsellor_is_told_whom_review_is_for(
    ward: Ward, rescued: CaseId, dressed: QApplication, qtbot: QtBot
) -> None:
    bridge = ward.bridge(ORTIZ)
    review = ReviewWorkspace(bridge, ward.press)
    qtbot.addWidget(review)
    bind(review)
    review.show()
    qtbot.waitExposed(review)
    review.activateWindow()
    qtbot.waitUntil(review.isActiveWindow)
    assert review.denied.isVisible()
    assert "shift leads, clinical leads and administrators" in review.denied.text()
    for name in review.handlers():
        with qtbot.waitSignal(bridge.refused) as said:
            press(review, name)
        assert said.args == [review.denied.text()]
    assert review.offers("skipped") == ()
    assert review.journal.model.rows == []
    bridge.close()


# -- narrowing down ------------------------------------------------------------------------


def test_this_shift_is_shown_first_and_counted_among_all(
    review: ReviewWorkspace, ward: Ward, bridge: Bridge
) -> None:
    since = ward.board.present[OKAFOR].since
    entries = ward.store.journal.since(0)
    assert listed(review) == [
        entry.seq for entry in reversed(entries) if entry.happened.at >= since
    ]
    count, rest = review.journal.header.note.text().split(" of ")
    total, took = rest.split(" · ")
    assert (int(count), int(total)) == (len(listed(review)), bridge.head[0])
    assert took.endswith(" ms")


def test_words_are_found_by_typing_them(review: ReviewWorkspace, ward: Ward, qtbot: QtBot) -> None:
    bind(review)
    review.journal.table.setFocus()
    press(review, "find")
    assert review.aside.finder.box.hasFocus()
    write(review, "slept sister")
    said = numbers(ward, lambda event: isinstance(event, e.NoteWritten) and "slept" in text(event))
    until_listed(qtbot, review, said)
    key(review, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(review)) > 50)


def text(event: e.NoteWritten) -> str:
    return (event.text.value or "").lower()


def test_a_clients_name_leads_to_all_that_is_theirs(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    review.aside.finder.focus()
    write(review, "kei")
    assert [item.words for item in review.aside.finder._hints] == ["Keisha Long"]  # noqa: SLF001
    key(review, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {row.about for row in review.journal.model.rows} == {"Keisha L."})
    assert review.aside.period is When.ALL
    recorded = numbers(
        ward, lambda event: isinstance(event, e.ClientRecorded) and event.client == "keisha"
    )
    assert recorded[0] in listed(review)
    review.aside.finder.let_go.click()
    qtbot.waitUntil(lambda: len(listed(review)) == ward.board.seq)


def test_the_number_of_an_entry_leads_to_its_case_and_stands_at_it(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    gate = numbers(
        ward, lambda event: isinstance(event, e.StepDone) and "involuntary" in event.text
    )[0]
    review.aside.finder.focus()
    write(review, str(gate))
    key(review, Qt.Key.Key_Down)
    assert review.aside.finder.offered.hasFocus()
    key(review, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    qtbot.waitUntil(lambda: {row.case for row in review.journal.model.rows} == {rescued})
    chosen = review.journal.table.chosen
    assert chosen is not None
    assert chosen.seq == gate
    assert review.case.model.rows[review.case.slider.value()].seq == gate


def test_lists_are_turned_on_and_off_by_keys_and_several_combine(
    review: ReviewWorkspace, ward: Ward, qtbot: QtBot
) -> None:
    skipped = numbers(ward, lambda event: isinstance(event, e.StepSkipped))
    tiers = numbers(ward, lambda event: isinstance(event, e.TierSet | e.CaseRanked))
    turn(review.aside.looks, Look.SKIPPED)
    until_listed(qtbot, review, skipped)
    turn(review.aside.looks, Look.TIERS)
    until_listed(qtbot, review, sorted((*skipped, *tiers), reverse=True))
    turn(review.aside.staff, OKAFOR)
    by_lead = [
        seq for seq in sorted((*skipped, *tiers), reverse=True) if author(ward, seq) == OKAFOR
    ]
    assert by_lead
    until_listed(qtbot, review, by_lead)
    turn(review.aside.staff, OKAFOR)
    turn(review.aside.looks, Look.TIERS)
    until_listed(qtbot, review, skipped)
    review.aside.clear.click()
    qtbot.waitUntil(lambda: len(listed(review)) > len(skipped))
    assert review.aside.looks.on == frozenset()


def author(ward: Ward, seq: int) -> str:
    return ward.store.journal.since(seq - 1, 1)[0].by


def test_every_count_is_what_choosing_its_line_shows(review: ReviewWorkspace, qtbot: QtBot) -> None:
    aside = review.aside
    qtbot.waitUntil(lambda: aside.groups.counted(Group.JOURNAL) is not None)
    lines = [
        *((aside.looks, str(look)) for look in (Look.OVERRIDES, Look.LATE, Look.READ)),
        *((aside.tiers, name) for name in TIERS.values()),
        *((aside.staff, str(who)) for who in (ORTIZ, NOVAK, "system")),
        *((aside.groups, str(group)) for group in (Group.STEPS, Group.CLOCKS, Group.DOOR)),
    ]
    for facet, name in lines:
        promised = facet.counted(name)
        turn(facet, name)

        def shown(promised: int | None = promised) -> bool:
            return review.journal.header.note.text().startswith(f"{promised} of ")

        qtbot.waitUntil(shown)
        assert len(listed(review)) == promised, name
        turn(facet, name)
        qtbot.waitUntil(lambda: len(listed(review)) > 90)


def test_a_time_can_be_typed_in_place(review: ReviewWorkspace, ward: Ward, qtbot: QtBot) -> None:
    turn(review.aside.when, When.SPAN)
    assert review.aside.span.isVisible()
    first = next(
        entry for entry in ward.store.journal.since(0) if isinstance(entry.event, e.CallAnswered)
    )
    at = first.happened.at
    review.aside.span.show_span(at - timedelta(minutes=2), at + timedelta(minutes=1))
    review.aside.span.changed.emit()
    since, until = review.aside.span.span
    wanted = [
        entry.seq
        for entry in reversed(ward.store.journal.since(0))
        if since <= entry.happened.at < until
    ]
    assert wanted
    until_listed(qtbot, review, wanted)


def test_with_nothing_found_the_whole_journal_is_offered(
    review: ReviewWorkspace, qtbot: QtBot
) -> None:
    turn(review.aside.groups, Group.PROTOCOLS)
    qtbot.waitUntil(review.journal.nothing.isVisible)
    assert "in the time that you look at" in review.journal.nothing.text()
    review.journal.widen.click()
    qtbot.waitUntil(lambda: len(listed(review)) == 6)
    turn(review.aside.looks, Look.READ)
    qtbot.waitUntil(review.journal.nothing.isVisible)
    assert "in the whole journal" in review.journal.nothing.text()
    assert not review.journal.widen.isVisible()


# -- reading a case ------------------------------------------------------------------------


def test_a_choice_that_rests_opens_the_case_and_that_it_was_read_is_journaled_once(
    review: ReviewWorkspace, bridge: Bridge, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    turn(review.aside.looks, Look.OVERRIDES)
    qtbot.waitUntil(lambda: len(listed(review)) == 1)
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


# -- lost and back -------------------------------------------------------------------------


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


# -- figures -------------------------------------------------------------------------------


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
    assert figures.arrived.value.text() == "—"
    assert figures.arrived.note.text() == "not measured yet"
    assert sum(bar.count for bar in figures.bars.bars) == 4


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


# -- reach ---------------------------------------------------------------------------------


def test_everything_that_can_be_reached_has_a_name(
    review: ReviewWorkspace, rescued: CaseId, qtbot: QtBot
) -> None:
    bind(review)
    review.open_case(rescued)
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    turn(review.aside.when, When.SPAN)
    write_in = review.aside.finder
    write_in.focus()
    write(review, "dana")
    press(review, "shift_report")
    assert nameless(review) == []


def test_tab_goes_from_list_to_list(review: ReviewWorkspace) -> None:
    aside = review.aside
    aside.finder.focus()
    for facet in (aside.when, aside.looks, aside.tiers, aside.staff, aside.groups):
        key(review, Qt.Key.Key_Tab)
        assert facet.list.hasFocus()
    for widget in (aside.clear, review.journal.table):
        key(review, Qt.Key.Key_Tab)
        assert widget.hasFocus()


def test_the_command_bar_leads_here(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    skipped = numbers(ward, lambda event: isinstance(event, e.StepSkipped))
    found = review.offers("skipped")
    assert [offer.words for offer in found] == ["Skipped steps"]
    review.hide()
    with qtbot.waitSignal(review.went) as said:
        found[0].run()
    assert said.args == ["review"]
    review.show()
    until_listed(qtbot, review, skipped)
    review.offers(f"case {skipped[0]}")[0].run()
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    review.offers("shift rep")[0].run()
    assert review.panel.isVisible()
    assert review.offers(str(ward.board.seq + 10)) == []


def test_at_twice_the_text_size_only_time_and_words_have_columns(
    review: ReviewWorkspace, dressed: QApplication, qtbot: QtBot
) -> None:
    table = review.journal.table
    table.choose(listed(review)[-1])
    assert [table.isColumnHidden(n) for n in range(5)] == [False] * 5
    theme.apply(dressed, theme.Theme.CONTRAST, 2.0)
    qtbot.waitUntil(lambda: table.isColumnHidden(0))
    assert [table.isColumnHidden(n) for n in range(5)] == [True, False, False, True, True]
    shown = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(shown.topLeft()), "what is chosen stays in sight"
    assert review.journal.width() + review.aside.width() + review.case.width() <= 1440
