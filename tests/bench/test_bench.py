"""``console bench``: that it measures, and what its figures look like; never how fast."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from console.cli.bench import BENCHES
from console.cli.bench.row import Goal, Peer, Row, spread

KEYS = ("name", "what", "n", "figures", "peer", "goal", "met", "note")


def bench(*names: str, cases: int = 5) -> tuple[int, list[dict[str, Any]]]:
    """Run benches as a person does; return how that ended and the rows."""
    ran = subprocess.run(
        [sys.executable, "-m", "console.cli", "bench", *names, "--json"],
        capture_output=True,
        env={**os.environ, "VIGIL_BENCH_CASES": str(cases)},
        check=False,
        text=True,
    )
    return ran.returncode, json.loads(ran.stdout)


def test_the_nearest_ten_are_measured_beside_both_peers() -> None:
    code, rows = bench("nearest")
    assert code in {0, 1}  # how fast this machine is now is no matter for a test
    assert [tuple(row) for row in rows] == [KEYS, KEYS]
    ours, tree = rows
    assert ours["what"].startswith("nearest ten of 7018")
    assert ours["goal"] == {"figure": "p99_ms", "at_most": 5.0}
    assert set(ours["peer"]["figures"]) == {"p50_ms"}
    assert set(ours["figures"]) == set(tree["figures"]) == {"p50_ms", "p99_ms"}
    assert code == (0 if ours["met"] else 1)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in BENCHES if name != "nearest"])
def test_every_other_bench_measures_something(name: str) -> None:
    _code, rows = bench(name)
    assert {row["name"] for row in rows} == {name}
    assert [row["what"] for row in rows if not row["figures"]] == []


def test_a_goal_is_met_by_its_own_figure_alone() -> None:
    goal = Goal("p95_ms", 50.0)
    assert Row("key", "x", {"p50_ms": 60.0, "p95_ms": 50.0}, goal=goal).met is True
    assert Row("key", "x", {"p50_ms": 1.0, "p95_ms": 50.1}, goal=goal).met is False
    assert Row("key", "x", {"p50_ms": 1.0}, goal=goal).met is None
    assert Row("key", "x", {"p95_ms": 1.0}).met is None


def test_a_row_is_a_line_that_a_person_can_read() -> None:
    row = Row("a", "b", {"p50_ms": 1.234}, 7, Peer("c", {"per_s": 12345.6}), Goal("p50_ms", 1))
    assert row.line == (
        "a: b · p50 1.23 ms (n 7) · beside c: 12,346 a second · goal p50 ≤ 1.00 ms: NOT met"
    )
    assert Row("a", "b", note="not here").line == "a: b · not here"


def test_the_spread_is_that_of_the_times() -> None:
    assert spread([float(n) for n in range(101)]) == {
        "p50_ms": 50.0,
        "p95_ms": 95.0,
        "p99_ms": 99.0,
    }


def test_no_window_waits_for_what_only_comes_later() -> None:
    look = (
        "import sys, console.app.station;"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    slow = {"aiohttp", "folium", "geopy", "numpy", "weasyprint"}
    assert slow & set(ran.stdout.split()) == set()
