"""Going through the checklists by keys, as a script says; used wherever nobody plays by hand."""

from collections import Counter
from collections.abc import Callable, Mapping

from console.app.hands import Stuck
from console.app.seat import Seat
from console.desk.desk import Change
from console.domain.care.case import Case
from console.domain.events import StepDone, StepReadied, StepSkipped, StepTried
from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Step
from console.practice.script import Move, Script
from console.ui.escalation.pane import EscalationPane
from console.ui.escalation.runs import CLOSING

MOST_STEPS = 150


class Walk:
    """Settles step after step at one seat.

    Attributes:
        went: every step in the order in which it was done.
    """

    def __init__(
        self,
        seat: Seat,
        script: Script,
        between: Callable[[], None],
        *,
        unnamed: Move | None = None,
    ) -> None:
        """Walk at ``seat``.

        Args:
            seat: where keys are pressed.
            script: what is done at each step.
            between: called before every step, for whatever else has its turn.
            unnamed: what is done at a step that the script does not name; with none, the walk
                is stuck there.
        """
        self.seat, self.hands = seat, seat.hands
        self.went: list[str] = []
        self._script = script
        self._between = between
        self._unnamed = unnamed
        self._pane: EscalationPane = seat.window.findChildren(EscalationPane)[0]
        self._tries = Counter[str]()
        self._begun: set[tuple[str, str]] = set()
        self._written = Counter[tuple[EscalationId, StepId]]()
        seat.bridge.changed.connect(self._see)

    # -- the road ----------------------------------------------------------------------------

    def to(self, until: str = "") -> None:
        """Do step after step up to ``until``, or to the end of the checklists.

        Raises:
            Stuck: something did not happen, or was refused.
        """
        for _n in range(MOST_STEPS):
            self._between()
            where = self.where()
            if where in {"", until}:
                return
            self._step(where)
        raise Stuck("the checklists come to an end")

    def where(self) -> str:
        """Return the step that the screen stands at, ``P00.a4``; empty if it stands at none."""
        work, step = self._pane.work(), self._pane.step()
        return f"{work.protocol.id}.{step.id}" if work is not None and step is not None else ""

    def begin(self, protocol: str) -> None:
        """Begin a checklist by its name, in the command bar.

        Raises:
            Stuck: it does not begin.
        """
        hands = self.hands
        hands.press("command_bar")
        hands.type(protocol)
        hands.settle()
        hands.enter()
        self.stands_at(protocol)

    def stands_at(self, protocol: str) -> None:
        """Wait until the screen stands at a step of ``protocol``.

        Raises:
            Stuck: it does not.
        """
        self.hands.until(
            f"{protocol} stands there", lambda: self.where().startswith(f"{protocol}.")
        )

    def land(self) -> Case:
        """Go through the closing list and close the case; return it as it stood before that.

        Raises:
            Stuck: it does not land, or something is refused.
        """
        if not self._closing():
            self.hands.press("close_case")
            self.hands.until("the closing list", lambda: bool(self.where()))
            self.to()
        case, refused = self.seat.case, self.seat.refused
        if case is None:
            raise Stuck("a case to close")
        refused.clear()
        self.hands.press("close_case")
        self.hands.until(
            "the case has landed", lambda: case.id not in self.seat.board.cases or bool(refused)
        )
        if refused:
            raise Stuck(f"closing: {refused[-1]}")
        return case

    def _closing(self) -> bool:
        case = self.seat.case
        return case is not None and any(run.protocol == CLOSING for run in case.escalations)

    # -- one step ----------------------------------------------------------------------------

    def first(self, where: str, move: Move) -> bool:
        """Do what comes before a step; return whether the screen has gone elsewhere.

        Args:
            where: the step.
            move: what is to be done there.
        """
        begun = (where, move.begin)
        if not move.begin or begun in self._begun:
            return False
        self._begun.add(begun)
        self.begin(move.begin)
        return True

    def _step(self, where: str) -> None:
        n = self._tries[where] + 1
        move = self._move(where, n)
        if self.first(where, move):
            return
        self._tries[where] = n
        said = self.seat.refused
        said.clear()
        self._do(move)
        self.seat.catch_up()
        self.hands.until(f"{where} says “{move.says}”", lambda: not move.says or bool(said))
        words = said[-1] if said else ""
        if not words.startswith(move.says) or bool(words) != bool(move.says):
            raise Stuck(f"{where}: {words}")
        self.went.append(where)

    def _move(self, where: str, n: int) -> Move:
        moves = self._script.get(where, ())
        if moves:
            return moves[min(n, len(moves)) - 1]
        if self._unnamed is None:
            _key, step = self._here()
            raise Stuck(f"hands for {where} “{step.text}”, after {', '.join(self.went[-4:])}")
        return self._unnamed

    def _do(self, move: Move) -> None:
        _key, step = self._here()
        if move.skip or move.na:
            self._leave_out(step, move)
            return
        self._fill(move.fields)
        if move.answer is None:
            self._press("step_done")
            return
        answer = step.answer(move.answer)
        if answer is None:
            raise Stuck(f"the answer “{move.answer}” in {self.where()}")
        press = f"answer_{step.answers.index(answer) + 1}"
        if not answer.deliberate or self._readied(press):
            self._press(press)

    def _readied(self, press: str) -> bool:
        """Press once; return whether the second press is asked for, and nothing is in the way."""
        (run, step), said = self._here()[0], self.seat.refused
        self._press(press)
        self.hands.until(f"{step} is readied", lambda: bool(said))
        case = self.seat.case
        found = case.escalation(run) if case is not None else None
        if found is None or step not in found.readied:
            return False
        said.clear()
        return True

    def _leave_out(self, step: Step, move: Move) -> None:
        """Skip the step, or say why it does not apply."""
        codes = [(code.value, "") for code in SkipCode] if step.skippable else []
        offered = codes + [(SkipCode.NOT_APPLICABLE.value, na) for na, _words in step.na]
        wanted = (move.skip or SkipCode.NOT_APPLICABLE.value, move.na)
        if wanted not in offered:
            raise Stuck(f"a way past {step.id} “{step.text}” with “{' '.join(wanted).strip()}”")
        self.hands.press("step_skip")
        self._press(f"answer_{offered.index(wanted) + 1}")

    def _press(self, act: str) -> None:
        """Press, and wait until an entry about this step is written, or something is refused."""
        key, step = self._here()
        before = self._written[key]
        self.hands.press(act)
        self.hands.until(
            f"{self.where()} “{step.text}” is written",
            lambda: self._written[key] > before or bool(self.seat.refused),
        )

    def _fill(self, fields: Mapping[str, str]) -> None:
        editors = {editor.field.id: editor for editor in self._pane.card.editors}
        unknown = set(fields) - set(editors)
        if unknown:
            raise Stuck(f"a field {', '.join(unknown)} in {self.where()}: {', '.join(editors)}")
        if fields:
            self.hands.press("focus_escalation")
        for name, value in fields.items():
            self.hands.reach(editors[name])
            self.hands.fill(editors[name], value)

    # -- looking -----------------------------------------------------------------------------

    def _here(self) -> tuple[tuple[EscalationId, StepId], Step]:
        work, step = self._pane.work(), self._pane.step()
        if work is None or step is None:
            raise Stuck("the screen stands at a step")
        return (work.run.id, step.id), step

    def _see(self, change: Change) -> None:
        for one in change.happened:
            event = one.event
            if isinstance(event, StepDone | StepTried | StepSkipped | StepReadied):
                self._written[event.escalation, event.step] += 1
