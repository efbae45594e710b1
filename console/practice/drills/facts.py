"""What was seen in the journal since a drill began, as signs that beats and scores go by.

A sign is a line of text, so that a file can name it:

========================  ==============================================================
``step:P00.a4``           the step was done
``press:P24.b3=noted``    that answer was given, whether it settled the step or not
``skip:P00.a4``           the step was skipped; what does not apply is no skip
``answer:weapons=yes``    that code was given to that field, anywhere
``list:P05``              the checklist was begun
``tier:high``             a person set that tier, or a greater one
``told:512j``             a disclosure with that basis is recorded
``event:located``         one of ``EVENTS``
========================  ==============================================================
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, TypeAlias

from console.domain import events as e
from console.domain.happened import Happened
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import Value
from console.domain.tier import Tier

EVENTS: Final = (
    *("arrived", "taken", "located", "asked", "lead_called", "lead_came", "on_call_called"),
    *("dialled", "told", "lost", "closed"),
)
KINDS: Final = ("step", "press", "skip", "answer", "list", "tier", "told", "event")
READ_BACK, DIALLED, SUICIDE = "location.read_back", "psap.dialled_at", "suicide_q."


Source: TypeAlias = tuple[EscalationId, StepId]


@dataclass(frozen=True, slots=True)
class Facts:
    """When each sign was seen; what a step said is forgotten when the step is opened again.

    Attributes:
        seen: by sign, each time with the step that it came from, if it came from one.  A step
            that was written down late counts from when it happened.
        runs: which checklist each run is of.
    """

    seen: Mapping[str, tuple[tuple[datetime, Source | None], ...]] = field(default_factory=dict)
    runs: Mapping[EscalationId, ProtocolId] = field(default_factory=dict)

    def see(self, happened: Happened) -> "Facts":
        """Return the facts with one more entry."""
        event, at = happened.event, happened.at
        if isinstance(event, e.StepUndone):
            return self._without((event.escalation, event.step))
        runs = self.runs
        if isinstance(event, e.EscalationStarted):
            runs = {**runs, event.escalation: event.protocol}
        source = None
        if isinstance(event, e.StepDone):
            source, at = (event.escalation, event.step), event.happened_at or at
        seen = dict(self.seen)
        for sign in signs(event, runs):
            seen[sign] = (*seen.get(sign, ()), (at, source))
        return replace(self, seen=seen, runs=runs)

    def first(self, sign: str) -> datetime | None:
        """Return when ``sign`` was seen first, if it was."""
        return min((at for at, _source in self.seen.get(sign, ())), default=None)

    def all_since(self, wanted: Iterable[str]) -> datetime | None:
        """Return when the last of ``wanted`` was seen first, if all of them were."""
        times = [self.first(sign) for sign in wanted]
        seen = [at for at in times if at is not None]
        return max(seen) if seen and len(seen) == len(times) else None

    def any_of(self, wanted: Iterable[str]) -> bool:
        """Whether one of ``wanted`` was seen."""
        return any(self.seen.get(sign) for sign in wanted)

    def _without(self, gone: Source) -> "Facts":
        kept = {
            sign: tuple((at, source) for at, source in times if source != gone)
            for sign, times in self.seen.items()
        }
        return replace(self, seen={sign: times for sign, times in kept.items() if times})


def gathered(entries: Iterable[Happened]) -> Facts:
    """Return what is seen in ``entries``."""
    facts = Facts()
    for happened in entries:
        facts = facts.see(happened)
    return facts


def signs(event: e.Event, runs: Mapping[EscalationId, ProtocolId]) -> Iterator[str]:
    """Yield the signs in one event."""
    match event:
        case e.StepDone() | e.StepTried() | e.StepSkipped():
            yield from _of_step(event, f"{runs.get(event.escalation, '')}.{event.step}")
        case e.EscalationStarted():
            yield f"list:{event.protocol}"
        case e.TierSet():
            yield from (f"tier:{tier.name.lower()}" for tier in Tier if tier <= event.tier)
        case e.DisclosureMade():
            yield from ("event:told", f"told:{event.basis}")
        case e.RolePaged():
            called = _CALLED.get(event.role)
            yield from (f"event:{called}",) if called is not None else ()
        case e.CallEnded():
            yield from ("event:lost",) if event.dropped else ()
        case _:
            plain = _PLAIN.get(type(event))
            yield from (f"event:{plain}",) if plain is not None else ()


def _of_step(event: e.StepDone | e.StepTried | e.StepSkipped, name: str) -> Iterator[str]:
    if isinstance(event, e.StepSkipped):
        yield from (f"skip:{name}",) if not event.na else ()
        return
    if isinstance(event, e.StepDone):
        yield f"step:{name}"
    if event.answer is not None:
        yield f"press:{name}={event.answer}"
    for value in event.values:
        yield from _said(value)


_CALLED: Final[Mapping[str, str]] = {
    Role.SHIFT_LEAD: "lead_called",
    Role.CLINICIAN_ON_CALL: "on_call_called",
}
_PLAIN: Final[Mapping[type, str]] = {
    e.ContactArrived: "arrived",
    e.CaseTaken: "taken",
    e.LocationConfirmed: "located",
    e.HelpAsked: "lead_called",
    e.HelpAnswered: "lead_came",
    e.CaseClosed: "closed",
}


def _said(value: Value) -> Iterator[str]:
    codes = [code.strip() for code in (value.code or "").split(",")]
    yield from (f"answer:{value.field}={code}" for code in codes if code)
    if value.field == READ_BACK and value.code == "yes":
        yield "event:located"
    if value.field.startswith(SUICIDE) and value.shown:
        yield "event:asked"
    if value.field == DIALLED and value.shown:
        yield "event:dialled"
