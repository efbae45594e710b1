"""A document as CSV: each line begins with the title of its table."""

import csv
from io import StringIO
from typing import assert_never

from console.domain.tier import Tier
from console.reports.document import Block, Cell, Document, Facts, Figures, Seal, Table, Timeline
from console.words import labels

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula: such a cell gets an apostrophe before it."""


def csv_text(document: Document) -> str:
    """Return ``document`` as CSV (RFC 4180, UTF-8 with a mark so that Excel sees it)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_safe((document.title, document.subtitle)))
    for block in document.blocks:
        writer.writerows(_safe(row) for row in _rows(block))
    return "\ufeff" + out.getvalue()


def _rows(block: Block) -> list[tuple[Cell, ...]]:
    match block:
        case Figures():
            return [("", f.name, f.value, f.note) for f in block.figures]
        case Seal():
            return [("", block.text)]
        case Facts():
            return [(block.title, name, value) for name, value in block.facts]
        case Table():
            note = [(block.title, block.note)] if block.note else []
            if not block.rows:
                return [*note, (block.title, block.none)]
            return [*note, (block.title, *block.heads), *((block.title, *r) for r in block.rows)]
        case Timeline():
            return [
                (block.title, day, m.time, m.title, m.detail, m.tier or "", m.by)
                for day, moments in block.days
                for m in moments
            ]
        case _:
            assert_never(block)


def _safe(row: tuple[Cell, ...]) -> list[str]:
    texts = (labels.tier(cell) if isinstance(cell, Tier) else cell for cell in row)
    return [f"'{text}" if text.startswith(FORMULA) else text for text in texts]
