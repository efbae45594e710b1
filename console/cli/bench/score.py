"""Scoring: from answers as they come in a file to a suggestion with its basis."""

from time import perf_counter

from console.cli.bench.row import Goal, Peer, Row, spread
from console.domain.instrument.answers import hear
from console.domain.instrument.instrument import Instrument, ItemKind
from console.domain.instrument.scoring import score as scored
from console.domain.instrument.shipped import shipped

TIMES = 2_000
GOAL = Goal("p95_ms", 1.0)  # beyond that it measures what else the machine was doing


def score() -> list[Row]:
    """Return how long each instrument takes, every item answered the gravest way."""
    return [_row(instrument) for instrument in shipped().values()]


def _row(instrument: Instrument) -> Row:
    said = _gravest(instrument)
    for _ in range(10):
        scored(instrument, hear(instrument, said))
    took = []
    for _ in range(TIMES):
        began = perf_counter()
        scored(instrument, hear(instrument, said))
        took.append((perf_counter() - began) * 1_000)
    what = f"{instrument.title}, {len(instrument.items)} items read and scored"
    return Row("score", what, spread(took), TIMES, _peer(instrument), GOAL)


def _gravest(instrument: Instrument) -> dict[str, object]:
    """Return an answer to every item: the last of its choices, a word, or a number."""
    plain = {ItemKind.TEXT: "words", ItemKind.NUMBER: "9"}
    return {
        item.id: plain.get(item.kind) or max(item.options, key=lambda o: o.ordinal or 0).code
        for item in instrument.items
    }


def _peer(instrument: Instrument) -> Peer:
    """Return how long it takes to look the answers up and add them, and to judge nothing."""
    ordinals = {
        (item.id, option.code): option.ordinal or 0
        for item in instrument.items
        for option in item.options
    }
    said = {key: str(value) for key, value in _gravest(instrument).items()}
    took = []
    for _ in range(TIMES):
        began = perf_counter()
        sum(ordinals.get(pair, 0) for pair in said.items())
        took.append((perf_counter() - began) * 1_000)
    return Peer("looking up and adding", {"p95_ms": spread(took)["p95_ms"]})
