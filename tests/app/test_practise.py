"""A practice shift that cannot begin says why, in words, and leaves everything alone."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from console.app.practise import Playbill, play
from console.settings import Settings


def never(_document: object, _lines: Iterable[str]) -> None:
    pytest.fail("there was nothing to answer")


def refused(settings: Settings, bill: Playbill, capsys: pytest.CaptureFixture[str]) -> str:
    assert play(settings, bill, never) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err.rstrip("\n")


def test_a_second_practice_on_one_machine_is_told_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = QLockFile(str(tmp_path / "practice.lock"))
    assert first.tryLock(0)
    (tmp_path / "practice").mkdir()
    kept = tmp_path / "practice" / "vigil.db"
    kept.write_bytes(b"of the first")
    said = refused(Settings(tmp_path), Playbill(1, headless=True), capsys)
    assert said == "A practice shift is already open on this machine. Close it, then start again."
    assert kept.read_bytes() == b"of the first"
    first.unlock()


def test_a_data_folder_that_is_no_folder_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.write_text("in the way", encoding="utf-8")
    said = refused(Settings(data), Playbill(1, headless=True), capsys)
    assert said == f"The folder {data} cannot be written. Give it back, or set VIGIL_DATA."


def test_a_scenario_that_is_none_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "shift.toml"
    scenario.write_text("this is no shift", encoding="utf-8")
    said = refused(Settings(tmp_path), Playbill(1, scenario=scenario, headless=True), capsys)
    assert said.startswith("shift.toml: ")
    assert said.endswith("Mend the scenario, or leave --scenario out.")
    assert not (tmp_path / "practice").exists()


def test_pictures_that_cannot_be_saved_are_said_before_the_shift_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shots = tmp_path / "file" / "shots"
    shots.parent.write_text("in the way", encoding="utf-8")
    said = refused(Settings(tmp_path / "data"), Playbill(1, headless=True, shots=shots), capsys)
    assert said.startswith(f"{shots} cannot be written")
    assert said.endswith("Name another folder with --shots.")
