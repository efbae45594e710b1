"""Going through the checklists by keys, as a script says; used wherever nobody plays by hand."""

from collections.abc import Callable, Mapping

from console.app.hands import Hands, Stuck
from console.app.station import Station
from console.domain.care.case import Case
from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Answer, How
from console.practice.drills.drill import Script
from console.ui.escalation.pane import EscalationPane
from console.ui.window.window import ConsoleWindow

MOST_STEPS = 120
NOTICE_S = 0.6
STAYS = frozenset({How.STAY, How.LEAD, How.ON_CALL})


class Walk:
    """Settles step after step at one station.

    For each step the script says what is filled in (``fields``), which answer is pressed
    (``answer``, and ``then`` when the step comes again), or why it is skipped (``skip``, a
    code).  ``begin`` begins another checklist when the step is first come to.  A step that it
    does not name is skipped with "does not apply".

    Attributes:
        refused: what the console said no to since the last step; empty when it did not.
    """

    def __init__(
        self,
        station: Station,
        window: ConsoleWindow,
        script: Script,
        between: Callable[[], None],
    ) -> None:
        """Walk in ``window``.

        Args:
            station: whose board is looked at.
            window: where keys are pressed.
            script: what is filled in and pressed.
            between: called before every step, for whatever else has its turn.
        """
        self._station = station
        self._script = script
        self._between = between
        self._tries: dict[str, int] = {}
        self.refused = ""
        self._pane: EscalationPane = window.findChildren(EscalationPane)[0]
        self.hands = Hands(window)
        if station.bridge is not None:
            station.bridge.refused.connect(self._no)

    def to(self, until: tuple[str, str] | None) -> None:
        """Do step after step up to ``until``, or to the end of the checklists.

        Raises:
            Stuck: something did not happen, or was refused.
        """
        for _n in range(MOST_STEPS):
            self._between()
            where = self.where()
            if where is None or where == until:
                return
            self._step(*where)
        raise Stuck("the checklists come to an end")

    def where(self) -> tuple[str, str] | None:
        """Return the checklist and the step that the screen stands at, if it stands at one."""
        work, step = self._pane.work(), self._pane.step()
        return (work.protocol.id, step.id) if work is not None and step is not None else None

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
        hands.until(f"{protocol} begins", lambda: self._runs(protocol) or bool(self.refused))
        if self.refused:
            raise Stuck(f"{protocol}: {self.refused}")

    def _runs(self, protocol: str) -> bool:
        case = self._bridge_case()
        runs = case.escalations if case is not None else ()
        return any(run.running and run.protocol == protocol for run in runs)

    def _step(self, protocol: str, step: str) -> None:
        name = f"{protocol}.{step}"
        wanted = self._script.get(protocol, {}).get(step, {"skip": SkipCode.NOT_APPLICABLE})
        tries = self._tries[name] = self._tries.get(name, 0) + 1
        self.refused = ""
        if "begin" in wanted and tries == 1:
            self.begin(str(wanted["begin"]))
            return
        if "skip" in wanted:
            reason = list(SkipCode).index(SkipCode(str(wanted["skip"])))
            self.hands.press("step_skip")
            self.hands.press(f"answer_{reason + 1}")
        elif self._answered(name, wanted, tries):
            return
        self.hands.until(
            f"{name} is settled", lambda: self.where() != (protocol, step) or bool(self.refused)
        )
        if self.refused:
            self.hands.rest(NOTICE_S)  # a notice beside a step that is settled is no refusal
        if self.where() == (protocol, step):
            self._or_stuck(name)

    def _answered(self, name: str, wanted: Mapping[str, object], tries: int) -> bool:
        """Fill in and answer; return whether the answer leaves the step open, and is written."""
        before = self._bridge_case()
        self._fill(wanted)
        key = wanted["then"] if tries > 1 and "then" in wanted else wanted.get("answer")
        answer, place = self._find(str(key))
        self.hands.press("step_done" if key is None else f"answer_{place}")
        if answer is not None and answer.deliberate:
            self.hands.press(f"answer_{place}")
        if answer is None or answer.how not in STAYS:
            return False
        self.hands.until(
            f"{name} is written",
            lambda: self._bridge_case() is not before or bool(self.refused),
        )
        self._or_stuck(name)
        return True

    def _or_stuck(self, name: str) -> None:
        if self.refused:
            raise Stuck(f"{name}: {self.refused}")

    def _find(self, key: str) -> tuple[Answer | None, int]:
        """Return the answer known by ``key`` and its place, from 1."""
        step = self._pane.step()
        answers = step.answers if step is not None else ()
        places = {answer.key: place for place, answer in enumerate(answers, 1)}
        return (step.answer(key) if step is not None else None), places.get(key, 0)

    def _bridge_case(self) -> Case | None:
        bridge = self._station.bridge
        return bridge.case if bridge is not None else None

    def _fill(self, wanted: Mapping[str, object]) -> None:
        fields = wanted.get("fields")
        if not isinstance(fields, Mapping):
            return
        hands = self.hands
        hands.press("focus_escalation")
        for editor in tuple(self._pane.card.editors):
            hands.reach(editor)
            value = fields.get(editor.field.id)
            if isinstance(value, str):
                hands.fill(editor, value)

    def _no(self, words: str) -> None:
        self.refused = words
