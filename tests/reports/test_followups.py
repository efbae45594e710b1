"""What became of the contacts that were promised: every figure is known beforehand."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.commands import (
    BeginFollowUp,
    CloseCase,
    EndFollowUp,
    SendReferral,
    SetTier,
    TryFollowUp,
)
from console.domain.events import CaseClosed, FollowUpBegun, FollowUpEnded, FollowUpTried
from console.domain.happened import Happened
from console.domain.ids import CaseId, ReferralId
from console.domain.seen.owed import OwedKind
from console.domain.tier import Tier
from console.reports.after.document import follow_ups_document
from console.reports.after.followups import (
    FollowUpsReport,
    Missed,
    follow_ups_report,
    followups,
)
from console.reports.document import Table
from console.reports.plain import json_text
from console.reports.sheet import csv_text
from console.reports.shift import Integrity, Period
from tests.domain.care.after.landed import fresh, landed, landing, taken
from tests.domain.centre import ANA, BEN, LEE, START, Centre
from tests.reports.test_case import NEW_YORK

O = FollowUpOutcome  # noqa: E741
WHOLE = Period(START, START + timedelta(days=30))
NONE = Integrity(1, "", None)


@pytest.fixture
def centre() -> Centre:
    return Centre()


def happened(centre: Centre) -> tuple[Happened, ...]:
    return tuple(entry.happened for entry in centre.journal.since(0))


def report(centre: Centre, period: Period = WHOLE) -> FollowUpsReport:
    return follow_ups_report(happened(centre), period, NONE)


def tries(centre: Centre, case: CaseId, outcome: FollowUpOutcome, **more: object) -> None:
    command = TryFollowUp(case, outcome, new_safety_concern=False)
    centre.do(replace(command, **more), BEN)  # type: ignore[arg-type]


def test_on_time_is_tried_by_the_time_that_was_promised(centre: Centre) -> None:
    timely, late, never = (landed(centre, tier=Tier.HIGH) for _ in range(3))
    centre.wait(hours=20)
    tries(centre, timely, O.NO_ANSWER)
    centre.wait(minutes=1)
    tries(centre, late, O.REACHED, ended=FollowUpEnd.ENGAGED)
    found = report(centre)
    figures = (found.followups_due, found.followups_on_time, found.followups_reached)
    assert figures == (3, 1, 1)
    assert followups(happened(centre), WHOLE) == (3, 1)
    assert found.by_tier == (
        (Tier.IMMINENT, 0, 0),
        (Tier.HIGH, 3, 1),
        (Tier.MODERATE, 0, 0),
        (Tier.LOW, 0, 0),
    )
    assert [(one.begun is None, one.tries, one.last, one.ended) for one in found.promises] == [
        (False, 1, O.NO_ANSWER, None),
        (False, 1, O.REACHED, FollowUpEnd.ENGAGED),
        (True, 0, None, None),
    ]
    assert found.ends == ((FollowUpEnd.ENGAGED, 1),)
    assert [one.kind for one in found.owed] == [OwedKind.FOLLOW_UP] * 2
    assert never in centre.board.follow_ups


def test_what_ended_before_its_time_was_never_due_and_what_ended_after_it_was_late(
    centre: Centre,
) -> None:
    early, over = landed(centre), landed(centre)
    centre.do(EndFollowUp(early, FollowUpEnd.ENGAGED))
    centre.wait(hours=21)
    centre.do(EndFollowUp(over, FollowUpEnd.ENGAGED))
    assert followups(happened(centre), WHOLE) == (1, 0)


def test_a_call_in_a_case_of_its_own_is_a_try_from_its_beginning(centre: Centre) -> None:
    case, names = landed(centre, centre.enrol()), fresh()
    centre.do(BeginFollowUp(case, names))
    centre.wait(hours=30)
    centre.do(TryFollowUp(names.case, O.REACHED, new_safety_concern=True))
    centre.wait(minutes=1)
    centre.do(SetTier(names.case, Tier.HIGH))
    centre.do(CloseCase(names.case, landing(Tier.HIGH, None)))
    found = report(centre)
    (one,) = found.promises
    assert (one.on_time, one.tries, one.concern, one.ended) == (
        True,
        1,
        True,
        FollowUpEnd.CARRIED_ON,
    )
    assert (found.followups_reached, found.concerns) == (1, 1)


def test_only_what_was_due_in_the_period_is_counted_and_tries_up_to_its_end(
    centre: Centre,
) -> None:
    landed(centre)
    centre.wait(hours=24)
    second = landed(centre)
    centre.wait(hours=1)
    tries(centre, second, O.REACHED, ended=FollowUpEnd.RISK_DOWN)
    day = timedelta(days=1)
    first, then = Period(START, START + day), Period(START + day, START + 2 * day)
    assert followups(happened(centre), first) == (1, 0)
    assert followups(happened(centre), then) == (1, 1)
    assert report(centre, first).ends == ()


def test_missed_sessions_are_counted_with_what_came_of_them(centre: Centre) -> None:
    for outcomes in ((O.NO_ANSWER,) * 3, (O.REACHED,), ()):
        case = taken(centre, ContactKind.MISSED_SESSION, None)
        for outcome in outcomes:
            centre.do(TryFollowUp(case, outcome, new_safety_concern=False), ANA)
    assert report(centre).missed == Missed(3, tried_enough=1, reached=1)


def test_no_word_about_a_client_is_in_the_report(centre: Centre) -> None:
    client = centre.enrol("Zelda Quartz")
    landed(centre, client)
    to = private("Zelda's clinic on Quartz Street")
    centre.do(SendReferral(client, ReferralId("r"), to, private("An intake for Zelda")))
    found = report(centre)
    for text in (json_text(found), csv_text(follow_ups_document(found, NEW_YORK))):
        assert not any(word in text for word in ("Zelda", "Quartz", "clinic", "zelda"))
    assert json.loads(json_text(found))["followups_due"] == 1


def test_the_paper_says_how_each_one_stands(centre: Centre) -> None:
    case = landed(centre, tier=Tier.MODERATE)
    centre.wait(hours=21)
    tries(centre, case, O.NO_ANSWER)
    document = follow_ups_document(report(centre), NEW_YORK)
    tables = {block.title: block.rows for block in document.blocks if isinstance(block, Table)}
    number = centre.board.follow_ups[case].number
    assert tables["Every follow-up that was due"] == (
        (
            f"#{number}",
            Tier.MODERATE,
            "2026-01-06 13:00",
            "2026-01-06 14:00 · late",
            "1",
            "no answer · owed still",
        ),
    )
    assert tables["Why follow-ups ended"] == ()


def by_hand(entries: Iterable[Happened], period: Period) -> tuple[int, int]:
    """The same two figures, counted the plainest way: one list of promises, one look at each."""
    entries = [one for one in entries if one.at < period.until]
    due = timely = 0
    for place, one in enumerate(entries):
        event = one.event
        if not isinstance(event, CaseClosed) or event.landing.next_contact is None:
            continue
        promised: datetime = event.landing.next_contact
        after = [
            later
            for later in entries[place:]
            if getattr(later.event, "case", None) == event.case
            and isinstance(later.event, FollowUpTried | FollowUpBegun | FollowUpEnded)
        ]
        tried = [x.at for x in after if not isinstance(x.event, FollowUpEnded)]
        ended = [x.at for x in after if isinstance(x.event, FollowUpEnded)]
        if not period.since <= promised < period.until:
            continue
        if not tried and ended and ended[0] <= promised:
            continue
        due += 1
        timely += bool(tried) and tried[0] <= promised
    return due, timely


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(FollowUpOutcome), st.integers(0, 30)),
        max_size=12,
    )
)
@settings(max_examples=40, deadline=None)
def test_the_figures_are_those_that_a_plain_count_finds(
    moves: list[tuple[int, FollowUpOutcome, int]],
) -> None:
    centre = Centre()
    for move, outcome, hours in moves:
        owed = sorted(centre.board.follow_ups)
        if move == 0 or not owed:
            landed(centre)
        elif move == 1:
            again = centre.time + timedelta(hours=2)
            centre.do(TryFollowUp(owed[0], outcome, False, again), ANA)
        elif move == 2:
            centre.do(EndFollowUp(owed[-1], FollowUpEnd.ENGAGED), LEE)
        else:
            centre.do(BeginFollowUp(owed[0], fresh()), LEE)
        centre.wait(hours=hours)
    for since, until in ((0, 30), (1, 3), (0, 1)):
        period = Period(START + timedelta(days=since), START + timedelta(days=until))
        entries = happened(centre)
        assert followups(entries, period) == by_hand(entries, period)
