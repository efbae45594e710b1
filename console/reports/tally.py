"""Counting a shift: the journal is folded once, and each entry of the period is looked at."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from console.domain import events as e
from console.domain.board import Board
from console.domain.care.case import Case, Ending
from console.domain.care.contact import OURS, ContactKind
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, CaseId, ContactId, StaffId
from console.domain.protocol.protocol import Gate
from console.domain.seen.queue import in_order, since, waits
from console.domain.tier import Tier
from console.reports.after.dispatch import DispatchClock
from console.reports.shift import (
    WITHIN_S,
    Calls,
    Carried,
    HandedOn,
    Integrity,
    KindCount,
    Late,
    Noted,
    Owed,
    Period,
    ShiftReport,
    Skipped,
    TierChange,
    Told,
    Waits,
)
from console.words.refusals import staff_name


def shift_report(
    happened: Iterable[Happened],
    period: Period,
    integrity: Integrity,
    start: Board | None = None,
) -> ShiftReport:
    """Return the report of ``period``.

    Args:
        happened: the journal, in order, from just after ``start``; what lies after the
            period is not looked at.
        period: the shift.
        integrity: what the check of the whole journal found.
        start: the board at some moment before the period; by default the very beginning.
    """
    tally = _Tally(start or Board(), period)
    for one in happened:
        if one.at >= period.until:
            break
        tally.look(one)
    return tally.report(integrity)


class _Waiting:
    """Waits that have begun, by what waits, and those that have ended."""

    def __init__(self) -> None:
        self.begun: dict[str, Happened] = {}
        self.ended: list[timedelta] = []

    def begin(self, key: str, one: Happened) -> None:
        self.begun.setdefault(key, one)

    def end(self, key: str, one: Happened) -> None:
        begun = self.begun.pop(key, None)
        if begun is not None:
            self.ended.append(max(one.at - begun.at, timedelta(0)))

    def waits(self) -> Waits:
        if not self.ended:
            return Waits(0, None, None)
        mean = sum(self.ended, timedelta(0)) / len(self.ended)
        return Waits(len(self.ended), mean, max(self.ended))


class _Tally:
    """What has been counted so far."""

    def __init__(self, start: Board, period: Period) -> None:
        self.board = start
        self.period = period
        self.leads = [start.lead] if any(p.leads for p in start.present.values()) else []
        self.numbers: dict[CaseId, int] = {c.id: c.number for c in start.cases.values()}
        self.highest: dict[CaseId, Tier] = {c.id: c.rank for c in start.cases.values()}
        self.joined: dict[CaseId, CaseId] = {}
        self.contacts: dict[ContactId, tuple[ContactKind, CaseId]] = {}
        self.opened: set[CaseId] = set()
        self.ringing, self.rang = _Waiting(), 0
        self.abandoned = self.dropped = self.ceilings = 0
        self.high, self.help = _Waiting(), _Waiting()
        self.help_asked = 0
        self.dispatches = DispatchClock()
        self.landed: Counter[Ending] = Counter()
        self.carried: dict[StaffId, Counter[str]] = {}
        self.borne: dict[StaffId, set[CaseId]] = {}
        self.imminent: list[Noted] = []
        self.skipped: list[Skipped] = []
        self.missed: list[Noted] = []
        self.overrides: list[Noted] = []
        self.tiers: list[TierChange] = []
        self.told: list[Told] = []
        self.late: list[Late] = []

    def look(self, one: Happened) -> None:
        """Fold ``one`` into the board and count it, if it lies in the period."""
        before, self.board = self.board, evolve(self.board, one)
        self._follow(one)
        self.dispatches.look(one, inside=self.period.holds(one.at))
        if not self.period.holds(one.at):
            self._before(one)
            return
        self._count(one, before)
        self._note(one, before)
        self._carry(one, before)

    def _follow(self, one: Happened) -> None:
        """Keep in mind what cases are called, how high they came, and which were joined."""
        event = one.event
        if isinstance(event, e.CasesMerged):
            self.joined[event.gone] = event.into
            self.highest[event.into] = max(self.highest[event.into], self.highest[event.gone])
        touched = {e.case_of(event), getattr(event, "into", None)} - {None}
        for case in (self.board.cases.get(id_) for id_ in touched if id_ is not None):
            if case is not None:
                self.numbers.setdefault(case.id, case.number)
                self.highest[case.id] = max(self.highest.get(case.id, case.rank), case.rank)

    def _before(self, one: Happened) -> None:
        """Remember from before the period who led when it began."""
        if isinstance(one.event, e.SignedIn | e.SignedOut):
            leading = any(present.leads for present in self.board.present.values())
            self.leads = [self.board.lead] if leading else []

    def _count(self, one: Happened, before: Board) -> None:
        event = one.event
        match event:
            case e.ContactArrived():
                self._arrived(one, event, before)
            case e.CallAnswered():
                self.ringing.end(event.contact, one)
            case e.CallEnded():
                self.abandoned += not event.answered
                self.dropped += event.dropped
            case e.ContactSplit():
                self.opened.add(event.into)
                if event.contact in self.contacts:
                    self.contacts[event.contact] = (self.contacts[event.contact][0], event.into)
            case e.CasesMerged():
                waited = self.high.begun.pop(event.gone, None)
                if waited is not None:
                    self.high.begin(event.into, waited)
                if self.board.cases[event.into].owner is not None:
                    self.high.end(event.into, one)
            case e.SignedIn() if event.leads:
                self.leads.append(event.staff)
            case _:
                self._count_case(one)

    def _count_case(self, one: Happened) -> None:
        event = one.event
        match event:
            case e.CaseTaken():
                self.high.end(event.case, one)
            case e.CeilingCrossed():
                self.ceilings += 1
            case e.HelpAsked():
                self.help_asked += 1
                self.help.begin(event.case, one)
            case e.HelpAnswered():
                self.help.end(event.case, one)
            case e.CaseClosed():
                self.landed[event.landing.ending] += 1
            case _:
                pass

    def _arrived(self, one: Happened, event: e.ContactArrived, before: Board) -> None:
        if event.suggestion.rule not in OURS:
            self.contacts[event.contact] = (event.kind, event.case)
        if event.case not in before.cases:
            self.opened.add(event.case)
        if event.ringing:
            self.rang += 1
            self.ringing.begin(event.contact, one)
        if event.suggestion.tier >= Tier.HIGH:
            self.high.begin(event.case, one)
            if self.board.cases[event.case].owner is not None:
                self.high.end(event.case, one)

    def _note(self, one: Happened, before: Board) -> None:
        event = one.event
        match event:
            case e.StepSkipped(na=""):
                self.skipped.append(Skipped(self._noted(one, event.case, event.text), event.code))
            case e.ClockMissed():
                self.missed.append(self._noted(one, event.case, event.text))
            case e.TierSet() if event.tier is Tier.IMMINENT:
                self.imminent.append(self._noted(one, event.case))
            case e.TierSet():
                rated = before.cases[event.case].tier
                was = rated.tier if rated is not None else None
                if was is not None or event.tier is not event.suggested:
                    noted = self._noted(one, event.case)
                    self.tiers.append(TierChange(noted, event.suggested, was, event.tier))
            case e.DisclosureMade():
                self.told = [told for told in self.told if told.noted.seq != event.corrects]
                self.told.append(Told(self._noted(one, event.case), event.basis))
            case e.StepDone() if _overrides(before, event):
                self.overrides.append(self._noted(one, event.case, event.text))
            case _:
                pass
        if isinstance(event, e.NoteWritten | e.StepDone) and event.happened_at is not None:
            what = event.text if isinstance(event, e.StepDone) else ""
            self.late.append(Late(self._noted(one, event.case, what), event.happened_at))

    def _carry(self, one: Happened, before: Board) -> None:
        """Count what people had to do with; a count is a reason to ask, never a rank."""
        if one.by == SYSTEM:
            return
        carried = self.carried.setdefault(one.by, Counter())
        match one.event:
            case e.CaseTaken(case):
                carried["taken"] += 1
                self.borne.setdefault(one.by, set()).add(case)
            case e.CaseClosed(case):
                carried["landed"] += 1
                owner = before.cases[case].owner
                if owner is not None:
                    self.borne.setdefault(owner, set()).add(case)
            case e.HelpAsked():
                carried["asked"] += 1
            case e.HelpAnswered(case):
                carried["given"] += 1
                self.borne.setdefault(one.by, set()).add(case)
            case e.FollowUpTried():
                carried["follow_ups"] += 1
            case _:
                pass

    def _noted(self, one: Happened, case: CaseId, what: str = "") -> Noted:
        by = "" if one.by == SYSTEM else staff_name(self.board, one.by)
        return Noted(one.seq, one.at, self.numbers.get(case, 0), by, what)

    def _tier_of(self, case: CaseId) -> Tier:
        while case in self.joined:
            case = self.joined[case]
        return self.highest[case]

    def report(self, integrity: Integrity) -> ShiftReport:
        """Return what was counted."""
        return ShiftReport(
            journal=self.board.journal,
            practice=self.board.practice,
            period=self.period,
            leads=tuple(dict.fromkeys(staff_name(self.board, lead) for lead in self.leads)),
            integrity=integrity,
            contacts=self._contacts(),
            calls=self._calls(),
            high_to_human=self.high.waits(),
            opened=len(self.opened),
            landed=tuple(sorted(self.landed.items(), key=lambda item: (-item[1], item[0]))),
            ceilings_crossed=self.ceilings,
            help_asked=self.help_asked,
            help_answered=self.help.waits(),
            dispatches=self.dispatches.found(),
            imminent=tuple(self.imminent),
            skipped=tuple(self.skipped),
            missed=tuple(self.missed),
            overrides=tuple(self.overrides),
            tiers=tuple(self.tiers),
            told=tuple(self.told),
            late=tuple(self.late),
            handed_on=tuple(
                self._handed_on(case) for case in in_order([*self.board.cases.values()])
            ),
            follow_ups=self._owed(),
            carried=self._carried(),
        )

    def _contacts(self) -> tuple[KindCount, ...]:
        counts = Counter((kind, self._tier_of(case)) for kind, case in self.contacts.values())
        return tuple(
            KindCount(
                kind, tuple((tier, counts[kind, tier]) for tier in sorted(Tier, reverse=True))
            )
            for kind in ContactKind
        )

    def _calls(self) -> Calls:
        answered = self.ringing.ended
        within = ((limit, _up_to(answered, limit)) for limit in WITHIN_S)
        slowest = max(answered, default=None)
        return Calls(self.rang, len(answered), tuple(within), self.abandoned, self.dropped, slowest)

    def _handed_on(self, case: Case) -> HandedOn:
        waited = self.period.until - since(case) if waits(case) else None
        running = sum(run.running for run in case.escalations)
        owner = staff_name(self.board, self.board.owner(case))
        return HandedOn(
            case.number,
            case.rank,
            case.opened_at,
            owner,
            case.owner is not None,
            waited,
            case.lateness,
            running,
        )

    def _owed(self) -> tuple[Owed, ...]:
        owed = (Owed(f.number, f.due, f.tier, f.tries) for f in self.board.follow_ups.values())
        return tuple(sorted(owed, key=lambda one: (one.due, one.number)))

    def _carried(self) -> tuple[Carried, ...]:
        lines = []
        for staff, counts in self.carried.items():
            tiers = [self._tier_of(case) for case in self.borne.get(staff, ())]
            line = Carried(
                staff_name(self.board, staff),
                counts["taken"],
                tiers.count(Tier.HIGH),
                tiers.count(Tier.IMMINENT),
                counts["landed"],
                counts["asked"],
                counts["given"],
                counts["follow_ups"],
            )
            if counts.total():
                lines.append(line)
        return tuple(sorted(lines, key=lambda line: line.name))


def _up_to(waits: Iterable[timedelta], seconds: int) -> int:
    return sum(wait <= timedelta(seconds=seconds) for wait in waits)


def _overrides(before: Board, event: e.StepDone) -> bool:
    """Whether the step stands behind gate G3, the override of 45 CFR 164.512(j)."""
    run = before.cases[event.case].escalation(event.escalation)
    if run is None:
        return False
    step = before.protocol_of(run).step(event.step)
    return step is not None and Gate.G3 in step.gates
