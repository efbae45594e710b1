"""How entries are painted: words that wrap, with chips among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from console.ui.review.search import Row
from console.ui.theme import TIERS, dp, font, scale, token
from console.words import labels

GAP, CHIP = 2, 6


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or one chip, which is a word on a ground of its own.

    Attributes:
        tone: the colour's name; a chip's ground is ``<tone>_ground``.
    """

    text: str
    strong: bool = False
    tone: str = "ink"
    chip: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and where it stands, in pixels from the top left."""

    word: Word
    x: float
    line: int
    width: float


def words(text: str, *, strong: bool = False, tone: str = "ink", small: bool = False) -> list[Word]:
    """Return ``text`` as words."""
    return [Word(part, strong, tone, small=small) for part in text.split()]


@lru_cache(maxsize=8)
def _fonts(_scale: float) -> dict[tuple[bool, bool, bool], tuple[QFont, QFontMetricsF]]:
    """Return the fonts by strong, small and chip."""
    made = {}
    for strong in (False, True):
        for small in (False, True):
            each = font(12 if small else 13, strong=strong)
            made[strong, small, False] = each, QFontMetricsF(each)
    chip = font(11.5, strong=True)
    for small in (False, True):
        made[True, small, True] = chip, QFontMetricsF(chip)
        made[False, small, True] = chip, QFontMetricsF(chip)
    return made


def type_of(word: Word) -> tuple[QFont, QFontMetricsF]:
    """Return the letters of ``word`` at the text size that is on."""
    return _fonts(scale())[word.strong, word.small, word.chip]


def line_height(*, small: bool = False) -> int:
    """Return the height of one line."""
    metrics = type_of(Word("", small=small))[1]
    return round(metrics.height()) + dp(GAP)


def flow(said: Sequence[Word], width: float) -> tuple[tuple[Placed, ...], int]:
    """Return where each word stands, and how many lines there are."""
    placed: list[Placed] = []
    x, line = 0.0, 0
    for word in said:
        metrics = type_of(word)[1]
        wide = metrics.horizontalAdvance(word.text) + (2 * dp(CHIP) if word.chip else 0)
        if x > 0 and x + wide > width:
            x, line = 0.0, line + 1
        placed.append(Placed(word, x, line, min(wide, width)))
        x += wide + metrics.horizontalAdvance(" ") + (dp(2) if word.chip else 0)
    return tuple(placed), line + 1


def paint_flow(
    painter: QPainter,
    rect: QRect,
    placed: Sequence[Placed],
    *,
    small: bool = False,
    dim: bool = False,
) -> None:
    """Paint words from the top left of ``rect``."""
    high = line_height(small=small)
    for one in placed:
        word = one.word
        letters, metrics = type_of(word)
        box = QRectF(rect.x() + one.x, rect.y() + one.line * high, one.width, high - dp(GAP))
        painter.setFont(letters)
        if word.chip:
            box.adjust(0, 0.5, 0, -0.5)
            painter.setPen(token("chip_edge"))
            painter.setBrush(ground(word.tone))
            painter.drawRoundedRect(box, dp(4), dp(4))
            inner = Qt.AlignmentFlag.AlignCenter
        else:
            inner = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(token("ink2") if dim and not word.chip else token(word.tone))
        text = word.text
        if metrics.horizontalAdvance(text) > one.width + 1:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, one.width)
        painter.drawText(box, inner, text)


def ground(tone: str) -> QColor:
    """Return the ground on which words of ``tone`` stand."""
    return token("raised") if tone in {"ink", "ink2"} else token(f"{tone}_ground")


def said(row: Row) -> list[Word]:
    """Return what an entry says, as words: the title strong, chips, then the rest."""
    line = row.line
    found = words(line.title, strong=True, tone="ink" if row.readable else "imminent")
    if line.tier is not None:
        found.append(Word(labels.shaped(line.tier), tone=TIERS[line.tier], chip=True))
    found += [Word(gate, tone="low", chip=True) for gate in row.gates]
    if line.detail:
        found += [Word("·", tone="ink2"), *words(line.detail)]
    return found
