from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from console.domain.tier import Tier
from console.ui import theme
from console.ui.theme import TIERS, Theme, tokens

GROUNDS = ("background", "surface", "raised", "accent_ground")
PAIRS = (
    *product(("ink", "ink2", "accent"), GROUNDS),
    *((name, ground) for name in TIERS.values() for ground in (f"{name}_ground", *GROUNDS)),
    *product(("ink", "ink2"), (f"{name}_ground" for name in TIERS.values())),
    ("on_accent", "accent"),
    ("on_accent", "accent_press"),
    ("on_practice", "practice"),
    *product(("practice",), GROUNDS),
)
LEAST = {Theme.LIGHT: 4.5, Theme.DARK: 4.5, Theme.CONTRAST: 7.0}


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("worn", Theme, ids=str)
def test_every_pair_of_colours_can_be_told_apart(worn: Theme) -> None:
    colours = tokens(worn)
    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in PAIRS
        if contrast(colours[ink], colours[ground]) < LEAST[worn]
    }
    assert weak == {}


def test_every_theme_has_the_same_colours() -> None:
    assert {frozenset(tokens(worn)) for worn in Theme} == {frozenset(tokens(Theme.LIGHT))}


@pytest.mark.parametrize("worn", Theme, ids=str)
def test_the_style_sheet_uses_only_colours_that_there_are(worn: Theme) -> None:
    assert "$" not in theme.sheet(worn, 1.0)


def test_lengths_grow_with_the_text_size() -> None:
    assert "font-size: 24px" in theme.sheet(Theme.LIGHT, 1.0)
    assert "font-size: 48px" in theme.sheet(Theme.LIGHT, 2.0)


def test_text_sizes_stay_between_four_fifths_and_double(dressed: QApplication) -> None:
    theme.apply(dressed, Theme.DARK, 9.0)
    assert (theme.scale(), theme.dp(10), theme.worn()) == (2.0, 20, Theme.DARK)
    theme.apply(dressed, Theme.DARK, 0.1)
    assert theme.scale() == 0.8


def test_the_themes_follow_one_another_in_a_ring() -> None:
    assert [worn.after for worn in Theme] == [Theme.DARK, Theme.CONTRAST, Theme.LIGHT]


def test_every_figure_is_as_wide_as_any_other(dressed: QApplication) -> None:
    ones, zeros = QLabel("1:11:11"), QLabel("0:00:00")
    for each in (ones, zeros):
        each.setProperty("role", "value")
        each.ensurePolished()
    assert ones.sizeHint().width() == zeros.sizeHint().width()


def test_every_tier_has_its_colour_and_ground(dressed: QApplication) -> None:
    colours = {theme.tier_colour(tier).name() for tier in Tier}
    assert len(colours) == len(Tier)
    assert {f"{TIERS[tier]}_ground" for tier in Tier} <= set(tokens(Theme.LIGHT))
