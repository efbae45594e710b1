from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.domain.board import Board
from console.domain.ids import ProtocolId
from console.domain.protocol.protocol import Approval, Phase, Protocol, Say
from console.domain.protocol.read import read
from console.ui.protocols.shelf import Changed, Held, asks, compare, lines, shelf, state, ways, who
from tests.ui.centre import PROTOCOLS

TODAY = date(2026, 3, 1)
P05 = read((PROTOCOLS / "P05.toml").read_text(encoding="utf-8"))
BY_LIN = Approval("lin", "LPCC-S", date(2026, 1, 1), date(2026, 12, 1))


def with_first(protocol: Protocol, **changes: object) -> Protocol:
    """The protocol in its next version, with another first step."""
    phase = protocol.phases[0]
    first = replace(phase.steps[0], **changes)  # type: ignore[arg-type]
    changed = replace(phase, steps=(first, *phase.steps[1:]))
    return replace(protocol, version=protocol.version + 1, phases=(changed, *protocol.phases[1:]))


def test_the_newest_version_stands_on_the_shelf_with_the_one_before_it() -> None:
    second = with_first(P05, text="Where are you?")
    board = Board(protocols={P05.id: (P05, second)}, approvals={P05.id: {1: BY_LIN}})
    assert shelf(board) == (Held(second, None, P05, live=1),)


@pytest.mark.parametrize(
    ("approval", "tone", "words"),
    [
        (None, "moderate", "draft"),
        (BY_LIN, "well", "approved until 2026-12-01"),
        (replace(BY_LIN, next_review=TODAY), "well", "approved until 2026-03-01"),
        (replace(BY_LIN, next_review=date(2026, 2, 28)), "high", "review was due 2026-02-28"),
    ],
)
def test_how_a_protocol_stands(approval: Approval | None, tone: str, words: str) -> None:
    assert state(Held(P05, approval, None, None), TODAY) == (tone, words)


def test_what_changed_is_told_line_by_line_and_nothing_else() -> None:
    assert compare(P05, replace(P05, version=2)) == ()
    first = P05.steps[0]
    second = with_first(P05, text="Where are you?")
    assert compare(P05, second) == (
        Changed(f"{first.id}  {first.text}", f"{first.id}  Where are you?"),
    )


def test_words_to_be_said_that_came_or_went_are_told_too() -> None:
    silent = with_first(P05, say=None)
    gone = compare(P05, silent)
    assert [change.now for change in gone] == [""] * len(gone)
    assert any("Tell me exactly where you are" in change.was for change in gone)
    spoken = with_first(silent, say=Say("Where are you?", ""))
    assert [change.now for change in compare(silent, spoken)] == ["a1  “Where are you?”"]


def test_a_phase_that_came_is_told_whole() -> None:
    more = replace(P05, version=2, phases=(*P05.phases, Phase("z", "Later", False, ())))
    assert compare(P05, more) == (Changed("", "Phase Later"),)


@pytest.mark.parametrize("path", sorted(PROTOCOLS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_word_of_a_shipped_protocol_can_be_read(path: Path) -> None:
    protocol = read(path.read_text(encoding="utf-8"))
    said = "\n".join(lines(protocol))
    for step in protocol.steps:
        assert step.text in said
        assert all(gate in said for gate in step.gates)
        for text in (*asks(step), *ways(step), who(step)):
            assert text in said
        for field in step.fields:
            assert any(line.startswith(field.label) for line in asks(step))
        for answer in step.answers:
            assert any(line.startswith(answer.label) for line in ways(step))
            assert not answer.target or any(answer.target in line for line in ways(step))
            assert all(any(gate in line for line in ways(step)) for gate in answer.gates)
        for _code, why in step.na:
            assert any(line.endswith(why) for line in ways(step))
    assert ProtocolId(path.stem.split("-")[0]) == protocol.id
