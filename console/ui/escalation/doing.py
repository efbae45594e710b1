"""What the keys of the escalation pane ask of the desk."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from gettext import gettext as _

from console.desk.desk import Done
from console.desk.fresh import fresh_run, private
from console.domain.care.case import Case, Landing
from console.domain.care.landing import closing_list, drafted
from console.domain.commands import (
    AskForHelp,
    CloseCase,
    DoStep,
    SayUnfit,
    SetTier,
    SkipStep,
    StartEscalation,
    UndoStep,
)
from console.domain.decide.evidence import holds, implied, lacking, needed
from console.domain.decide.gates import slips
from console.domain.decide.gates.after import excused, supervised, unless_old
from console.domain.events import StepReadied
from console.domain.ids import CaseId, EscalationId, ProtocolId
from console.domain.place.candidate import Candidate
from console.domain.protocol.escalation import SkipCode, open_since
from console.domain.protocol.protocol import How
from console.domain.refused import NeedsSecondPress
from console.domain.tier import Tier
from console.places.streets.meant import the_one
from console.ui.bridge import Bridge
from console.ui.escalation.landing import not_yet
from console.ui.escalation.runs import CLOSING, Work, dialled, last_settled
from console.ui.escalation.step.card import StepCard
from console.ui.escalation.step.placing import Placing, placing
from console.words.refusals import refusal

A_MOMENT = timedelta(seconds=5)
"""So long a step can be opened again without a reason (CONTENT section 2)."""

STAYS = frozenset({How.STAY, How.ON_CALL, How.LEAD, How.CALL, How.OVERLAY})
"""Answers that are never held up by missing evidence: they try again, or call for help."""


class Doing:
    """Turns presses into commands; what is refused comes back in words through the bridge."""

    def __init__(self, bridge: Bridge, card: StepCard, work: Callable[[], Work | None]) -> None:
        self._bridge = bridge
        self._card = card
        self._work = work

    def answer(self, key: str | None, deliberate: bool) -> None:
        """Settle the current step with what is filled in; name what a gate still needs."""
        work, step = self._work(), self._card.step
        if work is None or step is None:
            return
        case, run = work.case, work.run
        values = self._card.values()
        command = DoStep(case.id, run.id, step.id, fresh_run(), key, values, deliberate=deliberate)
        answer = step.answer(key) if key is not None else None
        goes_on = answer is None or answer.how not in STAYS
        said, since = implied(step, command), open_since(step, run)
        missing = lacking(step, said, case.answers, since, answer)
        now = self._bridge.now()
        held = goes_on and holds(step, answer) and not excused(case, step, answer, said, now)
        named = self._card.mark_missing(missing) if held else ()
        if named:
            lacks = needed(step, missing)
            gated = supervised(step, answer)
            why = unless_old(case, now, lacks) if gated else lacks
            self._say(refusal(why, self._bridge.board))
            return
        self._place(case, placing(case, values), command)
        if slips.wanted(answer) & set(missing):  # the lead is called all the same
            self._card.mark_missing(missing)
            self._say(refusal(needed(step, missing), self._bridge.board))

    def _place(self, case: Case, said: Placing, command: DoStep) -> None:
        """Write down where they are before the step; a new address is found on the map first."""
        now, places = self._bridge.now(), self._bridge.room.places
        if not said.moved:
            self._bridge.send(*said.commands(case, now), command, then=self._readied)
            return

        def found(candidates: Sequence[Candidate]) -> None:
            self._bridge.send(*said.commands(case, now, candidates), command, then=self._readied)
            if the_one(candidates) is None:
                self._say(
                    _("That place is not on the map yet. Ctrl Shift L shows where it may be.")
                )

        line = ", ".join(part for part in (said.moved, said.given.get("state", "")) if part)
        self._bridge.ask(lambda: places.locate(line), found)

    def _readied(self, done: tuple[Done, ...]) -> None:
        """Say that what acts against a person's will takes one more press."""
        for one in (found.event for each in done for found in each.happened):
            if isinstance(one, StepReadied):
                self._say(refusal(NeedsSecondPress(one.step), self._bridge.board))

    def skip(self, code: SkipCode | None, na: str = "") -> None:
        """Skip the current step, or say why it does not apply; a gate says why it cannot be."""
        work, step = self._work(), self._card.step
        if work is not None and step is not None:
            why = code or SkipCode.NOT_APPLICABLE
            self._bridge.send(SkipStep(work.case.id, work.run.id, step.id, why, na))

    def undo(self) -> None:
        """Open the step that was settled last again; after a moment, ask why."""
        case = self._bridge.case
        last = last_settled(self._bridge.board, case) if case is not None else None
        if case is None or last is None:
            self._say(_("There is no step to open again."))
        elif self._bridge.now() - last.how.at <= A_MOMENT:
            self._bridge.send(UndoStep(case.id, last.run.id, last.step.id))
        else:
            self._card.undo.ask(last.step.text)

    def reopen(self, reason: str) -> None:
        """Open the step that was settled last again, for ``reason``."""
        case = self._bridge.case
        last = last_settled(self._bridge.board, case) if case is not None else None
        if case is not None and last is not None:
            self._bridge.send(UndoStep(case.id, last.run.id, last.step.id, private(reason)))

    def redial(self) -> None:
        """Open the call to the 911 centre again, with its clock: the line dropped.

        Who relays a call keeps it up, and makes it again when a leg is lost (47 CFR 9.14(b)).
        """
        case = self._bridge.case
        last = dialled(self._bridge.board, case) if case is not None else None
        if case is None or last is None:
            self._say(_("No 911 centre is on the line in this case."))
            return
        why = private(_("the line to the 911 centre dropped"))
        self._bridge.send(UndoStep(case.id, last.run.id, last.step.id, why))

    def begin(self, protocol: ProtocolId) -> EscalationId:
        """Begin a protocol in this case; return the name that its run will have."""
        case, run = self._bridge.case, fresh_run()
        if case is not None:
            self._bridge.send(StartEscalation(case.id, run, protocol))
        return run

    def unfit(self) -> bool:
        """Say that the checklist does not fit; return whether there is one."""
        work = self._work()
        if work is not None:
            self._bridge.send(SayUnfit(work.case.id, work.run.id))
        return work is not None

    def set_tier(self, tier: Tier, reasons: tuple[str, ...], *, then: Callable[[], None]) -> None:
        """Set the tier, as a person declares it."""
        case = self._bridge.case
        if case is not None:
            said = tuple(private(reason) for reason in reasons)
            self._bridge.send(SetTier(case.id, tier, said), then=lambda _done: then())

    def close_case(self) -> None:
        """Land the case; where too little is answered, begin the closing list or name the rest."""
        case, board = self._bridge.case, self._bridge.board
        if case is None:
            return
        landing = drafted(case)
        begun = closing_list(case, {run.id: board.protocol_of(run) for run in case.escalations})
        if begun is None and board.usable(CLOSING) is not None:
            self.begin(CLOSING)
        elif landing is not None:
            self.land(case.id, landing)
            return
        if landing is None:
            self._say(not_yet(board, case))

    def land(self, case: CaseId, landing: Landing) -> None:
        """Close the case, unless a note is still being written: it would be lost with it."""
        me, drafts = self._bridge.me, self._bridge.room.drafts

        def found(text: str) -> None:
            if text.strip():
                self._say(_("A note is not finished. Alt E, then Alt ↵ writes it; then close."))
            else:
                self._bridge.send(CloseCase(case, landing))

        self._bridge.ask(lambda: drafts.find(case, me), found)

    def call_lead(self) -> None:
        """Call the shift lead to this case."""
        case = self._bridge.case
        if case is not None:
            self._bridge.send(AskForHelp(case.id))

    def _say(self, words: str) -> None:
        self._bridge.refused.emit(words)
