"""Somebody who walks through the lists as they ship, with whatever answers chance gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from console.desk.fresh import fresh_run, private
from console.domain.care.case import Case
from console.domain.care.contact import ContactKind
from console.domain.care.landing import LandingPart, drafted
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    CloseCase,
    Command,
    DoStep,
    RecordClient,
    SkipStep,
    StartEscalation,
    TakeCase,
    WatchClocks,
    WriteConsult,
)
from console.domain.decide.gates.closing import COSIGN
from console.domain.ids import SYSTEM, CaseId, ClientId, ProtocolId, StaffId, StepId
from console.domain.people.client import Address, Client, Flag
from console.domain.protocol.escalation import Escalation, SkipCode, Value, current_step, running
from console.domain.protocol.protocol import Answer, Field, FieldType, How, Kind, Place, Step
from console.domain.refused import LandingLacks, Reason, Refused
from console.domain.tier import Tier
from tests.domain.centre import ANA, CODED, LEE, START, Centre
from tests.domain.gates.room import CIRCLE

NONE = CaseId("")
CLIENT = ClientId("ana-lee")
NAMES = tuple(one.name for one in CIRCLE)
AHEAD = ("followup", "appointment", "plan_review", "frequency", "means_action")
MOST_STEPS = 400
TRIES = 8
SELDOM, OFTEN, MOSTLY = 0.08, 0.7, 0.85
NOTHING: Mapping[str, str] = {}
WELL = {
    "notify.who": "Rosa Lee",
    "notify.basis": "authorization",
    "notify.items": "safety_concern",
    "part2.told": "none",
    "consult.agrees": "agrees",
    "disclosure.basis": "tpo",
    "handoff.basis": "tpo",
    "contact_barred": "not_barred",
    "guardian_safe": "yes",
    "responder.outcome": "with_person",
}
"""What somebody says who has a lead beside them and a release that holds."""
OTHER_WAYS = (How.NEXT, How.STEP, How.LEAD, How.REPLACE, How.RETURN)


def enrolled(centre: Centre) -> None:
    """Enrol a client under Part 2 with a circle of every sort."""
    home = Address("12 Elm St", "Columbus", "OH", "43215", since=START.date())
    client = Client(
        CLIENT, "Ana Lee", addresses=(home,), flags=frozenset({Flag.PART2}), circle=CIRCLE
    )
    centre.do(RecordClient(CLIENT, private(client), "test"), SYSTEM)


@dataclass
class Walker:
    """Works on one case of one centre.

    Attributes:
        refusals: what was refused, and where.
    """

    centre: Centre
    chance: Random
    case: CaseId = NONE
    refusals: list[tuple[str, Reason]] = field(default_factory=list)

    def arrive(self) -> None:
        """Let somebody reach the line, and take them."""
        kind = self.chance.choice(tuple(ContactKind))
        client = self.chance.choice((CLIENT, CLIENT, None))
        self.case, _ = self.centre.arrives(kind, client)
        self.ask(TakeCase(self.case))

    def begin(self, *names: str) -> None:
        """Begin one of ``names``, or any list that may be begun."""
        board = self.centre.board
        places = {Place.START, Place.MAIN, Place.OVERLAY}
        usable = [found for n in board.protocols if (found := board.usable(n)) is not None]
        free = names or tuple(str(one.id) for one in usable if one.place in places)
        self.ask(StartEscalation(self.case, fresh_run(), ProtocolId(self.chance.choice(free))))

    def walk(self, steps: int) -> None:
        """Do ``steps`` steps, each with whatever answer chance gives."""
        for _n in range(steps):
            if self.now is None:
                return
            self._anything()

    def ask(self, command: Command, by: StaffId = ANA) -> bool:
        """Ask; return whether it was not refused."""
        try:
            self.centre.do(command, by)
        except Refused as refused:
            self.refusals.append((type(command).__name__, refused.reason))
            return False
        return True

    # -- looking -----------------------------------------------------------------------------

    @property
    def now(self) -> Case | None:
        """The case, while it is open."""
        return self.centre.board.cases.get(self.case)

    def open(self) -> Iterator[tuple[Escalation, Step]]:
        """Yield the current step of each running list, the most pressing first."""
        board, case = self.centre.board, self.now
        for run in running(case, board) if case is not None else ():
            step = current_step(board.protocol_of(run), run)
            if step is not None:
                yield run, step

    # -- by chance ---------------------------------------------------------------------------

    def _anything(self) -> None:
        here = list(self.open())
        self.centre.wait(seconds=self.chance.choice((1, 5, 5, 5, 60, 700)))
        self.ask(WatchClocks(), SYSTEM)
        case = self.now
        assert case is not None
        if case.help_asked_at is not None and case.help_answered_by is None and self._evenly():
            self.ask(AnswerHelp(case.id), LEE)
        if not here or self.chance.random() < SELDOM:
            self.begin(*(("P28", "P24", "P11") if here else ()))
            return
        run, step = here[0] if self._mostly() else self.chance.choice(here)
        if self.chance.random() < SELDOM:
            self._skip(run, step)
            return
        answer = self.chance.choice((*step.answers, None)) if step.answers else None
        values = self.evidence(step, self._told_before()) if self._mostly() else ()
        self._do(run, step, answer, values, self.chance.choice((ANA, ANA, LEE)))

    def _evenly(self) -> bool:
        return self.chance.random() < 1 / 2

    def _mostly(self) -> bool:
        return self.chance.random() < MOSTLY

    def _skip(self, run: Escalation, step: Step) -> bool:
        na = self.chance.choice(step.na)[0] if step.na else ""
        code = SkipCode.NOT_APPLICABLE if na else self.chance.choice(tuple(SkipCode))
        return self.ask(SkipStep(self.case, run.id, step.id, code, na))

    def _do(
        self,
        run: Escalation,
        step: Step,
        answer: Answer | None,
        values: tuple[Value, ...],
        by: StaffId,
    ) -> bool:
        key = answer.key if answer is not None else None
        command = DoStep(self.case, run.id, step.id, fresh_run(), key, values)
        done = self.ask(command, by)
        if done and answer is not None and answer.deliberate:
            return self.ask(replace(command, deliberate=True), by)
        return done

    def evidence(self, step: Step, fixed: Mapping[str, str] = NOTHING) -> tuple[Value, ...]:
        """Return something for the fields of ``step``: what is ``fixed``, else by chance.

        What need not be given is left out now and then.
        """
        asked = [one for one in step.fields if one.required or self.chance.random() < OFTEN]
        return tuple(
            _said(one, fixed[one.id]) if one.id in fixed else self._value(one) for one in asked
        )

    def _value(self, asked: Field) -> Value:
        chance = self.chance
        match asked.type:
            case FieldType.YES_NO:
                return Value(asked.id, chance.choice(("yes", "no", "unknown")))
            case FieldType.TICK:
                return Value(asked.id, "yes")
            case FieldType.CHOICE:
                return Value(asked.id, chance.choice(asked.choices)[0])
            case FieldType.CHOICES:
                codes = [code for code, _label in asked.choices]
                many = max(asked.least, chance.randint(1, len(codes)))
                return Value(asked.id, ",".join(chance.sample(codes, many)))
            case FieldType.TIER:
                return Value(asked.id, chance.choice(tuple(Tier)).name.lower())
            case FieldType.TIME:
                ahead = asked.id.startswith(AHEAD)
                at = self.centre.time + timedelta(hours=20 if ahead else 0)
                return Value(asked.id, at.isoformat())
            case FieldType.NUMBER:
                return Value(asked.id, "5")
            case FieldType.PERSON:
                return Value(asked.id, text=private(chance.choice(NAMES)))
            case _:
                words = "\n".join(f"words of a sentence {n}" for n in range(asked.least))
                return Value(asked.id, text=private(words))

    # -- to a landing ------------------------------------------------------------------------

    def land(self) -> None:
        """Go on with everything filled in, as somebody who means to end well, until it lands.

        Raises:
            DeadEnd: there is a step, or a landing, that nothing leads out of.
        """
        for _n in range(MOST_STEPS):
            case = self.now
            if case is None:
                return
            self.centre.wait(seconds=5)
            self.ask(AskForHelp(case.id))
            self.ask(AnswerHelp(case.id), LEE)
            here = next(self.open(), None)
            if here is not None:
                self._settle(*here)
            elif not self._closed(case):
                self.centre.wait(seconds=5)
        raise DeadEnd("it never ends", self.refusals[-4:])

    def _settle(self, run: Escalation, step: Step) -> None:
        """Settle ``step`` by the first of its ways that is open to somebody with a lead beside."""
        ways = sorted(
            (a for a in step.answers if a.how in OTHER_WAYS),
            key=lambda a: (OTHER_WAYS.index(a.how), a.deliberate),
        )
        before = len(self.refusals)
        for answer in (*ways, None):
            for _n in range(TRIES):
                by = LEE if any(one.id == COSIGN for one in step.fields) else ANA
                if self._do(run, step, answer, self.evidence(step, self._well(step)), by):
                    if self._settled(run.id, step.id):
                        return
                    break
        slip = step.answer("slipped")  # what was told by mistake, and its own list is over
        if slip is not None and self._do(run, step, slip, self.evidence(step), ANA):
            return
        if self._skip(run, step):
            return
        name = f"{self.centre.board.protocol_of(run).id}.{step.id}"
        raise DeadEnd(name, self.refusals[before:])

    def _told_before(self) -> Mapping[str, str]:
        """Return who is told and how, as it was said before; it stays so more often than not."""
        case = self.now
        if case is None or self.chance.random() > OFTEN:
            return NOTHING
        known = case.answers.items()
        return {name: one.value.shown for name, one in known if name.startswith("notify.")}

    def _well(self, step: Step) -> Mapping[str, str]:
        """Return what somebody says who means well: whoever was told stays who was told."""
        return {**WELL, **(self._told_before() if step.kind is Kind.RECORD else NOTHING)}

    def _settled(self, run: str, step: StepId) -> bool:
        case = self.now
        found = next((one for one in case.escalations if one.id == run), None) if case else None
        return found is None or not found.running or step in found.settled

    def _closed(self, case: Case) -> bool:
        landing = drafted(case)
        if landing is None:
            self.ask(StartEscalation(case.id, fresh_run(), ProtocolId("P32")))
            return True
        before = len(self.refusals)
        if self.ask(CloseCase(case.id, landing)):
            return True
        reason = self.refusals[-1][1]
        parts = reason.parts if isinstance(reason, LandingLacks) else ()
        mended = False
        for part in parts:
            mended = self._mend(case, part) or mended
        if not mended:
            raise DeadEnd("closing", self.refusals[before:])
        return True

    def _mend(self, case: Case, part: LandingPart) -> bool:
        match part:
            case LandingPart.CONSULT:
                return self.ask(WriteConsult(case.id, private("Lee"), private("Go on."), True))
            case LandingPart.LOST | LandingPart.UNREAD | LandingPart.RINGING:
                return self.ask(TakeCase(case.id), case.owner or ANA)
            case LandingPart.FORM:
                return self.ask(StartEscalation(case.id, fresh_run(), ProtocolId("P29")))
            case _:
                return self.ask(StartEscalation(case.id, fresh_run(), ProtocolId("P32")))


def _said(asked: Field, said: str) -> Value:
    if asked.type.value in CODED:
        return Value(asked.id, said)
    return Value(asked.id, text=private(said))


class DeadEnd(Exception):  # noqa: N818 -- what a walk found
    """Nothing leads on from here, whatever is filled in."""
