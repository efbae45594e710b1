"""The alarm-load meter."""

from datetime import UTC, datetime, timedelta

import pytest

from console.voice.load import AlarmLoad

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_alerts_leave_the_count_after_ten_minutes() -> None:
    load = AlarmLoad().after(2, NOON).after(1, NOON + timedelta(minutes=9))
    counts = [load.count(NOON + timedelta(minutes=m)) for m in (9, 10, 18, 19)]
    assert counts == [3, 1, 1, 0]


def test_what_has_left_the_count_is_not_kept() -> None:
    later = NOON + timedelta(minutes=10)
    assert AlarmLoad().after(5, NOON).after(1, later).heard == (later,)


@pytest.mark.parametrize(
    ("alerts", "operators", "amber"),
    [(1, 1, False), (2, 1, True), (2, 2, False), (3, 2, True), (1, 0, False), (2, 0, True)],
)
def test_more_than_one_an_operator_is_amber(alerts: int, operators: int, *, amber: bool) -> None:
    assert AlarmLoad().after(alerts, NOON).amber(NOON, operators) is amber
