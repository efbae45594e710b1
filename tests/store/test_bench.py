"""The benchmarks measure something, on every sort of database."""

from pathlib import Path

from console.store import bench
from console.store.open import Store


def address(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


def test_appends_are_measured_beside_a_plain_insert(store: Store, tmp_path: Path) -> None:
    found = bench.appends(address(store), tmp_path / "bench", n=20)
    for times in (found.ours, found.plain):
        assert times.n == 20
        assert 0 < times.p50 <= times.p99
    assert store.journal.head()[0] == 20 + bench.WARM_UP + 1


def test_rates_are_measured_after_appends_too(store: Store, tmp_path: Path) -> None:
    bench.appends(address(store), tmp_path / "bench", n=5)
    found = bench.rates(address(store), tmp_path / "bench", n=300)
    assert found.n >= 300
    assert min(found.read, found.verify, found.fold) > 0
