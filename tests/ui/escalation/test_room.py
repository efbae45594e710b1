from itertools import pairwise

import pytest

from tests.ui.escalation.seat import SIZE, Seat

SMALL = 724, 430
"""About what the two panes have in a window of 1024 by 600."""


@pytest.fixture
def begun(seat: Seat) -> Seat:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    return seat


def test_until_steps_are_done_the_lines_above_tell_how_it_came_to_this(begun: Seat) -> None:
    lines = begun.steps.behind.lines
    assert [(line.words.text(), line.time.text()) for line in lines] == [
        ("Arrived: call", "12:00:00"),
        ("Taken by J. Ortiz", "12:00:00"),
        ("Checklist begun", "12:00:00"),
    ]
    begun.press("Ctrl+1")
    begun.until_step("Ask: anyone hurt or in danger now?")
    assert [line.words.text() for line in lines] == [
        "Taken by J. Ortiz",
        "Checklist begun",
        "Ask: safe to talk right now? · Yes, safe to talk",
    ]


def test_in_a_small_window_what_is_done_gives_way_and_no_words_of_the_step_overlap(
    begun: Seat,
) -> None:
    card, behind = begun.steps.card, begun.steps.behind
    assert not behind.isHidden()
    begun.resize(*SMALL)
    begun.until(behind.isHidden)
    parts = (card.text, card.say, *card.answers())

    def ends() -> list[tuple[int, int]]:
        tops = [part.mapTo(card, part.rect().topLeft()).y() for part in parts]
        return [(top, top + part.height()) for top, part in zip(tops, parts, strict=True)]

    def whole() -> bool:
        needs = (part.heightForWidth(part.width()) for part in parts)
        return all(part.height() >= need for part, need in zip(parts, needs, strict=True))

    begun.until(whole)
    assert [after[0] >= before[1] for before, after in pairwise(ends())] == [True] * (
        len(parts) - 1
    )
    begun.resize(*SIZE)
    begun.until(lambda: not behind.isHidden())


def test_lines_that_had_no_room_stay_away_at_this_step_and_come_back_at_another(
    begun: Seat,
) -> None:
    behind = begun.steps.behind
    high = behind.sizeHint().height()
    behind.give_way("here", high - 1, wanted=True)
    assert behind.isHidden()
    behind.give_way("here", high, wanted=True)
    assert behind.isHidden(), "its own going made that room"
    behind.give_way("there", high, wanted=True)
    assert not behind.isHidden()
    behind.give_way("elsewhere", high, wanted=False)
    assert behind.isHidden()
