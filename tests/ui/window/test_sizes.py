"""What has to be in sight at the sizes that people have, with the real panes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import SetTier
from console.domain.protocol.protocol import Phase, Protocol, Step
from console.domain.protocol.read import read
from console.domain.tier import Tier
from console.ui import theme
from console.ui.actions import act
from console.ui.bridge import Bridge
from console.ui.theme import Theme
from console.ui.widgets.button import KeyButton
from console.ui.window.remembered import Remembered
from tests.domain.centre import sources
from tests.ui.centre import ME, enrol
from tests.ui.escalation.seat import publish_all, take_call
from tests.ui.whole import Whole, in_sight, someone

Sit = Callable[..., Whole]
SHIPPED = tuple(map(read, sources()))

pytestmark = pytest.mark.long


@pytest.fixture
def sit(
    desk: Desk, bridge: Bridge, tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> Iterator[Sit]:
    """Sits down, in a text size, before the call of somebody with a plan of eleven lines.

    The call has been taken, the tier is set, and the start of every contact has begun.
    """
    client = someone(desk.now().date())
    enrol(desk, client)
    publish_all(desk)
    case = take_call(desk, client.id)
    desk.do(SetTier(case, Tier.HIGH, (private("A plan, and means."),)), ME)
    held: list[Whole] = []

    def down(scale: float = 1.0) -> Whole:
        theme.apply(dressed, Theme.LIGHT, scale)
        whole = Whole(bridge, Remembered(tmp_path / "window.ini"))
        held.append(whole)
        qtbot.addWidget(whole.window)
        whole.window.show()
        whole.window.activateWindow()
        qtbot.waitUntil(whole.window.isActiveWindow)
        qtbot.waitUntil(lambda: case in bridge.board.cases)
        bridge.select(case)
        press("step_done")
        qtbot.waitUntil(lambda: whole.steps.step() is not None)
        return whole

    yield down
    for whole in held:
        whole.window.close()


def press(name: str) -> None:
    where = QApplication.focusWidget() or QApplication.activeWindow()
    assert where is not None
    QTest.keySequence(where, act(name).sequence)


def test_the_whole_plan_is_in_sight_and_with_it_circle_and_directive(
    sit: Sit, qtbot: QtBot
) -> None:
    person = sit().person
    assert len(person.plan.rows) == 11
    heads = [(part.title, part.labels[0]) for part in (person.directive, person.circle_lines)]
    wanted = [*person.plan.rows, *(one for pair in heads for one in pair)]
    qtbot.waitUntil(lambda: all(in_sight(one) for one in wanted))


def test_in_a_tall_window_the_map_has_the_room_that_the_person_does_not_need(
    sit: Sit, qtbot: QtBot
) -> None:
    whole = sit()
    slots = whole.window.slots
    low = slots["map"].height()
    whole.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: slots["map"].height() - low > (1080 - 900) * 0.9)


def test_the_head_of_the_call_card_is_one_row(sit: Sit, qtbot: QtBot) -> None:
    card = sit().steps.call
    press("call_card")
    qtbot.waitUntil(card.isVisible)
    parts = [card.what, card.practice, card.packet]
    qtbot.waitUntil(lambda: all(in_sight(one) for one in parts))
    middles = {round(part.geometry().center().y() / 4) for part in parts}
    assert len(middles) == 1


def test_the_foot_of_the_call_card_is_one_row(sit: Sit, qtbot: QtBot) -> None:
    card = sit().steps.call
    press("call_card")
    qtbot.waitUntil(card.isVisible)
    parts = card.foot.findChildren(KeyButton)
    assert [part.objectName() for part in parts] == ["act_redial", "act_packet_save"]
    qtbot.waitUntil(lambda: all(in_sight(one) for one in parts))
    assert len({part.geometry().center().y() for part in parts}) == 1


def test_in_large_text_what_an_instrument_comes_to_stays_in_sight(sit: Sit, qtbot: QtBot) -> None:
    steps = sit(2.0).steps
    press("instrument")
    qtbot.waitUntil(lambda: steps.below.panel is steps.instruments)
    for button in steps.instruments.choices:
        if button.accessibleName() == "PHQ-9":
            button.click()
    sheet = steps.instruments.sheet
    assert sheet is not None
    for n in range(6):  # the words of the eighth are longer than the place is high
        sheet.press(2)
        answered = n + 1
        qtbot.waitUntil(lambda n=answered: len(sheet.answers) == n)  # type: ignore[misc]
        qtbot.waitUntil(lambda: in_sight(sheet.result))
        qtbot.waitUntil(lambda: in_sight(sheet.current.words))


def test_in_large_text_the_title_of_the_checklist_is_not_cut_by_what_stands_beside_it(
    sit: Sit, qtbot: QtBot
) -> None:
    steps = sit(2.0).steps
    head = steps.head
    steps.begin("P24")
    qtbot.waitUntil(lambda: head.title.text() == "PSAP or welfare-check call")
    qtbot.waitUntil(lambda: head.beside.isVisible() and head.title.width() > head.beside.width())
    assert head.beside.y() > head.title.y()


def test_the_ways_on_are_in_sight_however_much_a_gate_asks_for(sit: Sit, qtbot: QtBot) -> None:
    whole = sit()
    steps = whole.steps
    steps.begin("P05")
    qtbot.waitUntil(lambda: steps.head.title.text() == "Imminent or attempt in progress")
    steps.take_step("b2")
    card = steps.card
    qtbot.waitUntil(lambda: card.text.text() == "Supervisor decision on involuntary help")
    assert len(card.editors) > 10
    for width, height in ((1280, 720), (1440, 900), (1280, 720)):
        whole.window.resize(width, height)
        whole.window.grab()
    qtbot.waitUntil(lambda: all(in_sight(one) for one in (card.text, *card.answers())))


@pytest.mark.parametrize("protocol", [pytest.param(one, id=str(one.id)) for one in SHIPPED])
def test_a_phase_is_read_on_one_screen_at_each_of_its_steps(
    sit: Sit, qtbot: QtBot, protocol: Protocol
) -> None:
    steps = sit().steps
    steps.begin(str(protocol.id))

    def begun() -> bool:
        work = steps.work()
        return work is not None and work.protocol.id == protocol.id

    qtbot.waitUntil(begun)
    for phase in protocol.phases:
        for step in phase.steps:
            steps.take_step(step.id)

            def at_rest(phase: Phase = phase, step: Step = step) -> None:
                assert steps.card.text.text() == step.text
                assert len(steps.ahead.rows) == len(phase.steps) - 1
                scrolled = (steps.below, steps.whole, steps.card.evidence)
                assert [one.verticalScrollBar().maximum() for one in scrolled] == [0, 0, 0]

            qtbot.waitUntil(at_rest)


def test_the_reasons_for_a_skip_leave_the_step_in_sight(sit: Sit, qtbot: QtBot) -> None:
    steps = sit().steps
    card = steps.card
    steps.take_step("b3")
    qtbot.waitUntil(lambda: card.text.text() == "Ask directly about suicide")
    press("step_skip")
    qtbot.waitUntil(card.skips.isVisible)
    parts = (card.text, *card.answers(), *card.skips.buttons)
    qtbot.waitUntil(lambda: all(in_sight(one) for one in parts))
    press("step_skip")
    assert card.skips.isHidden()
    assert card.say.isVisible(), "what may be said is there again"


@pytest.mark.parametrize("act_name", ["packet", "call_card"])
def test_in_large_text_nothing_of_a_card_is_wider_than_its_place(
    sit: Sit, qtbot: QtBot, act_name: str
) -> None:
    steps = sit(2.0).steps
    press(act_name)
    card = {"packet": steps.packet, "call_card": steps.call}[act_name]
    qtbot.waitUntil(card.isVisible)
    inner = card.lines.parentWidget()
    assert inner is not None
    place = inner.parentWidget()
    assert place is not None
    qtbot.waitUntil(lambda: inner.width() <= place.width())
    assert place.height() > card.height() // 2, "the foot leaves room for what is read"
