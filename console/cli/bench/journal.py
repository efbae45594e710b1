"""Writing into the journal and proving that it is whole."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from console.cli.bench import peers
from console.cli.bench.row import Peer, Row
from console.store import bench as store
from console.store.bench import Times

APPENDED, ENTRIES = 400, 20_000
BODY = json.dumps({"case": "x" * 32, "text": {"words": 0, "digest": "0" * 64}})
NO_SERVER = "not measured: the PostgreSQL of the tests is not on this machine"


def append() -> list[Row]:
    """Return how long one durable entry takes on both databases, beside a plain INSERT."""
    rows = []
    for what, address, folder in _databases():
        title = f"append one entry with a note, {what}"
        if address is None:
            rows.append(Row("append", title, note=NO_SERVER))
            continue
        found = store.appends(address, folder, APPENDED)
        beside = Peer("a plain INSERT and COMMIT", _figures(found.plain))
        rows.append(Row("append", title, _figures(found.ours), found.ours.n, beside))
    return rows


def verify() -> list[Row]:
    """Return how many entries a second are checked and folded, beside the least that could do."""
    with TemporaryDirectory(prefix="vigil-bench-") as name:
        folder = Path(name)
        rates = store.rates(f"sqlite:///{folder / 'bench.db'}", folder, ENTRIES)
    beside = Peer("json.loads and sha256", {"per_s": _plainest(rates.n)})
    return [
        Row("verify", "entries verified", {"per_s": rates.verify}, rates.n, beside),
        Row("verify", "entries folded into a board", {"per_s": rates.fold}, rates.n, beside),
        Row("verify", "entries read from SQLite", {"per_s": rates.read}, rates.n),
    ]


def _databases() -> Iterator[tuple[str, str | None, Path]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="vigil-bench-")))
        yield "SQLite", f"sqlite:///{folder / 'bench.db'}", folder
        found = peers()
        url = stack.enter_context(found.postgres()) if found is not None else None
        yield "PostgreSQL", url, folder


def _figures(times: Times) -> dict[str, float]:
    return {"p50_ms": times.p50, "p99_ms": times.p99}


def _plainest(n: int) -> float:
    coded = BODY.encode()
    began = perf_counter()
    for _ in range(n):
        json.loads(BODY)
        sha256(coded).hexdigest()
    return n / (perf_counter() - began)
