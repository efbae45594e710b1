"""How everything looks: three sets of colours, one style sheet, one text size.

Colours stand in ``resources/style/*.toml``.  In the style sheets ``${ink}`` is a colour and
``13dp`` is a length that grows with the text size.  Other sheets beside ``vigil.qss`` follow
it in the order of their names.  What is worn is kept on the application itself.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from console.domain.tier import Tier

STYLE: Final = Path(__file__).parents[2] / "resources" / "style"
FAMILIES: Final = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
SMALLEST, LARGEST, STEP = 0.8, 2.0, 0.1
"""The text size: as a share of its usual size, from 80 % to 200 %."""

BODY: Final = 13
_LENGTH: Final = re.compile(r"(\d+(?:\.\d+)?)dp")


class Theme(StrEnum):
    """The sets of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def after(self) -> "Theme":
        """The theme that the key for changing it puts on next."""
        every = tuple(Theme)
        return every[(every.index(self) + 1) % len(every)]


TIERS: Final = {
    Tier.IMMINENT: "imminent",
    Tier.HIGH: "high",
    Tier.MODERATE: "moderate",
    Tier.LOW: "low",
}
"""What a tier is called in the tokens and in the ``tier`` property of a widget."""


@cache
def tokens(theme: Theme) -> Mapping[str, str]:
    """Return the colours of ``theme`` by name, as ``#RRGGBB`` or ``#AARRGGBB``."""
    found = tomllib.loads((STYLE / f"{theme}.toml").read_text(encoding="utf-8"))
    return {name: str(value) for name, value in found.items()}


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the whole application; ``scale`` is the text size, 1.0 is usual."""
    scale = min(max(scale, SMALLEST), LARGEST)
    if app.property("vigil.theme") is None:
        app.setStyle("fusion")
    app.setProperty("vigil.theme", str(theme))
    app.setProperty("vigil.scale", scale)
    app.setPalette(_palette(theme))
    app.setFont(font(BODY))
    app.setStyleSheet(sheet(theme, scale))


def worn() -> Theme:
    """Return the theme that is on."""
    app = QApplication.instance()
    name = app.property("vigil.theme") if app is not None else None
    return Theme(name) if name else Theme.LIGHT


def scale() -> float:
    """Return the text size that is on."""
    app = QApplication.instance()
    value = app.property("vigil.scale") if app is not None else None
    return float(value) if value else 1.0


def dp(length: float) -> int:
    """Return a length at the text size that is on, in pixels; never less than one."""
    return max(round(length * scale()), 1)


def token(name: str) -> QColor:
    """Return a colour of the theme that is on, for what is painted by hand.

    Raises:
        KeyError: no theme has a colour of that name.
    """
    return _colour(worn(), name)


def tier_colour(tier: Tier) -> QColor:
    """Return the colour that stands for ``tier``; its ground is ``<name>_ground``."""
    return token(TIERS[tier])


def font(size: float, *, strong: bool = False, italic: bool = False) -> QFont:
    """Return the one family at ``size``, with figures that all have the same width."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(dp(size))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setItalic(italic)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def sheet(theme: Theme, scale: float) -> str:
    """Return the style sheet of ``theme`` with every length at ``scale``."""
    first = STYLE / "vigil.qss"
    others = sorted(path for path in STYLE.glob("*.qss") if path != first)
    text = "\n".join(path.read_text(encoding="utf-8") for path in (first, *others))
    tick = STYLE / ("tick.svg" if theme is Theme.LIGHT else "tick-dark.svg")
    colours = {name: _css(value) for name, value in tokens(theme).items()}
    filled = Template(text).substitute(colours, tick=tick.as_posix())
    return _LENGTH.sub(lambda found: f"{max(round(float(found[1]) * scale), 1)}px", filled)


@cache
def _colour(theme: Theme, name: str) -> QColor:
    return QColor(tokens(theme)[name])


def _css(value: str) -> str:
    colour = QColor(value)
    if colour.alpha() == 0:
        return "transparent"
    return colour.name()


def _palette(theme: Theme) -> QPalette:
    """Return the colours for what no style sheet reaches."""
    role = QPalette.ColorRole
    worn_by = {
        role.Window: "surface",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Button: "surface",
        role.ToolTipBase: "raised",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.ToolTipText: "ink",
        role.PlaceholderText: "ink2",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.Accent: "accent",
        role.Mid: "line",
        role.Dark: "line",
    }
    palette = QPalette()
    for each, name in worn_by.items():
        palette.setColor(each, _colour(theme, name))
    return palette
