from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.ui.queue.cards import Card, Head, Nobody, Row, Section
from console.ui.queue.hold import held
from console.ui.queue.model import QueueModel
from tests.conftest import NOON

some_cards = st.builds(
    Card,
    st.sampled_from("abcdef").map(CaseId),
    st.sampled_from(Section),
    st.sampled_from(["Ana W.", "Tom B."]),
    st.just(""),
    st.sampled_from(Tier),
    st.just("text"),
    st.integers(1, 3),
    st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes)),
)


@st.composite
def queues(draw: st.DrawFn) -> list[Row]:
    found = draw(st.lists(some_cards, unique_by=lambda card: card.case))
    shown: list[Row] = []
    for section in Section:
        part = [card for card in found if card.section is section]
        if part or section is Section.WAITING:
            shown += [Head(section, len(part)), *part]
        if not part and section is Section.WAITING:
            shown.append(Nobody(None))
    return shown


def at_noon(rows: list[Row]) -> QueueModel:
    model = QueueModel(lambda: NOON)
    model.show(rows)
    return model


@given(st.lists(queues(), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_model_shows_whatever_it_is_given(qapp: object, shown: list[list[Row]]) -> None:
    model = QueueModel(lambda: NOON)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for rows in shown:
        model.show(rows)
        assert list(model.rows) == rows


@given(queues(), queues(), st.sampled_from("abcdef").map(CaseId))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_chosen_stays_chosen_while_it_is_there(
    qapp: object, before: list[Row], after: list[Row], case: CaseId
) -> None:
    model = at_noon(before)
    chosen = QPersistentModelIndex(model.index_of(case))
    model.show(after)
    stays = any(isinstance(row, Card) and row.case == case for row in after)
    if chosen.isValid():
        assert stays
        assert model.case_at(chosen) == case
    elif any(isinstance(row, Card) and row.case == case for row in before):
        assert not stays


@given(queues(), queues())
def test_nothing_changes_its_place_while_it_is_held(before: list[Row], after: list[Row]) -> None:
    still = held(before, after)
    assert [row.key for row in still] == [row.key for row in before]


@given(queues(), queues())
def test_whoever_came_while_it_was_held_is_told_in_the_heading(
    before: list[Row], after: list[Row]
) -> None:
    known = {row.key for row in before}
    new = [row for row in after if isinstance(row, Card) and row.key not in known]
    (head,) = [
        row for row in held(before, after) if isinstance(row, Head) and row.section == "waiting"
    ]
    assert (head.news, head.tier) == (len(new), max((c.tier for c in new), default=None))


@given(queues())
def test_a_card_that_went_while_it_was_held_can_not_be_chosen(before: list[Row]) -> None:
    model = QueueModel(lambda: NOON)
    model.show(held(before, [Head(Section.WAITING, 0), Nobody(NOON)]))
    flags = {model.flags(model.index(row, 0)) for row in range(model.rowCount())}
    assert flags <= {Qt.ItemFlag.NoItemFlags}


def test_a_row_that_is_the_same_is_not_painted_again(qapp: object) -> None:
    card = Card(CaseId("a"), Section.WAITING, "Ana W.", "", Tier.LOW, "text", 1, NOON)
    model = at_noon([card])
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    model.show([card])
    assert told == []
    model.show([replace(card, words="text · call me")])
    assert told == [0]
