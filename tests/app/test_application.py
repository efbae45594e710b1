"""The application object, in a process of its own: before it exists is when it matters."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPENS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
{before}
from console.app import application
app = application(Path(sys.argv[1]))
from PySide6.QtWidgets import QLabel
shown = QLabel("here")
shown.show()
{after}
QTimer.singleShot(0, app.quit)
app.exec()
"""


def run(tmp_path: Path, before: str = "", after: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", OPENS.format(before=before, after=after), str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_qt_keeps_its_complaints_to_itself(tmp_path: Path) -> None:
    after = "from PySide6.QtCore import qWarning; qWarning('of no use to a counsellor')"
    ran = run(tmp_path, after=after)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_machine_without_the_web_engine_has_a_window_all_the_same(tmp_path: Path) -> None:
    before = "sys.modules['PySide6.QtWebEngineCore'] = None\nimport logging\n"
    before += "logging.getLogger().addHandler(logging.NullHandler())"
    ran = run(tmp_path, before, "print(shown.isVisible())")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "True\n", "")


def test_a_signal_closes_the_window_in_order(tmp_path: Path) -> None:
    after = """
import os, signal
QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
app.lastWindowClosed.connect(lambda: print("closed in order"))
app.exec()
raise SystemExit(0)
"""
    ran = run(tmp_path, after=after)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "closed in order\n", "")
