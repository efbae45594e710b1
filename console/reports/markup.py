"""A document as HTML that prints well and is read well aloud."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from html import escape
from typing import assert_never

from console.domain.tier import Tier
from console.reports.document import (
    Block,
    Cell,
    Document,
    Facts,
    Figures,
    Moment,
    Seal,
    Table,
    Timeline,
)
from console.words import labels


def html(document: Document, style: str) -> str:
    """Return the whole page; ``style`` is its CSS."""
    body = "".join(_block(block) for block in document.blocks)
    practice = f'<p class="practice">{_e(_("Practice: invented people"))}</p>'
    return (
        f'<!DOCTYPE html><html lang="{_e(document.language)}"><head><meta charset="utf-8">'
        f"<title>{_e(document.title)}</title>"
        f'<meta name="author" content="Vigil"><style>{style}{_running(document)}</style></head>'
        f"<body><header>{practice if document.practice else ''}"
        f'<h1>{_e(document.title)}</h1><p class="subtitle">{_e(document.subtitle)}</p></header>'
        f"<main>{body}</main></body></html>"
    )


def _running(document: Document) -> str:
    """Return the part of the style that holds words: the lines at the foot of each page."""
    practice = f" · {_('PRACTICE')}" if document.practice else ""
    page = _("page {n} of {m}").format(n='" counter(page) "', m='" counter(pages) "')
    left = _css(f"Vigil · {document.title}{practice}")
    return f'@page {{ @bottom-left {{ content: "{left}" }} @bottom-right {{ content: "{page}" }} }}'


def _css(text: str) -> str:
    """Return ``text`` so that it can stand in a CSS string inside a style element."""
    return "".join(c if c.isalnum() or c in " ·.,:-" else f"\\{ord(c):06x}" for c in text)


def _block(block: Block) -> str:
    match block:
        case Figures():
            figures = "".join(
                f"<div><dt>{_e(f.name)}</dt><dd><strong>{_e(f.value)}</strong>"
                f"<small>{_e(f.note)}</small></dd></div>"
                for f in block.figures
            )
            return f'<dl class="figures">{figures}</dl>'
        case Seal():
            kind = "whole" if block.whole else "broken"
            mark = "●" if block.whole else "◆"
            return f'<p class="seal {kind}"><b>{mark}</b> {_e(block.text)}</p>'
        case Facts():
            facts = "".join(
                f"<dt>{_e(name)}</dt><dd>{_e(value)}</dd>" for name, value in block.facts
            )
            return _section(block.title, f'<dl class="facts">{facts}</dl>')
        case Table():
            return _section(block.title, "".join(_table(block)))
        case Timeline():
            return _section(block.title, "".join(map(_day, block.days)))
        case _:
            assert_never(block)


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{_e(title)}</h2>{inside}</section>"


def _table(table: Table) -> Iterator[str]:
    if table.note:
        yield f'<p class="note">{_e(table.note)}</p>'
    if not table.rows:
        if not table.note or table.none:
            yield f'<p class="none">{_e(table.none)}</p>'
        return
    widths = (f' style="width:{mm}mm"' if mm else "" for mm in table.widths)
    columns = "".join(f"<col{width}>" for width in widths)
    yield '<table class="total">' if table.total else "<table>"
    yield f"<colgroup>{columns}</colgroup>" if columns else ""
    yield "<thead><tr>"
    for column, head in enumerate(table.heads):
        yield f'<th scope="col"{_right(table, column)}>{_e(head)}</th>'
    yield "</tr></thead><tbody>"
    for row in table.rows:
        cells = (f"<td{_right(table, n, cell)}>{_cell(cell)}</td>" for n, cell in enumerate(row))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _right(table: Table, column: int, cell: Cell = "") -> str:
    if column not in table.numbers:
        return ""
    return ' class="n zero"' if cell == "0" else ' class="n"'


def _cell(cell: Cell) -> str:
    return _tier(cell) if isinstance(cell, Tier) else _e(cell)


def _tier(tier: Tier) -> str:
    return f'<span class="tier {tier.name.lower()}">{_e(labels.shaped(tier))}</span>'


def _day(day: tuple[str, tuple[Moment, ...]]) -> str:
    heading, moments = day
    return f'<h3>{_e(heading)}</h3><ol class="timeline">{_join(map(_moment, moments))}</ol>'


def _moment(moment: Moment) -> str:
    tier = f" {_tier(moment.tier)}" if moment.tier is not None else ""
    detail = f"<p>{_e(moment.detail)}</p>" if moment.detail else ""
    by = f'<span class="by">{_e(moment.by)}</span>' if moment.by else ""
    what = f"<div><b>{_e(moment.title)}</b>{tier}{detail}</div>"
    return f"<li><time>{_e(moment.time)}</time>{what}{by}</li>"


def _join(parts: Iterable[str]) -> str:
    return "".join(parts)


def _e(text: str) -> str:
    return escape(text, quote=True)
