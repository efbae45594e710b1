from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.domain.tier import Tier
from console.ui.widgets.banner import Banner
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import Elided, TierChip
from console.ui.widgets.layout import Flow
from console.ui.widgets.panel import Panel

Shown = Callable[[QWidget], None]


@pytest.fixture
def show(dressed: object, qtbot: QtBot) -> Shown:
    def show_it(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()

    return show_it


def nothing() -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    ("tier", "words"),
    [
        (Tier.IMMINENT, "◆ Imminent"),
        (Tier.HIGH, "▲ High"),
        (Tier.MODERATE, "● Moderate"),
        (Tier.LOW, "■ Low"),
    ],
)
def test_a_tier_is_a_shape_a_word_and_a_colour(show: Shown, tier: Tier, words: str) -> None:
    chip = TierChip(tier)
    show(chip)
    assert (chip.text(), chip.property("tone")) == (words, tier.name.lower())


def test_no_tier_shows_nothing(show: Shown) -> None:
    holder = QWidget()
    chip = TierChip(Tier.HIGH, "set 14:03", holder)
    show(holder)
    assert chip.text() == "▲ High, set 14:03"
    chip.show_tier(None)
    assert not chip.isVisible()


def test_a_button_has_its_key_printed_on_it_and_a_name(show: Shown) -> None:
    done: list[str] = []
    button = KeyButton("step_done", lambda: done.append("done"))
    show(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.accessibleName(), button.key.text(), done) == ("Done", "Ctrl ↵", ["done"])


def test_a_button_is_as_wide_as_its_words(show: Shown) -> None:
    short, long = KeyButton("note", nothing), KeyButton("note", nothing, "Write into the journal")
    for button in (short, long):
        show(button)
    assert short.sizeHint().width() < long.sizeHint().width() == long.minimumSizeHint().width()


def test_a_header_leaves_out_its_note_its_keys_its_title_but_never_what_is_pressed(
    show: Shown,
) -> None:
    header = PaneHeader("Escalation", "focus_escalation")
    undo = KeyButton("step_undo", nothing)
    header.add(undo)
    header.say("draft, practice only")
    show(header)

    def left(width: int) -> tuple[bool, ...]:
        header.resize(width, header.height())
        key = header.key
        assert key is not None
        return tuple(
            part.isVisible() for part in (header.note, key, undo.key, undo.words, header.title)
        )

    whole = header.row.sizeHint().width()
    assert left(whole) == (True, True, True, True, True)
    assert left(whole - 1) == (False, True, True, True, True)
    left(190)
    bare = header.row.sizeHint().width()
    assert left(150) == (False, False, False, True, False)
    assert left(bare) == (False, False, False, True, True)
    assert left(whole) == (True, True, True, True, True)


def test_parts_flow_on_to_the_next_line(show: Shown) -> None:
    holder = QWidget()
    flow = Flow(holder, gap=10)
    parts = [QWidget() for _part in range(4)]
    for part in parts:
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    assert [flow.heightForWidth(width) for width in (430, 429, 210, 100)] == [20, 50, 50, 110]
    holder.resize(210, 60)
    show(holder)
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (110, 0), (0, 30), (110, 30)]


def test_what_is_cut_off_is_in_the_tooltip(show: Shown) -> None:
    line = Elided("County Communications, invented for practice")
    show(line)
    line.resize(60, 20)
    assert line.toolTip() == line.text()
    line.resize(900, 20)
    assert line.toolTip() == ""


def test_a_calm_bar_can_be_read_aloud(show: Shown) -> None:
    bar = Banner()
    show(bar)
    bar.say("Nobody is waiting.", "moderate")
    assert (bar.text, bar.accessibleName()) == ("Nobody is waiting.", "Nobody is waiting.")


@pytest.fixture
def form(show: Shown) -> Iterator[tuple[Panel, QLineEdit, QLineEdit]]:
    """A panel with one line, and a line outside of it that has the focus."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    outside, inside, panel = QLineEdit(), QLineEdit(), Panel("Move", "Move it")
    panel.body.addWidget(inside)
    column.addWidget(outside)
    column.addWidget(panel)
    show(holder)
    outside.setFocus()
    yield panel, inside, outside
    holder.close()


def test_a_panel_stays_until_nothing_is_missing_then_gives_the_focus_back(
    form: tuple[Panel, QLineEdit, QLineEdit],
) -> None:
    panel, inside, outside = form
    panel.open_panel(lambda: None if inside.text() else "Say why.", inside)
    assert inside.hasFocus()
    QTest.keyClick(inside, Qt.Key.Key_Return)
    assert (panel.lacks.text(), panel.lacks.isVisible()) == ("Say why.", True)
    QTest.keyClicks(inside, "because")
    QTest.keyClick(inside, Qt.Key.Key_Return)
    assert (panel.isVisible(), outside.hasFocus()) == (False, True)


def test_esc_leaves_a_panel_without_doing_anything(
    form: tuple[Panel, QLineEdit, QLineEdit],
) -> None:
    panel, inside, outside = form
    done: list[str] = []

    def do() -> str | None:
        done.append("done")
        return None

    panel.open_panel(do, inside)
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert (panel.isVisible(), outside.hasFocus(), done) == (False, True, [])
