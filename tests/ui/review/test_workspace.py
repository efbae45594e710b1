from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import events as e
from console.domain.ids import CaseId
from console.ui import theme
from console.ui.bridge import Bridge
from console.ui.review.narrow import Group, Look, When
from console.ui.review.workspace import ReviewWorkspace
from console.ui.theme import TIERS
from tests.domain.centre import sources
from tests.ui.reach import nameless
from tests.ui.review.keys import bind, key, press, write
from tests.ui.review.looking import listed, numbers, turn, until_listed
from tests.ui.review.ward import NOVAK, OKAFOR, ORTIZ, Ward


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
    qtbot.waitUntil(lambda: len(listed(review)) == len(sources()))
    turn(review.aside.looks, Look.READ)
    qtbot.waitUntil(review.journal.nothing.isVisible)
    assert "in the whole journal" in review.journal.nothing.text()
    assert not review.journal.widen.isVisible()


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
