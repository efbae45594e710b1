"""Nothing opens over the clocks: no window of ours stops the others (CONTENT section 6, rule 8)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path.relative_to(ROOT) for path in (ROOT / "console" / "ui").rglob("*.py"))
STOPS = {
    *("QDialog", "QMessageBox", "QInputDialog", "QFileDialog", "QProgressDialog", "QWizard"),
    *("setModal", "setWindowModality", "WindowModal", "ApplicationModal"),
}


@pytest.mark.parametrize("path", CODE, ids=str)
def test_no_window_stops_the_others(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_bytes())
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert named & STOPS == set()
