"""The report of one acted shift: every figure is known beforehand."""

from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain import commands as c
from console.domain.board import Board
from console.domain.care.case import Ending, Lateness
from console.domain.care.contact import ContactKind
from console.domain.evolve import evolve
from console.domain.ids import SYSTEM, CaseId, ContactId, EscalationId, ProtocolId
from console.domain.protocol.escalation import SkipCode
from console.domain.tier import Tier
from console.reports.plain import json_text
from console.reports.shift import (
    Calls,
    Carried,
    Integrity,
    Owed,
    Period,
    ShiftReport,
    Waits,
)
from console.reports.tally import shift_report
from tests.reports.conftest import ANA, BEN, LEA, MARKER, SHIFT, START, Acted, arrives

SECOND = timedelta(seconds=1)


@pytest.fixture
def report(shift: Acted) -> ShiftReport:
    return shift_report(shift.happened, SHIFT, shift.integrity(40))


def counts(report: ShiftReport) -> dict[ContactKind, dict[Tier, int]]:
    return {
        kind.kind: {tier: count for tier, count in kind.tiers if count}
        for kind in report.contacts
        if kind.total
    }


def test_contacts_are_counted_by_kind_and_by_the_highest_tier_of_their_case(
    report: ShiftReport,
) -> None:
    assert counts(report) == {
        ContactKind.CALL: {Tier.IMMINENT: 1, Tier.HIGH: 1, Tier.MODERATE: 1},
        ContactKind.TEXT: {Tier.IMMINENT: 1},
        ContactKind.ASSESSMENT: {Tier.HIGH: 1},
        ContactKind.MOOD: {Tier.LOW: 1},
    }


def test_calls_are_counted_by_how_soon_they_were_answered(report: ShiftReport) -> None:
    assert report.calls == Calls(
        rang=3,
        answered=2,
        within=((15, 1), (20, 1), (30, 2)),
        abandoned=1,
        dropped=1,
        slowest=25 * SECOND,
    )
    assert report.calls.share(20) == pytest.approx(1 / 3)


def test_a_high_contact_waits_until_somebody_has_its_case(report: ShiftReport) -> None:
    assert report.high_to_human == Waits(3, 34 * SECOND, 90 * SECOND)  # 12, 0 and 90


def test_cases_are_counted_as_opened_and_by_how_they_landed(report: ShiftReport) -> None:
    assert report.opened == 5
    assert report.landed == ((Ending.EMS_MEDICAL, 1), (Ending.MISDIAL, 1))
    assert report.closed == 2


def test_what_a_review_looks_at_is_listed_with_entry_case_and_author(report: ShiftReport) -> None:
    (skipped,), (missed,), (override,) = report.skipped, report.missed, report.overrides
    assert (skipped.noted.what, skipped.code) == ("Ask about weapons", SkipCode.NO_TIME)
    assert skipped.noted.by == "Ana Haddad"
    assert (missed.what, missed.by) == ("Ask where they are", "")
    assert (override.what, override.by) == ("Fill in the override form", "Lea Okafor")
    number = {noted.case for noted in (skipped.noted, missed, override, *report.imminent)}
    (imminent_case,) = number
    (told,), (late,) = report.told, report.late
    assert (told.noted.case, told.basis) == (imminent_case, "512j")
    assert late.happened == START + timedelta(minutes=10)
    assert late.noted.at == START + timedelta(minutes=20)


def test_a_tier_set_against_the_rule_or_after_another_is_a_change_by_hand(
    report: ShiftReport,
) -> None:
    changes = [(change.suggested, change.before, change.tier) for change in report.tiers]
    assert changes == [
        (Tier.HIGH, Tier.IMMINENT, Tier.MODERATE),
        (Tier.MODERATE, None, Tier.LOW),
    ]


