"""What goes over the pipes comes back as it was."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.voice import wire

ORDERS = st.one_of(
    st.builds(wire.Hello, volume=st.floats(0, 1)),
    st.builds(wire.Say, until=st.floats(allow_nan=False)),
    st.just(wire.Hush()),
)
REPORTS = st.one_of(*map(st.from_type, get_args(wire.Report)))


@given(ORDERS)
def test_an_order_is_one_line_and_comes_back_whole(order: wire.Order) -> None:
    text = wire.line(order)
    assert text.count(b"\n") == 1
    assert wire.order(text) == order


@given(REPORTS)
def test_a_report_is_one_line_and_comes_back_whole(report: wire.Report) -> None:
    text = wire.line(report)
    assert text.count(b"\n") == 1
    assert wire.report(text) == report


def test_something_else_is_not_taken_for_either() -> None:
    with pytest.raises(ValueError, match="Other"):
        wire.order(b'{"is":"Other"}\n')
    with pytest.raises(ValueError, match="Other"):
        wire.report(b'{"is":"Other"}\n')
