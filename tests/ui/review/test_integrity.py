"""A journal that somebody changed: it can still be read, and the first bad entry is named."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from console.domain import events as e
from console.domain.ids import CaseId
from console.journal.entry import Fault
from console.store.open import Store
from console.ui.bridge import Bridge
from console.ui.review.case.pane import verdict
from console.ui.review.press import Checked
from console.ui.review.search import Case, Row
from console.ui.review.workspace import ReviewWorkspace
from console.words.entries import Line
from tests.conftest import NOON
from tests.ui.review.keys import bind, press
from tests.ui.review.ward import OKAFOR, Ward


def tamper(store: Store, seq: int, body: str) -> None:
    """Do what only somebody with the key and a database tool can do."""
    with store.engine.begin() as connection:
        look = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        for (name,) in connection.execute(text(look)).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        write = text("UPDATE journal SET body = :body WHERE seq = :seq")
        connection.execute(write, {"seq": seq, "body": body})


def number(ward: Ward, is_it: Callable[[e.Event], bool]) -> int:
    return next(one.seq for one in ward.store.journal.since(0) if is_it(one.event))


def test_a_whole_journal_is_called_whole_and_so_is_the_case(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    bind(review)
    ward.store.sealer(ward.desk.now).now()
    review.open_case(rescued)
    qtbot.waitUntil(lambda: "journaled" in review.case.read.text())
    assert "The whole journal is not checked yet" in review.case.verdict.text()
    press(review, "check_journal")
    assert "Checking" in review.banner.text
    assert not review.case.check.isEnabled()
    qtbot.waitUntil(lambda: review.banner.property("tone") == "well")
    sealed = max(made.size for made in ward.store.seals.all())
    entries = ward.board.seq
    assert review.banner.text == (
        f"The journal is whole: {entries} entries, chained, sealed to {sealed}."
    )
    said = review.case.verdict.text()
    assert said.startswith(f"This case is whole. {len(review.case.model.rows)} entries, chained")
    assert f"sealed to {sealed}" in said
    assert review.case.check.isEnabled()


def test_a_changed_word_is_found_and_its_entry_shown(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, qtbot: QtBot
) -> None:
    bind(review)
    seq = number(ward, lambda event: isinstance(event, e.StepDone) and "involuntary" in event.text)
    written = ward.store.journal.since(seq - 1, 1)[0].body
    tamper(ward.store, seq, written.replace('"involuntary"', '"voluntary"'))
    press(review, "check_journal")
    qtbot.waitUntil(lambda: review.banner.property("tone") == "imminent")
    assert f"The first bad entry is {seq}: it was changed after it was written" in (
        review.banner.text
    )
    review._show_bad.click()  # noqa: SLF001 -- the button on the bar
    qtbot.waitUntil(lambda: review.journal.model.rows[0].seq == seq)
    assert review.journal.table.painter.bad == {seq}
    chosen = review.journal.table.chosen
    assert chosen is not None
    assert chosen.seq == seq
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    assert review.case.verdict.text() == f"Entry {seq} of this case is not as it was written."
    assert seq in review.case.model.bad


def test_an_entry_that_cannot_be_read_takes_nothing_else_with_it(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, bridge: Bridge, qtbot: QtBot
) -> None:
    bind(review)
    before = [row.seq for row in review.journal.model.rows]
    seq = number(ward, lambda event: isinstance(event, e.StepDone) and "involuntary" in event.text)
    tamper(ward.store, seq, "nothing that can be read")
    with qtbot.assertNotEmitted(bridge.failed):
        review.refresh()
        figures = review.journal.figures
        qtbot.waitUntil(lambda: figures.answered.note.text() == "an entry cannot be read")
        assert [row.seq for row in review.journal.model.rows] == before
        lost = next(row for row in review.journal.model.rows if row.seq == seq)
        assert (lost.line.title, lost.readable) == ("This entry cannot be read", False)
        review.open_case(rescued)
        qtbot.waitUntil(lambda: review.case.opened(rescued))
        press(review, "check_journal")
        qtbot.waitUntil(lambda: review.banner.property("tone") == "imminent")
    assert f"The first bad entry is {seq}" in review.banner.text


def case_of(*seqs: int, bad: tuple[int, ...] = ()) -> Case:
    rows = tuple(Row(seq, NOON, CaseId("c"), "", OKAFOR, "", Line("Note")) for seq in seqs)
    return Case(CaseId("c"), seqs[0], "Dana Reyes", None, rows, bad)


@pytest.mark.parametrize(
    ("case", "checked", "checking", "tone", "said"),
    [
        (case_of(1), None, False, "", "1 entry, each as it was written."),
        (case_of(1, 4), None, True, "", "Checking every entry"),
        (case_of(1, 4), Checked(9, 8), False, "well", "This case is whole. 2 entries, chained, "),
        (case_of(1, 4), Checked(9, None), False, "well", "not sealed yet"),
        (
            case_of(1, 4),
            Checked(9, 8, (Fault(7, "was changed"),)),
            False,
            "imminent",
            "The first bad entry is 7: it was changed.",
        ),
        (case_of(1, 4, bad=(4,)), Checked(9, 8), False, "imminent", "Entry 4 of this case"),
    ],
)
def test_a_case_is_called_whole_only_after_the_journal_was_checked(
    case: Case, checked: Checked | None, checking: bool, tone: str, said: str
) -> None:
    found = verdict(case, (checked, NOON) if checked else None, checking=checking)
    assert found[0] == tone
    assert said in found[1]
    assert found[1].startswith("This case is whole.") == (tone == "well")
