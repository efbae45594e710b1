"""What a drill came to, read from the journal alone.

Only what is in the journal is counted.  A press that the console refused is not: refusals
are never written down, so nobody can say how often a gate was tried without its evidence.
A gate cannot be passed without it either; what can be seen is where an answer led past
one, and where one was opened again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain import events as e
from console.domain.board import Board
from console.domain.care.case import Case, Ending
from console.domain.care.disclosure import Basis, Disclosure
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId, ProtocolId, StepId
from console.domain.protocol.escalation import EndedBy, Escalation, Outcome, SkipCode
from console.domain.protocol.protocol import Kind, Protocol, Step
from console.practice.drills.drill import Drill, Fail, Target
from console.practice.drills.facts import Facts, gathered


class Mark(StrEnum):
    """How something stands against what was wanted."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"


class Way(StrEnum):
    """What became of a step."""

    DONE = "done"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    PASSED = "passed"
    OPEN = "open"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class Timed:
    """How long something took from the first contact; ``None`` where it never came.

    Attributes:
        target: in which time it should come; ``None`` where the drill sets none.
    """

    what: Target
    took: timedelta | None
    target: timedelta | None

    @property
    def mark(self) -> Mark:
        """How it stands; without a target anything that came is well."""
        if self.took is None:
            return Mark.MISSED
        late = self.target is not None and self.took > self.target
        return Mark.LATE if late else Mark.MET


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step, and what became of it.

    Attributes:
        step: as a file names it, ``P00.a4``.
        why: the coded reason of a skip.
    """

    step: str
    text: str
    way: Way
    why: SkipCode | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record of one disclosure, and which of its parts are empty."""

    basis: Basis
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gates:
    """What can be seen of gates.

    Attributes:
        passed: how many were passed with their evidence.
        led_past: gates that an answer led past.
        reopened: gates that were opened again after they had been passed.
    """

    passed: int
    led_past: tuple[StepSeen, ...]
    reopened: int


@dataclass(frozen=True, slots=True)
class Score:
    """What one drill came to.

    Attributes:
        began, ended: the first entry of the drill, and the last (UTC).
        entries: how many entries are counted.
        lists: the checklists that were begun, with their versions, in order.
        skipped: required steps that were skipped, with their reasons.
        left: required steps that nobody settled in lists that were not left for another.
        clocks: the steps whose clock ran out.
        fails: what should not be and was; ``never`` is how many such things the drill names.
        untold: the bases for which there should be a record and is none.
    """

    drill: str
    title: str
    version: int
    began: datetime | None
    ended: datetime | None
    entries: int
    lists: tuple[tuple[ProtocolId, int], ...]
    times: tuple[Timed, ...]
    expected: tuple[StepSeen, ...]
    skipped: tuple[StepSeen, ...]
    left: tuple[StepSeen, ...]
    fails: tuple[Fail, ...]
    never: int
    gates: Gates
    clocks: tuple[str, ...]
    told: tuple[Recorded, ...]
    untold: tuple[Basis, ...]
    endings: tuple[Ending, ...]
    fits: bool

    @property
    def landed(self) -> bool:
        """Whether a case was closed."""
        return bool(self.endings)

    @property
    def met(self) -> tuple[int, int]:
        """How many of the aims that the file sets were met, and how many there are.

        Times with a target, expected steps, what should never be, wanted records, and a
        landing that fits.
        """
        aims = [timed.mark is Mark.MET for timed in self.times if timed.target is not None]
        aims += [seen.way in {Way.DONE, Way.NOT_APPLICABLE} for seen in self.expected]
        aims += [not record.lacks for record in self.told]
        aims += [False for _basis in self.untold]
        aims.append(self.fits)
        return sum(aims) + self.never - len(self.fails), len(aims) + self.never


def score(drill: Drill, entries: Iterable[Happened], since: int) -> Score:
    """Return what the entries after number ``since`` come to.

    Args:
        drill: what was wanted.
        entries: the whole journal of the practice store, from its first entry.
        since: the number of the last entry before the drill began.
    """
    board, cases, counted = Board(), dict[CaseId, Case](), list[Happened]()
    for happened in entries:
        board = evolve(board, happened)
        if happened.seq > since:
            counted.append(happened)
            cases.update(board.cases)
            if isinstance(happened.event, e.CasesMerged):
                cases.pop(happened.event.gone, None)
    runs = {run.id: run for case in cases.values() for run in case.escalations}
    facts = gathered(counted)
    whole = [(run, board.protocol_of(run)) for run in runs.values()]
    endings = tuple(h.event.landing.ending for h in counted if isinstance(h.event, e.CaseClosed))
    told = tuple(_recorded(counted))
    fitting = not drill.endings or all(ending in drill.endings for ending in endings)
    return Score(
        drill.id,
        drill.title,
        drill.version,
        counted[0].at if counted else None,
        counted[-1].at if counted else None,
        len(counted),
        tuple((run.protocol, run.version) for run, _protocol in whole),
        tuple(_times(drill, facts)),
        tuple(_expected(drill, whole, board)),
        tuple(_skipped(whole)),
        tuple(_left(whole)),
        tuple(fail for fail in drill.fails if facts.any_of([fail.sign])),
        len(drill.fails),
        _gates(counted, whole),
        tuple(h.event.text for h in counted if isinstance(h.event, e.ClockMissed)),
        told,
        tuple(basis for basis in drill.told if basis not in {record.basis for record in told}),
        endings,
        bool(endings) and fitting,
    )


