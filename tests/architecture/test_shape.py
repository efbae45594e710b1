"""The tree keeps its shape: what may be imported is in pyproject, how long things are is here."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "console"
LONGEST_FILE, LONGEST_FUNCTION, FULLEST_FOLDER = 400, 50, 12
SOURCES = [
    ROOT / "main.py",
    *(path for part in ("console", "migrations", "tests") for path in (ROOT / part).rglob("*.py")),
]
TREES = {path.relative_to(ROOT): ast.parse(path.read_bytes()) for path in sorted(SOURCES)}
# Put together here, so that this file does not name them itself.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
WORKPLACE = "/wo" + "rk/"


def under(*places: str) -> list[Path]:
    return [path for path in TREES if path.as_posix().startswith(places)]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def kept_files() -> list[Path]:
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    found = subprocess.run(
        [*listing, "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if found.returncode:
        pytest.skip("this is no git checkout, so there is no list of the files that are kept")
    paths = (ROOT / name for name in found.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())


@pytest.mark.parametrize("path", under("console/domain/", "console/journal/"), ids=str)
def test_the_rules_and_the_journal_need_only_python_and_each_other(path: Path) -> None:
    own = "console.domain", "console.journal"
    strangers = {
        name
        for name in imported(TREES[path])
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(own)
    }
    assert strangers == set()


def test_the_settings_lean_on_nothing_of_ours() -> None:
    named = {name for path in under("console/settings") for name in imported(TREES[path])}
    ours = {name for name in named if name.split(".")[0] == "console"}
    assert {name for name in ours if not name.startswith("console.settings")} == set()


def test_panes_know_the_shared_widgets_and_never_each_other() -> None:
    screen = CONSOLE / "ui"
    panes = {path.name for path in screen.iterdir() if (path / "__init__.py").is_file()}
    panes -= {"widgets", "window"}
    sideways = {
        (path.as_posix(), name)
        for path in under(*(f"console/ui/{folder}/" for folder in {*panes, "widgets"}))
        for name in imported(TREES[path])
        if name.startswith("console.ui.") and name.split(".")[2] in panes - {path.parts[2]}
    }
    assert sideways == set()


@pytest.mark.parametrize("path", TREES, ids=str)
def test_no_file_and_no_function_grows_too_long(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    too_long = [
        node.name
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or sys.maxsize) - node.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("folder", sorted({path.parent for path in TREES}), ids=str)
def test_no_folder_holds_more_than_a_reader_can_keep_in_mind(folder: Path) -> None:
    modules = [p.name for p in TREES if p.parent == folder and p.name != "__init__.py"]
    assert len(modules) <= FULLEST_FOLDER


@pytest.mark.parametrize("path", under("tests/"), ids=str)
def test_tests_use_the_real_parts_and_never_just_wait(path: Path) -> None:
    tree = TREES[path]
    assert {name for name in imported(tree) if name.startswith("unittest")} == set()
    assert "time.sleep" not in imported(tree)
    pauses = {"time.sleep", "qtbot.wait", "QTest.qWait", "QThread.sleep", "QThread.msleep"}
    assert set(called(tree)) & pauses == set()


def test_nothing_kept_names_a_package_registry_or_somebodys_own_folder() -> None:
    unwanted = [name.encode() for name in (*REGISTRIES, WORKPLACE)]
    naming = {
        path.relative_to(ROOT).as_posix(): name.decode()
        for path in kept_files()
        for name in unwanted
        if name in path.read_bytes()
    }
    assert naming == {}
