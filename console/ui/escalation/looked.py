"""Which run of a case, and which of its steps, is worked on: by hand, or the most pressing."""

from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import running
from console.domain.protocol.protocol import Step
from console.ui.bridge import Bridge
from console.ui.escalation.runs import Work, foremost, step_of


class Looked:
    """What was chosen holds until other runs than before are there; then the new one counts."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._run: EscalationId | None = None
        self._step: StepId | None = None
        self._begun: EscalationId | None = None
        self._runs: tuple[EscalationId, ...] = ()

    def work(self) -> Work | None:
        """Return the run to work on now, with its case and its protocol."""
        case, board = self._bridge.case, self._bridge.board
        run = foremost(board, case, self._run) if case is not None else None
        return Work(case, run, board.protocol_of(run)) if case is not None and run else None

    def step(self) -> Step | None:
        """Return the step to do now."""
        work = self.work()
        return step_of(work.protocol, work.run, self._step) if work is not None else None

    def leave(self) -> None:
        """Forget what was chosen: another case is looked at."""
        self._run = self._step = None
        self._runs = ()

    def follow(self) -> bool:
        """Follow the runs of the case; return whether there are others than before."""
        case, board = self._bridge.case, self._bridge.board
        runs = tuple(run.id for run in running(case, board)) if case is not None else ()
        if runs == self._runs:
            return False
        self._runs = runs
        self._run = self._begun if self._begun in runs else None
        self._step = self._begun = None
        return True

    def go(self, run: EscalationId, step: StepId | None = None) -> None:
        """Work on ``run``, at ``step`` or where it stands."""
        self._run, self._step = run, step

    def take(self, step: StepId) -> None:
        """Do another step of the run out of turn."""
        self._step = step

    def begin(self, run: EscalationId) -> None:
        """Work on ``run`` as soon as it is there."""
        self._begun = run
