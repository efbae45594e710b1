"""What a file says of a step that nobody plays by hand."""

import pytest

from console.practice.script import Move, moves, script_of


def test_one_row_goes_on_with_its_second_answer_and_begins_and_says_nothing_again() -> None:
    row = {"answer": "call", "then": "knows", "begin": "P05", "says": "Not yet."}
    first = Move(begin="P05", answer="call", says="Not yet.")
    assert moves(row) == (first, Move(answer="knows"))
    assert moves({"answer": "yes"}) == (Move(answer="yes"), Move(answer="yes"))


def test_several_rows_are_taken_as_they_are() -> None:
    rows = [{"says": "Not yet."}, {"answer": "yes", "begin": "P05"}]
    assert script_of({"P00": {"a1": rows}}) == {
        "P00.a1": (Move(says="Not yet."), Move(begin="P05", answer="yes"))
    }


def test_a_row_says_nothing_that_no_step_knows() -> None:
    with pytest.raises(TypeError):
        moves({"anser": "yes"})