def test_the_entry_that_is_named_is_the_entry_in_the_journal(
    report: ShiftReport, shift: Acted
) -> None:
    entries = {entry.seq: entry.kind for entry in shift.journal.since(0)}
    assert entries[report.skipped[0].noted.seq] == "step.skipped"
    assert entries[report.imminent[0].seq] == "tier.set"
    assert entries[report.told[0].noted.seq] == "disclosure.made"


def test_the_help_key_is_counted_with_the_time_until_a_lead_came(report: ShiftReport) -> None:
    assert report.help_asked == 1
    assert report.help_answered == Waits(1, 20 * SECOND, 20 * SECOND)


def test_cases_that_were_open_at_the_end_are_handed_on_riskiest_first(report: ShiftReport) -> None:
    lines = [(line.tier, line.owner, line.taken, line.waiting) for line in report.handed_on]
    assert lines == [
        (Tier.HIGH, "Ben Novak", True, timedelta(hours=6, minutes=55)),  # since the call was lost
        (Tier.HIGH, "Ben Novak", True, None),
        (Tier.MODERATE, "Ben Novak", True, None),
        (Tier.LOW, "Lea Okafor", False, timedelta(minutes=15)),
    ]
    assert report.handed_on[-1].lateness is Lateness.AMBER


def test_a_promised_follow_up_is_owed(report: ShiftReport) -> None:
    (owed,) = report.follow_ups
    assert owed == Owed(owed.number, START + timedelta(hours=6), Tier.MODERATE, 0)
    assert owed.number == report.imminent[0].case


def test_staff_stand_in_order_of_name_with_what_they_carried(report: ShiftReport) -> None:
    ana = Carried("Ana Haddad", 2, 0, 1, 2, 1, 0, 0)
    ben = Carried("Ben Novak", 2, 2, 0, 0, 0, 0, 0)
    lea = Carried("Lea Okafor", 0, 0, 1, 0, 0, 1, 0)
    assert report.carried == (ana, ben, lea)


def test_who_led_is_named_the_one_before_the_period_too(report: ShiftReport) -> None:
    assert report.leads == ("Eva Bell", "Lea Okafor")


def test_no_word_about_a_client_is_in_the_report(report: ShiftReport, shift: Acted) -> None:
    text = json_text(report)
    assert MARKER in "".join(w.text for entry in shift.journal.since(0) for w in entry.words)
    assert MARKER not in text
    assert "dana" not in text.lower()


def test_what_lies_after_the_period_changes_nothing(report: ShiftReport, shift: Acted) -> None:
    upto = [one for one in shift.happened if one.at < SHIFT.until]
    assert len(upto) < len(shift.happened)
    assert shift_report(upto, SHIFT, report.integrity) == report


def test_a_later_start_gives_the_same_report(report: ShiftReport, shift: Acted) -> None:
    board, rest = Board(), list(shift.happened)
    while rest[0].at < SHIFT.since:
        board = evolve(board, rest.pop(0))
    assert shift_report(rest, SHIFT, report.integrity, board) == report


def test_two_halves_count_what_the_whole_counts(report: ShiftReport, shift: Acted) -> None:
    middle = START + timedelta(minutes=45)
    halves = [
        shift_report(shift.happened, period, report.integrity)
        for period in (Period(SHIFT.since, middle), Period(middle, SHIFT.until))
    ]
    for one in ("opened", "closed", "ceilings_crossed", "help_asked"):
        assert sum(getattr(half, one) for half in halves) == getattr(report, one)
    for several in ("imminent", "skipped", "missed", "overrides", "tiers", "told", "late"):
        joined = (*getattr(halves[0], several), *getattr(halves[1], several))
        assert joined == getattr(report, several)
    assert sum(half.calls.rang for half in halves) == report.calls.rang


def test_a_shift_in_which_nothing_happened_says_so_without_dividing_by_nothing() -> None:
    nothing = shift_report((), SHIFT, Integrity(0, "0" * 64, None))
    assert nothing.calls.share(20) is None
    assert nothing.high_to_human == Waits(0, None, None)
    assert (nothing.handed_on, nothing.carried, nothing.closed) == ((), (), 0)


