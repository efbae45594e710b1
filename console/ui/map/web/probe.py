"""Whether the web engine can start here, found out in a process that may die of it.

Without a usable sandbox, or with a broken graphics library, the engine does not report a
fault: it ends the process it runs in.  So a child tries first; that takes a quarter of a second.
Where it cannot sandbox (some distributions forbid user namespaces) a second child tries without:
the page is our own and nothing else can be loaded, so the map is worth more than the sandbox.
"""

import os
import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

UNSANDBOXED: Final = "QTWEBENGINE_DISABLE_SANDBOX"
TRIAL: Final = (sys.executable, "-m", "console.ui.map.web.trial")
PATIENCE_MS: Final = 20_000


class Probe(QObject):
    """Runs the trial, and sets what it took to pass in this process's environment.

    Signals:
        ended: whether the engine can be used in this process from now on.
    """

    ended = Signal(bool)

    def __init__(self, trial: Sequence[str] = TRIAL, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trial = list(trial)
        self._child = QProcess(self)
        self._child.setStandardOutputFile(QProcess.nullDevice())
        self._child.setStandardErrorFile(QProcess.nullDevice())
        self._child.finished.connect(self._finished)
        self._child.errorOccurred.connect(self._broken)
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._child.kill)
        self._unsandboxed = False

    def start(self) -> None:
        """Begin; ``ended`` comes later, on this thread."""
        environment = QProcessEnvironment.systemEnvironment()
        if self._unsandboxed:
            environment.insert(UNSANDBOXED, "1")
        self._child.setProcessEnvironment(environment)
        self._patience.start()
        self._child.start(self._trial[0], self._trial[1:])

    def close(self) -> None:
        """End the trial if it runs."""
        self._patience.stop()
        self._unsandboxed = True  # no second one
        if self._child.state() is not QProcess.ProcessState.NotRunning:
            self._child.kill()
            self._child.waitForFinished()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._patience.stop()
        passed = status is QProcess.ExitStatus.NormalExit and code == 0
        if not passed and not self._unsandboxed:
            self._unsandboxed = True
            self.start()
            return
        if passed and self._unsandboxed:
            os.environ[UNSANDBOXED] = "1"
        self.ended.emit(passed)

    def _broken(self, fault: QProcess.ProcessError) -> None:
        if fault is QProcess.ProcessError.FailedToStart:
            self._patience.stop()
            self.ended.emit(False)
