"""A protocol: phases of steps, each with the evidence that it asks for and the ways on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from console.domain.ids import ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.condition import Condition
from console.domain.tier import Tier


class Mode(StrEnum):
    """Whether steps are read and done, or done and then confirmed."""

    READ_DO = "read_do"
    DO_CONFIRM = "do_confirm"


class Place(StrEnum):
    """What part a protocol plays in a case."""

    START = "start"
    MAIN = "main"
    OVERLAY = "overlay"
    SUB = "sub"
    CLOSING = "closing"


class Kind(StrEnum):
    """What sort of act a step is."""

    ASK = "ask"
    DO = "do"
    DECIDE = "decide"
    GATE = "gate"
    NOTIFY = "notify"
    CALL = "call"
    TIMER = "timer"
    RECORD = "record"
    HANDOFF = "handoff"


class Gate(StrEnum):
    """The gates of ``clinical/CONTENT.md``; none opens without its evidence."""

    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    G4 = "G4"
    G5 = "G5"
    G6 = "G6"
    G7 = "G7"


class FieldType(StrEnum):
    """What a piece of evidence looks like."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    PHONE = "phone"
    TIME = "time"
    PLACE = "place"
    TIER = "tier"
    TICK = "tick"
    PERSON = "person"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Field:
    """One piece of evidence.

    Attributes:
        id: shared between protocols, so that an answer is never asked for twice.
        least: how many choices, or how many lines of text, are wanted at the least.
    """

    id: str
    label: str
    type: FieldType
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    least: int = 1


class How(StrEnum):
    """Where an answer leads.

    ``NEXT`` settles the step and goes on.  ``STEP`` settles it and passes over the steps up
    to its target.  ``REPLACE`` ends this run and begins another protocol with all answers.
    ``CALL`` begins another protocol that returns here when it is done.  ``OVERLAY`` begins
    one that runs beside.  ``STAY`` keeps what was said and leaves the step open.  ``LEAD``
    calls the shift lead and goes on, once all that the step asks for is known.  ``ON_CALL``
    calls the clinician on call and leaves the step open.  ``RETURN`` settles it and ends this
    run: what is left of it is passed over, and the step that called it opens again.

    A timer and a gate are settled only by ``NEXT``, ``STEP``, ``REPLACE`` or ``RETURN``; any
    other answer leaves them open, and starts a timer's clock anew.
    """

    REPLACE = "replace"
    OVERLAY = "overlay"
    CALL = "call"
    STEP = "step"
    STAY = "stay"
    LEAD = "lead"
    ON_CALL = "on_call"
    RETURN = "return"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a step can be given by a single key, and where it leads.

    Attributes:
        target: the protocol for ``REPLACE``, ``OVERLAY`` and ``CALL``; the step for ``STEP``.
        deliberate: needs a second press, because it acts against a person's will.
        gates: the gates that stand before this answer only.
        suggests: the tier that a rule suggests once it is given: never imminent, never less than
            a person has said.
    """

    key: str
    label: str
    how: How = How.NEXT
    target: str = ""
    deliberate: bool = False
    gates: tuple[Gate, ...] = ()
    suggests: Tier | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Words that may be read aloud, in English and Spanish; drafts until reviewed."""

    en: str
    es: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the checklist.

    Attributes:
        target: the time in which it should be done, counted from when it became current.
        pages: the role that is paged when ``target`` runs out; ``None`` only colours it.
        na: the coded reasons why the step may not apply here, with their labels.
    """

    id: StepId
    text: str
    who: Role
    kind: Kind
    required: bool = True
    target: timedelta | None = None
    pages: Role | None = None
    fields: tuple[Field, ...] = ()
    answers: tuple[Answer, ...] = ()
    gates: tuple[Gate, ...] = ()
    say: Say | None = None
    skippable: bool = True
    na: tuple[tuple[str, str], ...] = ()

    def answer(self, key: str) -> Answer | None:
        """Return the answer known by ``key``."""
        return next((answer for answer in self.answers if answer.key == key), None)


@dataclass(frozen=True, slots=True)
class Phase:
    """A group of steps that fits one screen."""

    id: str
    title: str
    any_order: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """Who stands for a protocol, and until when (at most twelve months by default)."""

    by: str
    credential: str
    on: date
    next_review: date

    def overdue(self, today: date) -> bool:
        """Whether it should have been looked at again; it is used all the same, and says so.

        Nobody who calls is left without a list because a date has passed.
        """
        return self.next_review < today


class NextContact(StrEnum):
    """What is owed after an ending: a next contact within the hours of the tier, or nothing."""

    TIER = "tier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Closure:
    """What a closing protocol says of the time after.

    Attributes:
        within: how soon the next contact is, by the tier at the end.
        rules: for each way in which a case can end (the codes of ``disposition``), what is owed.
    """

    within: tuple[tuple[Tier, timedelta], ...]
    rules: tuple[tuple[str, NextContact], ...]

    def owes(self, ending: str) -> NextContact:
        """Return what is owed after ``ending``: a next contact, wherever no rule says none."""
        return dict(self.rules).get(ending, NextContact.TIER)

    def soon(self, tier: Tier) -> timedelta | None:
        """Return within what time the next contact is after a case that ended at ``tier``."""
        return dict(self.within).get(tier)


@dataclass(frozen=True, slots=True)
class Protocol:
    """One version of a protocol.  A published version never changes.

    Attributes:
        memory: at most three steps to do before reading on.
        enter: when the console offers it by itself; each condition alone is enough.
        closure: what is owed after a case; only a closing protocol has it.
        sources: keys of ``clinical/CONTENT.md`` section 9.
    """

    id: ProtocolId
    version: int
    title: str
    place: Place
    mode: Mode
    entry: str
    phases: tuple[Phase, ...]
    memory: tuple[StepId, ...] = ()
    sources: tuple[str, ...] = ()
    enter: tuple[Condition, ...] = ()
    closure: Closure | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in the order in which they are shown."""
        return tuple(step for phase in self.phases for step in phase.steps)

    def step(self, step: StepId) -> Step | None:
        """Return the step known by ``step``."""
        return next((found for found in self.steps if found.id == step), None)

    def phase_of(self, step: StepId) -> Phase:
        """Return the phase in which ``step`` stands."""
        return next(phase for phase in self.phases if any(s.id == step for s in phase.steps))