def test_a_contact_that_is_split_off_is_counted_with_its_own_case(shift: Acted) -> None:
    seen = shift.desk.board
    shift.at("20:10:00", arrives("x1", ContactKind.MOOD, Tier.LOW, "evan"), SYSTEM)
    shift.at("20:11:00", c.SplitContact(ContactId("x1"), CaseId("case-x1")), BEN)
    later = Period(SHIFT.until, SHIFT.until + timedelta(hours=8))
    report = shift_report(shift.happened[seen.seq :], later, shift.integrity(), seen)
    assert report.opened == 1
    assert counts(report) == {ContactKind.MOOD: {Tier.LOW: 1}}


def test_a_contact_of_a_case_that_was_joined_counts_with_the_tier_of_both(
    centre: Acted,
) -> None:
    centre.at("12:00:00", arrives("m1", ContactKind.MOOD, Tier.LOW), SYSTEM)
    centre.at("12:00:00", arrives("m2", ContactKind.TEXT, Tier.HIGH), SYSTEM)
    centre.at("12:00:30", c.TakeCase(CaseId("case-m1")), ANA)
    centre.at("12:00:40", c.MergeCases(CaseId("case-m1"), CaseId("case-m2")), ANA)
    report = shift_report(centre.happened, SHIFT, centre.integrity())
    assert counts(report) == {ContactKind.MOOD: {Tier.HIGH: 1}, ContactKind.TEXT: {Tier.HIGH: 1}}
    assert report.high_to_human == Waits(1, 40 * SECOND, 40 * SECOND)


def test_a_case_handed_on_says_how_many_checklists_are_still_running(centre: Acted) -> None:
    case = CaseId("case-c")
    centre.at("12:00:00", arrives("c", ContactKind.TEXT, Tier.HIGH), SYSTEM)
    centre.at("12:00:30", c.TakeCase(case), ANA)
    centre.at("12:00:40", c.StartEscalation(case, EscalationId("r"), ProtocolId("T05")), ANA)
    report = shift_report(centre.happened, SHIFT, centre.integrity())
    assert {line.number: line.open_checklists for line in report.handed_on} == {
        centre.desk.board.cases[CaseId("case-old")].number: 0,
        centre.desk.board.cases[case].number: 1,
    }


def test_a_case_that_was_joined_brings_the_height_that_it_once_had(centre: Acted) -> None:
    centre.at("12:00:00", arrives("m1", ContactKind.MOOD, Tier.LOW), SYSTEM)
    centre.at("12:00:00", arrives("m2", ContactKind.TEXT, Tier.HIGH), SYSTEM)
    centre.at("12:00:30", c.TakeCase(CaseId("case-m2")), LEA)
    centre.at("12:00:35", c.SetTier(CaseId("case-m2"), Tier.LOW, (private(MARKER),)), LEA)
    centre.at("12:00:40", c.MergeCases(CaseId("case-m1"), CaseId("case-m2")), LEA)
    report = shift_report(centre.happened, SHIFT, centre.integrity())
    assert counts(report) == {ContactKind.MOOD: {Tier.HIGH: 1}, ContactKind.TEXT: {Tier.HIGH: 1}}


def test_the_first_tier_that_agrees_with_the_rule_is_no_change_and_a_return_to_it_is(
    centre: Acted,
) -> None:
    case = CaseId("case-t")
    centre.at("12:00:00", arrives("t", ContactKind.TEXT, Tier.HIGH), SYSTEM)
    centre.at("12:00:30", c.TakeCase(case), LEA)
    for minute, tier in ((1, Tier.HIGH), (2, Tier.MODERATE), (3, Tier.HIGH)):
        centre.at(f"12:{minute:02}:00", c.SetTier(case, tier, (private(MARKER),)), LEA)
    report = shift_report(centre.happened, SHIFT, centre.integrity())
    assert [(change.before, change.tier) for change in report.tiers] == [
        (Tier.HIGH, Tier.MODERATE),
        (Tier.MODERATE, Tier.HIGH),
    ]
