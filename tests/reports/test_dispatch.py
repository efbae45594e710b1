"""How long it takes from a call to a 911 centre until somebody is with the person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.commands import CloseCase, MergeCases
from console.domain.tier import Tier
from console.reports.after.dispatch import spread
from console.reports.shift import Dispatches, Integrity, Period, Spread
from console.reports.shift_document import shift_document
from console.reports.tally import shift_report
from tests.domain.care.test_dispatch import arrived, dialled, imminent
from tests.domain.centre import LEE, START, Centre
from tests.domain.test_road import closing
from tests.reports.test_case import NEW_YORK

MINUTE = timedelta(minutes=1)


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.publish()
    return made


def counted(centre: Centre, since: timedelta = timedelta(0)) -> Dispatches:
    period = Period(START + since, START + timedelta(days=9))
    happened = (entry.happened for entry in centre.journal.since(0))
    report = shift_report(happened, period, Integrity(1, "", None))
    return report.dispatches


def test_the_time_is_that_of_the_evidence_and_not_of_the_entry(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    centre.wait(minutes=9)
    arrived(centre, case)
    assert counted(centre) == Dispatches(
        1, 0, 0, Spread(1, 9 * MINUTE, 9 * MINUTE, 9 * MINUTE, 9 * MINUTE)
    )


def test_a_dispatch_that_nobody_has_confirmed_has_no_time_and_is_counted(centre: Centre) -> None:
    dialled(centre, imminent(centre))
    assert counted(centre) == Dispatches(1, 1, 0, Spread(0))


def test_each_dispatch_has_its_own_arrival(centre: Centre) -> None:
    case = imminent(centre)
    for minutes in (4, 12):
        dialled(centre, case)
        centre.wait(minutes=minutes)
        arrived(centre, case)
        centre.wait(minutes=30)
    times = Spread(2, 8 * MINUTE, 4 * MINUTE, 12 * MINUTE, 12 * MINUTE)
    assert counted(centre) == Dispatches(2, 0, 0, times)


def test_only_what_was_dialled_in_the_period_counts(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    centre.wait(minutes=5)
    arrived(centre, case)
    assert counted(centre, MINUTE) == Dispatches()


def test_the_arrival_is_found_in_the_case_that_it_was_joined_to(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    into = centre.taken()
    centre.do(MergeCases(into, case), LEE)
    centre.wait(minutes=3)
    arrived(centre, into)
    assert counted(centre).arrival.mean == 3 * MINUTE


def test_a_search_that_a_lead_ended_was_never_confirmed(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    told = {"disclosure.basis": "tpo", "disclosure.what": "Where she may be."}
    centre.step(case, "P24", "b6", None, told)
    closing(centre, case)
    ended = Landing(
        Ending.UNREACHED_CLOSED,
        Tier.IMMINENT,
        PlanLook.NOT_POSSIBLE,
        responders_confirmed=False,
        next_contact=centre.time + timedelta(hours=20),
        who_has_them=private("County sheriff, case 7"),
    )
    centre.do(CloseCase(case, ended), LEE)
    assert counted(centre) == Dispatches(1, 0, 1, Spread(0))


def test_the_paper_says_mean_median_and_ninety_five_per_cent(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    centre.wait(minutes=9)
    arrived(centre, case)
    happened = (entry.happened for entry in centre.journal.since(0))
    period = Period(START, START + timedelta(days=1))
    document = shift_document(shift_report(happened, period, Integrity(1, "", None)), NEW_YORK)
    figures = document.blocks[1]
    shown = {one.name: (one.value, one.note) for one in getattr(figures, "figures", ())}
    assert shown["Dispatch to arrival"] == (
        "9:00 min",
        "mean of 1 · half within 9:00 min · 95 % within 9:00 min",
    )


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=300))
def test_a_percentile_is_a_time_that_was_measured(seconds: list[int]) -> None:
    times = [timedelta(seconds=n) for n in seconds]
    found = spread(times)
    assert found.p50 in times
    assert found.p95 in times
    assert found.p50 is not None
    assert found.p95 is not None
    assert sum(one <= found.p50 for one in times) >= len(times) / 2
    assert sum(one <= found.p95 for one in times) >= 0.95 * len(times)
    assert found.p50 <= found.p95 <= max(times) == found.longest