Runs = list[tuple[Escalation, Protocol]]


def _times(drill: Drill, facts: Facts) -> Iterator[Timed]:
    targets, began = dict(drill.targets), facts.first("event:arrived")
    for what in Target:
        at = facts.first(f"event:{what}")
        took = at - began if at is not None and began is not None else None
        yield Timed(what, took, targets.get(what))


def _expected(drill: Drill, runs: Runs, board: Board) -> Iterator[StepSeen]:
    for name in drill.expected:
        protocol, _dot, step_id = name.partition(".")
        seen = [
            _seen(run, known, step)
            for run, known in runs
            if run.protocol == protocol
            for step in known.steps
            if step.id == step_id
        ]
        best = sorted(seen, key=lambda one: list(Way).index(one.way))
        yield best[0] if best else StepSeen(name, _text(board, name), Way.NOT_BEGUN)


def _text(board: Board, name: str) -> str:
    """Return what a step says in the newest version of a list that was not begun."""
    protocol, _dot, step_id = name.partition(".")
    versions = board.protocols.get(ProtocolId(protocol), ())
    newest = max(versions, key=lambda found: found.version, default=None)
    step = newest.step(StepId(step_id)) if newest is not None else None
    return step.text if step is not None else ""


def _seen(run: Escalation, protocol: Protocol, step: Step) -> StepSeen:
    name = f"{protocol.id}.{step.id}"
    settled = run.settled.get(step.id)
    if settled is None:
        return StepSeen(name, step.text, Way.OPEN)
    return StepSeen(name, step.text, _WAYS[settled.outcome], settled.code)


_WAYS = {
    Outcome.DONE: Way.DONE,
    Outcome.SKIPPED: Way.SKIPPED,
    Outcome.PASSED: Way.PASSED,
    Outcome.NOT_APPLICABLE: Way.NOT_APPLICABLE,
}


def _skipped(runs: Runs) -> Iterator[StepSeen]:
    for run, protocol in runs:
        seen = (_seen(run, protocol, step) for step in protocol.steps if step.required)
        yield from (one for one in seen if one.way is Way.SKIPPED)


def _left(runs: Runs) -> Iterator[StepSeen]:
    """Yield what nobody settled; a list that was left for a higher one has nothing to settle."""
    for run, protocol in runs:
        if run.ended in {None, EndedBy.LEFT}:
            seen = (_seen(run, protocol, step) for step in protocol.steps if step.required)
            yield from (one for one in seen if one.way is Way.OPEN)


def _gates(counted: list[Happened], runs: Runs) -> Gates:
    gated = [
        (run, _seen(run, protocol, step))
        for run, protocol in runs
        for step in protocol.steps
        if step.gates or step.kind is Kind.GATE
    ]
    names = {(run.id, seen.step.partition(".")[2]) for run, seen in gated}
    reopened = [
        h.event
        for h in counted
        if isinstance(h.event, e.StepUndone) and (h.event.escalation, h.event.step) in names
    ]
    return Gates(
        sum(seen.way is Way.DONE for _run, seen in gated),
        tuple(seen for run, seen in gated if seen.way is Way.PASSED and _goes_on(run)),
        len(reopened),
    )


def _goes_on(run: Escalation) -> bool:
    """Whether the run went on behind what was passed; one that came back did nothing."""
    return run.ended is not EndedBy.RETURNED


def _recorded(counted: list[Happened]) -> Iterator[Recorded]:
    for happened in counted:
        if isinstance(happened.event, e.DisclosureMade):
            record = happened.event.disclosure.value
            if record is not None:
                yield Recorded(record.basis, tuple(_lacks(record)))


def _lacks(record: Disclosure) -> Iterator[str]:
    """Yield the parts that 45 CFR 164.528(b)(2), the override and 2.51(c) want and are empty."""
    wanted = {"recipient": record.recipient, "what": record.what, "purpose": record.purpose}
    if record.basis is Basis.THREAT_512J:
        wanted |= {"facts_relied_on": record.facts_relied_on, "source": record.source}
    yield from (name for name, said in wanted.items() if not said.strip())
    whole = record.emergency is not None and record.emergency.whole
    if record.basis is Basis.PART2_EMERGENCY and not whole:
        yield "emergency"
