"""The benchmarks, with the peer beside ours where one exists.

Each makes what it needs in a folder of its own and leaves nothing behind.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import Any

from console.cli.bench.row import Row

BENCHES: Mapping[str, str] = {
    "append": "journal",
    "verify": "journal",
    "nearest": "nearest",
    "find": "directory.find",
    "psap": "psap",
    "imports": "imports",
    "score": "score",
    "locate": "locate",
    "arrival": "screen",
    "key": "screen",
    "taken": "screen",
    "steps": "steps",
    "map": "map",
    "start": "start",
}
"""Which module holds which bench; the slow ones stand last."""
NO_POSTGIS = "not here: no PostgreSQL with PostGIS is installed"


def run(name: str) -> list[Row]:
    """Run the bench called ``name``."""
    bench: Callable[[], list[Row]] = getattr(
        import_module(f"console.cli.bench.{BENCHES[name]}"), name
    )
    return bench()


def peers(name: str = "peers") -> Any | None:  # noqa: ANN401 -- a module of the tests, which this program does not need
    """Return the peers that need what only tests have; nothing where the tests are not at hand."""
    try:
        return import_module(f"tests.bench.{name}")
    except ImportError:
        return None


@contextmanager
def postgis() -> Iterator[Any | None]:
    """Run the PostgreSQL with PostGIS of this machine; nothing where none is installed."""
    found = peers("postgis")
    with found.postgis() if found is not None else nullcontext() as questions:
        yield questions
