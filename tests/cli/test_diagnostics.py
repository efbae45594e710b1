"""What the program writes about itself: where it broke, and nobody's name."""

import logging
import os
import sys
import threading
from pathlib import Path

import pytest

from console.cli import main, practice
from console.cli.diagnostics import FILE, kept
from tests.cli.conftest import Console

NAME = "Dana Reyes of 412 E Long St"
log = logging.getLogger("console.tests")


def breaks() -> None:
    raise KeyError(NAME)


def test_a_fault_is_kept_by_its_kind_and_place_without_what_it_says(tmp_path: Path) -> None:
    with kept(tmp_path) as file:
        try:
            try:
                breaks()
            except KeyError as first:
                raise ValueError(NAME) from first
        except ValueError:
            log.exception("a command met a fault")
    written = file.read_text(encoding="utf-8")
    assert NAME not in written
    assert "Dana" not in written
    for part in ("a command met a fault", "builtins.ValueError", "builtins.KeyError", "breaks"):
        assert part in written


def test_what_other_libraries_say_is_not_kept(tmp_path: Path) -> None:
    with kept(tmp_path) as file:
        logging.getLogger("aiohttp.access").warning("GET /?client=%s", NAME)
        logging.getLogger("asyncio").error(NAME, extra={"message_of": NAME})
    written = file.read_text(encoding="utf-8")
    assert NAME not in written
    assert [line.split()[4] for line in written.splitlines()] == ["aiohttp.access:", "asyncio:"]


def test_the_file_is_for_this_user_alone_and_is_only_made_when_there_is_news(
    tmp_path: Path,
) -> None:
    with kept(tmp_path / "data") as file:
        assert not (tmp_path / "data").exists()
        log.warning("lost the database")
    assert file == tmp_path / "data" / FILE
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_diagnostics(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with kept(tmp_path / "data"):
        log.warning("lost the database")
    assert capsys.readouterr() == ("", "")


def test_a_fault_on_another_thread_is_kept_and_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = threading.excepthook, sys.unraisablehook
    with kept(tmp_path) as file:
        thread = threading.Thread(target=breaks)
        thread.start()
        thread.join()
    assert (threading.excepthook, sys.unraisablehook) == before
    written = file.read_text(encoding="utf-8")
    assert "a thread met a fault" in written
    assert NAME not in written
    assert capsys.readouterr() == ("", "")


def test_a_command_that_meets_a_fault_of_ours_says_so_in_one_calm_line(
    fresh: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "_looked", lambda _args: breaks())
    assert main(["doctor"]) == 2
    out, err = fresh.capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "our fault" in err
    written = (fresh.data / FILE).read_text(encoding="utf-8")
    assert "builtins.KeyError" in written
    assert NAME not in err + written
