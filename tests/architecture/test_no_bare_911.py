"""Nowhere does the program tell anybody here to dial 911: it would ring at our own centre.

A caller may be told to do what the 911 operator says; we reach a centre by its ten digits.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path.relative_to(ROOT) for path in (ROOT / "console").rglob("*.py"))
TEXTS = sorted(path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*.toml"))
VERBS = r"dial|call|ring|phone|telephone|press|try|marque|marcar|llame|llamar"
BARE = re.compile(
    rf"\b(?:{VERBS})(?:s|ing|ed)?\s+(?:to\s+|al\s+)?9[\s.-]?1[\s.-]?1\b"
    r"(?!\s*(?:cent|operator|registry))",
    re.IGNORECASE,
)


def said(path: Path) -> Iterator[str]:
    """Yield every text in a file of code, except what only describes the code."""
    tree = ast.parse((ROOT / path).read_bytes())
    described = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in described:
            yield from texts(node.value)


def texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from texts(inner)
        case list():
            for inner in value:
                yield from texts(inner)
        case _:
            pass


@pytest.mark.parametrize("path", CODE, ids=str)
def test_no_sentence_of_the_program_says_to_dial_911(path: Path) -> None:
    assert [text for text in said(path) if BARE.search(text)] == []


@pytest.mark.parametrize("path", TEXTS, ids=str)
def test_no_checklist_and_no_drill_says_to_dial_911(path: Path) -> None:
    document = tomllib.loads((ROOT / path).read_text(encoding="utf-8"))
    assert [text for text in texts(document) if BARE.search(text)] == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Dial 911 now", True),
        ("Call 9-1-1.", True),
        ("Llame al 911", True),
        ("calling 911 from here", True),
        ("Call the 911 centre by its ten digits", False),
        ("Do what the 911 operator says", False),
        ("Call 911 centre +1 614 555 0100", False),
    ],
)
def test_a_bare_911_is_told_from_a_centre(text: str, bare: bool) -> None:
    assert (BARE.search(text) is not None) == bare
