"""Two drills from the first contact to a landing and a score, by real keys on a real window."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.app.drill.run import DrillBill, play
from console.app.practice_room import alone
from console.practice.drills.read import read
from console.settings import Settings
from console.wiring.shipped import shipped_drills

SHORT = ("attempt-in-progress", "phq9-item9-at-two")


class Answers:
    """What a command answered."""

    def __init__(self) -> None:
        self.document: Any = None
        self.lines: list[str] = []

    def __call__(self, document: object, lines: Iterable[str]) -> None:
        self.document, self.lines = document, list(lines)


def played(settings: Settings, name: str, aar: Path | None = None) -> Answers:
    drill = read(shipped_drills()[name], date.today())  # noqa: DTZ011 -- as the command does
    answers = Answers()
    assert play(settings, DrillBill(drill, headless=True, aar=aar), answers) == 0
    return answers


@pytest.mark.long
def test_an_attempt_in_progress_is_played_to_its_landing_and_scored(
    tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    live = tmp_path / "live"
    live.mkdir()
    (live / "vigil.db").write_bytes(b"the record of people")
    answers = played(Settings(tmp_path, voice=False), "attempt-in-progress")
    found = answers.document
    assert (found["aims"], found["landed"]) == ({"met": 26, "of": 26}, True)
    assert [name for name, _version in found["lists"]] == ["P00", "P05", "P24", "P32"]
    assert (found["fails"], found["skipped"], found["left"]) == ([], [], [])
    assert [record["basis"] for record in found["told"]] == ["tpo", "tpo"]
    took = {one["what"]: one["took"] for one in found["times"]}
    assert took["located"] < took["lead_called"] < took["dialled"]
    assert (took["asked"], found["unheard"]) == (None, [])
    assert (live / "vigil.db").read_bytes() == b"the record of people", "practice is sealed"
    assert [file.name for file in live.iterdir()] == ["vigil.db"]


@pytest.mark.long
def test_an_alert_at_two_in_the_morning_is_played_to_its_landing_and_reviewed(
    tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    file = tmp_path / "review.json"
    answers = played(Settings(tmp_path, voice=False), "phq9-item9-at-two", file)
    found = answers.document
    assert (found["aims"], found["endings"]) == ({"met": 23, "of": 23}, ["resolved_plan"])
    assert [name for name, _version in found["lists"]] == ["P20", "P00", "P01", "P03", "P32"]
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["score"]["aims"] == found["aims"]
    assert "Lena" not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0, "it is readable to its owner alone"
    assert not (tmp_path / "live").exists(), "nobody opened the live store"


@pytest.mark.long
@pytest.mark.parametrize("name", [n for n in shipped_drills() if n not in SHORT])
def test_every_other_drill_can_be_played_to_its_landing_with_every_aim_met(
    name: str, tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    found = played(Settings(tmp_path, voice=False), name).document
    assert (found["landed"], found["unheard"], found["fails"]) == (True, [], [])
    assert found["aims"]["met"] == found["aims"]["of"]


def test_a_second_drill_on_one_machine_is_told_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = alone(tmp_path)
    assert lock is not None
    drill = read(shipped_drills()["attempt-in-progress"], date.today())  # noqa: DTZ011 -- as above
    bill = DrillBill(replace(drill, hands={}), headless=True)
    assert play(Settings(tmp_path), bill, Answers()) == 2
    assert "already open on this machine" in capsys.readouterr().err
    lock.unlock()
