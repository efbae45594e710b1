from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.domain.ids import CaseId, StaffId
from console.domain.tier import Tier
from console.ui.review.listing.model import Column, Day, JournalModel, cell
from console.ui.review.search import Page, Row
from console.words.entries import Line
from tests.conftest import NOON

HOURS = st.lists(st.integers(0, 40), max_size=12)


def row(seq: int, hours_ago: int = 0, tier: Tier | None = None) -> Row:
    return Row(
        seq,
        NOON - timedelta(hours=hours_ago),
        CaseId("c"),
        "Dana R.",
        StaffId("ortiz"),
        "J. Ortiz",
        Line("Tier set", "two reasons", tier),
    )


def pages(steps: list[int], size: int) -> list[Page]:
    """Pages of entries, newest first, each so many hours older than the one before."""
    rows, ago = [], 0
    for n, step in enumerate(steps):
        ago += step
        rows.append(row(1_000 - n, ago))
    cut = [tuple(rows[at : at + size]) for at in range(0, len(rows), size)] or [()]
    return [
        Page(part, part[-1].seq if at + 1 < len(cut) else None, 1.0) for at, part in enumerate(cut)
    ]


@given(HOURS, st.integers(1, 5), HOURS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_pages_become_one_list_with_a_heading_for_each_day(
    qapp: object, steps: list[int], size: int, before: list[int]
) -> None:
    asked: list[int] = []
    model = JournalModel(asked.append)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.begin(pages(before, 50)[0])
    first, *rest = pages(steps, size)
    model.begin(first)
    for page in rest:
        model.fetchMore(QModelIndex())  # unless the tester has done so already
        assert not model.canFetchMore(QModelIndex()), "one question at a time"
        model.go_on(page)
    assert not model.canFetchMore(QModelIndex())
    shown = [entry for page in (first, *rest) for entry in page.rows]
    assert model.rows == shown
    days = [line.day for line in model.lines if isinstance(line, Day)]
    assert days == list(dict.fromkeys(entry.at.astimezone().date() for entry in shown))
    assert list(dict.fromkeys(asked)) == [page.before for page in (first, *rest)[:-1]]


def test_what_is_chosen_stays_chosen_while_more_is_read(qapp: object) -> None:
    model = JournalModel(lambda _before: None)
    first, second = pages([0, 1, 1, 30], 2)
    model.begin(first)
    chosen = QPersistentModelIndex(model.index_of(999))
    model.go_on(second)
    assert model.data(chosen, Qt.ItemDataRole.UserRole) == first.rows[1]


def test_days_cannot_be_chosen(qapp: object) -> None:
    model = JournalModel(lambda _before: None)
    model.begin(pages([0, 1], 5)[0])
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_cell_says_its_tier_in_words(qapp: object) -> None:
    entry = row(12_345, tier=Tier.IMMINENT)
    assert cell(entry, Column.NUMBER) == "12\u202f345"
    assert cell(entry, Column.WHAT) == "Tier set · ◆ Imminent · two reasons"
    assert cell(entry, Column.ABOUT) == "Dana R."
    assert cell(entry, Column.WHO) == "J. Ortiz"


def test_an_answer_that_did_not_come_can_be_asked_for_again(qapp: object) -> None:
    asked: list[int] = []
    model = JournalModel(asked.append)
    model.begin(pages([0, 1, 1], 2)[0])
    model.fetchMore(QModelIndex())
    model.forget_asking()
    model.fetchMore(QModelIndex())
    assert asked == [999, 999]
