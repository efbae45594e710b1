from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.board import Board
from console.domain.care.contact import ContactKind
from console.domain.commands import AskForHelp, TakeCase
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.room import Room
from console.ui.window.channels import Channel, Channels
from console.ui.window.strip import StatusStrip, grouped
from tests.conftest import NOON, Clock
from tests.ui.centre import LEAD, ME, OTHER, arrive


@pytest.fixture
def strip(bridge: Bridge, qtbot: QtBot) -> StatusStrip:
    strip = StatusStrip(bridge)
    qtbot.addWidget(strip)
    strip.resize(1440, 44)
    strip.show()
    return strip


def channels(strip: StatusStrip) -> list[str]:
    return [shown.text() for shown in strip.channels]


def test_it_says_who_sits_where_and_who_leads(strip: StatusStrip) -> None:
    parts = (strip.station, strip.who, strip.does, strip.lead)
    said = "".join(part.text() for part in parts).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "station desk-1 · J. Ortiz, counsellor · lead M. Okafor"
    edges = [(part.geometry().left(), part.geometry().right() + 1) for part in parts]
    assert [left for left, _right in edges[1:]] == [right for _left, right in edges[:-1]]


def test_it_counts_who_waits_and_says_how_long_the_oldest_high_one_does(
    strip: StatusStrip, desk: Desk, clock: Clock, bridge: Bridge, qtbot: QtBot
) -> None:
    arrive(desk, "a", tier=Tier.HIGH)
    arrive(desk, "b", tier=Tier.LOW)
    qtbot.waitUntil(lambda: strip.waiting.text() == "2")
    clock.forward(timedelta(seconds=12))
    bridge.ticked.emit(clock.now)
    assert (strip.oldest_words.text(), strip.oldest.text()) == ("oldest high", "0:12")
    clock.forward(timedelta(seconds=13))
    bridge.ticked.emit(clock.now)
    assert (strip.oldest.text(), strip.oldest.property("late")) == ("0:25 late", "amber")


def test_with_nobody_high_waiting_it_says_so(
    strip: StatusStrip, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a", tier=Tier.HIGH)
    qtbot.waitUntil(lambda: strip.waiting.text() == "1")
    desk.do(TakeCase(case), OTHER)
    qtbot.waitUntil(lambda: strip.waiting.text() == "0")
    assert (strip.oldest_words.text(), strip.oldest.text()) == ("no high waiting", "")


def test_a_channel_is_an_empty_dot_until_something_is_heard_on_it(
    strip: StatusStrip, desk: Desk, qtbot: QtBot
) -> None:
    assert channels(strip) == ["○ calls", "○ texts", "○ trackers"]
    arrive(desk, "a", kind=ContactKind.MOOD)
    qtbot.waitUntil(lambda: channels(strip) == ["○ calls", "○ texts", "● trackers"])


def test_every_kind_of_contact_belongs_to_a_channel(desk: Desk) -> None:
    for kind in ContactKind:
        arrive(desk, str(kind), kind=kind)
    heard = Channels(desk.board).all()
    assert [(one.channel, one.at) for one in heard] == [(each, NOON) for each in Channel]


def test_a_channel_says_when_it_was_last_heard() -> None:
    said = [one.whole for one in Channels(Board()).all()]
    assert said == [
        "calls: nothing heard yet",
        "texts: nothing heard yet",
        "trackers: nothing heard yet",
    ]


def test_it_tells_the_number_of_the_last_entry(strip: StatusStrip, bridge: Bridge) -> None:
    assert strip.journal.text() == f"Journal · {bridge.head[0]}"


def test_numbers_are_read_in_groups_of_three() -> None:
    assert grouped(48213) == "48\N{NARROW NO-BREAK SPACE}213"


@pytest.mark.parametrize("width", [1440, 1024, 700])
def test_who_waits_and_the_time_are_there_at_every_width(
    strip: StatusStrip, width: int, qtbot: QtBot
) -> None:
    strip.resize(width, 44)
    assert strip.waiting.isVisible()
    assert strip.clock.isVisible()
    qtbot.waitUntil(lambda: strip.clock.mapTo(strip, strip.clock.rect().bottomRight()).x() <= width)


def test_a_machine_without_sound_says_so(strip: StatusStrip) -> None:
    assert not strip.sound.isVisible()
    strip.set_sound(heard=False)
    assert strip.sound.isVisible()


def test_only_a_lead_is_shown_that_somebody_calls(
    desk: Desk, bridge: Bridge, room: Room, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    desk.do(AskForHelp(case), ME)
    lead = Bridge(desk, LEAD, room)
    for whose, said in ((lead, "▲ 1 calls you · Shift F9"), (bridge, None)):
        strip = StatusStrip(whose)
        qtbot.addWidget(strip)
        assert (strip.calls.text() if not strip.calls.isHidden() else None) == said
    lead.close()
