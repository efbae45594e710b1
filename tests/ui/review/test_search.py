"""What a search finds, beside what a look at every entry finds."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from console.domain import events as e
from console.domain.ids import CaseId, ClientId
from console.domain.tier import Tier
from console.journal.entry import Entry
from console.ui.review import search as asking
from console.ui.review.narrow import Group, Look, Narrow
from console.ui.review.search import Search
from tests.conftest import Clock
from tests.ui.review.ward import NOVAK, OKAFOR, ORTIZ, Ward


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ward, CaseId, CaseId]]:
    """Read only: one night for all the tests here."""
    ward = Ward(tmp_path_factory.mktemp("night"), Clock())
    case = ward.rescue()
    evan, _keisha, _luis = ward.others()
    yield ward, case, evan
    ward.whole.close()


def everything(ward: Ward) -> list[Entry]:
    return [*ward.store.journal.since(0)]


def test_a_page_holds_the_newest_entries_first_and_says_how_many_there_are(
    night: tuple[Ward, CaseId, CaseId],
) -> None:
    ward, _case, _evan = night
    page = Search(ward.store.history).page(Narrow(), ward.board)
    entries = everything(ward)
    assert [row.seq for row in page.rows] == [entry.seq for entry in reversed(entries)]
    assert (page.count, page.before) == (len(entries), None)
    assert page.took > 0


def test_pages_follow_each_other_without_a_gap_or_a_double(
    night: tuple[Ward, CaseId, CaseId], monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, _case, _evan = night
    monkeypatch.setattr(asking, "PAGE", 7)
    monkeypatch.setattr(asking, "SCAN", 5)
    search = Search(ward.store.history)
    for narrow in (Narrow(), Narrow(tiers=frozenset({Tier.MODERATE, Tier.HIGH}))):
        found: list[int] = []
        page = search.page(narrow, ward.board)
        found += [row.seq for row in page.rows]
        while page.before is not None:
            assert len(page.rows) == 7
            page = search.page(narrow, ward.board, page.before)
            found += [row.seq for row in page.rows]
        monkeypatch.undo()
        whole = Search(ward.store.history).page(narrow, ward.board)
        assert found == [row.seq for row in whole.rows]
        monkeypatch.setattr(asking, "PAGE", 7)
        monkeypatch.setattr(asking, "SCAN", 5)


def test_an_answer_comes_in_time_even_when_not_everything_was_looked_at(
    night: tuple[Ward, CaseId, CaseId], monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, _case, _evan = night
    narrow = Narrow(looks=frozenset({Look.LATE}))
    whole = Search(ward.store.history).count(narrow, ward.board)
    monkeypatch.setattr(asking, "SCAN", 5)
    monkeypatch.setattr(asking, "PATIENCE_S", -1.0)
    search = Search(ward.store.history)
    counted = search.count(narrow, ward.board)
    found, answers = counted.n, 1
    while counted.before is not None:
        counted = search.count(narrow, ward.board, counted.before)
        found, answers = found + counted.n, answers + 1
    assert (found, whole.before) == (whole.n, None)
    assert answers > 5


def is_override(event: e.Event) -> bool:
    """Whether it is the form of P29, or the gate of P05 behind which the rescue waits."""
    forms = {("a5", "Override form: threat, necessity, recipient, rationale")}
    gates = {("b2", "Supervisor decision on involuntary help")}
    return isinstance(event, e.StepDone) and (event.step, event.text) in forms | gates


def tier_in(event: e.Event) -> Tier | None:
    match event:
        case e.TierSet() | e.CaseRanked():
            return event.tier
        case e.ContactArrived():
            return event.suggestion.tier
        case e.CaseClosed():
            return event.landing.tier_at_end
        case _:
            return None


def test_looks_find_what_a_look_at_every_entry_finds(
    night: tuple[Ward, CaseId, CaseId],
) -> None:
    ward, _case, _evan = night
    truth: dict[Look, Callable[[e.Event], bool]] = {
        Look.SKIPPED: lambda event: isinstance(event, e.StepSkipped),
        Look.MISSED: lambda event: isinstance(event, e.ClockMissed),
        Look.OVERRIDES: is_override,
        Look.TIERS: lambda event: isinstance(event, e.TierSet | e.CaseRanked),
        Look.LATE: lambda event: getattr(event, "happened_at", None) is not None,
        Look.READ: lambda event: isinstance(event, e.RecordRead),
    }
    search, entries = Search(ward.store.history), everything(ward)
    found = {}
    for look, is_it in truth.items():
        narrow = Narrow(looks=frozenset({look}))
        wanted = [entry.seq for entry in reversed(entries) if is_it(entry.event)]
        rows = search.page(narrow, ward.board).rows
        assert [row.seq for row in rows] == wanted, look
        assert search.count(narrow, ward.board).n == len(wanted), look
        found[look] = len(wanted)
    assert (found[Look.SKIPPED], found[Look.OVERRIDES], found[Look.LATE]) == (3, 2, 1)


@pytest.mark.parametrize("tier", Tier)
def test_a_tier_finds_the_entries_that_are_about_it(
    night: tuple[Ward, CaseId, CaseId], tier: Tier
) -> None:
    ward, _case, _evan = night
    wanted = [entry.seq for entry in everything(ward) if tier_in(entry.event) is tier]
    rows = Search(ward.store.history).page(Narrow(tiers=frozenset({tier})), ward.board).rows
    assert sorted(row.seq for row in rows) == wanted
    assert wanted


def test_what_is_named_together_must_hold_together(night: tuple[Ward, CaseId, CaseId]) -> None:
    ward, case, _evan = night
    search = Search(ward.store.history)
    narrow = Narrow(staff=OKAFOR, case=case, groups=frozenset({Group.STEPS}))
    rows = search.page(narrow, ward.board).rows
    assert {row.by for row in rows} == {OKAFOR}
    assert {row.case for row in rows} == {case}
    other = Narrow(staff=NOVAK, case=case)
    assert search.page(other, ward.board).rows == ()
    nothing = Narrow(looks=frozenset({Look.READ}), groups=frozenset({Group.STEPS}))
    assert search.page(nothing, ward.board).rows == ()
    assert search.count(nothing, ward.board).n == 0


def test_rows_name_the_client_of_a_case_that_is_long_closed(
    night: tuple[Ward, CaseId, CaseId],
) -> None:
    ward, case, _evan = night
    assert case not in ward.board.cases
    rows = Search(ward.store.history).page(Narrow(case=case), ward.board).rows
    assert {row.about for row in rows} == {"Dana R."}
    assert {row.who for row in rows} >= {"J. Ortiz", "M. Okafor", ""}


def test_a_gate_stands_on_the_step_that_passed_it(night: tuple[Ward, CaseId, CaseId]) -> None:
    ward, _case, _evan = night
    rows = Search(ward.store.history).page(Narrow(looks=frozenset({Look.OVERRIDES})), ward.board)
    assert [row.gates for row in rows.rows] == [("G2", "G3"), ("G3", "G4")]


def test_a_case_is_called_by_the_entry_that_opened_it(night: tuple[Ward, CaseId, CaseId]) -> None:
    ward, case, evan = night
    search = Search(ward.store.history)
    first = next(
        entry.seq
        for entry in everything(ward)
        if isinstance(entry.event, e.ContactArrived) and entry.event.case == case
    )
    read = search.case(case, ward.board)
    assert (read.number, read.client, read.subject) == (first, "Dana Reyes", ClientId("dana"))
    assert read.bad == ()
    assert search.case_at(first) == case
    assert search.case_at(1) is None
    assert search.case(evan, ward.board).client == "Evan Price"


def test_arrivals_are_those_of_the_time(night: tuple[Ward, CaseId, CaseId]) -> None:
    ward, _case, _evan = night
    found = [one for one in everything(ward) if isinstance(one.event, e.ContactArrived)]
    times = [one.happened.at for one in found]
    search = Search(ward.store.history)
    assert search.arrivals(times[1], times[-1]) == tuple(reversed(times[1:-1]))
    assert search.arrivals(times[-1] + timedelta(seconds=1), times[-1] + timedelta(days=1)) == ()


def test_words_are_found_in_what_people_said(night: tuple[Ward, CaseId, CaseId]) -> None:
    ward, _case, evan = night
    rows = Search(ward.store.history).page(Narrow(words="slept sister"), ward.board).rows
    assert [(row.case, row.by) for row in rows] == [(evan, NOVAK)]
    assert (
        Search(ward.store.history).page(Narrow(words="slept", staff=ORTIZ), ward.board).rows == ()
    )
