"""One line of the benchmarks: what was measured, its peer, and whether it is fast enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Goal:
    """How long the figure called ``figure`` may be at most, in milliseconds."""

    figure: str
    at_most: float


@dataclass(frozen=True, slots=True)
class Peer:
    """The plainest thing that could do the same, measured beside ours."""

    what: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured.

    Attributes:
        name: the bench that it belongs to.
        figures: ``p50_ms``, ``p95_ms``, ``p99_ms``, ``per_s`` (so many a second), ``…_m`` (metres)
            or ``…_share`` (of all, 0 to 1).
        n: over how many it was measured.
        note: why something was not measured, as a sentence.
    """

    name: str
    what: str
    figures: Mapping[str, float] = field(default_factory=dict)
    n: int = 0
    peer: Peer | None = None
    goal: Goal | None = None
    note: str | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; nothing without a goal, or without a figure."""
        if self.goal is None or self.goal.figure not in self.figures:
            return None
        return self.figures[self.goal.figure] <= self.goal.at_most

    @property
    def line(self) -> str:
        """The row as a line of text."""
        parts = [f"{self.name}: {self.what}"]
        if self.figures:
            parts.append(_said(self.figures) + f" (n {self.n})")
        if self.peer is not None:
            parts.append(f"beside {self.peer.what}: {_said(self.peer.figures)}")
        if self.goal is not None:
            word = {True: "met", False: "NOT met", None: "not measured"}[self.met]
            parts.append(f"goal {_said({self.goal.figure: self.goal.at_most}, '≤ ')}: {word}")
        return " · ".join((*parts, *((self.note,) if self.note else ())))

    @property
    def plain(self) -> dict[str, object]:
        """The row as JSON can hold it."""
        peer = self.peer and {"what": self.peer.what, "figures": dict(self.peer.figures)}
        goal = self.goal and {"figure": self.goal.figure, "at_most": self.goal.at_most}
        return {
            "name": self.name,
            "what": self.what,
            "n": self.n,
            "figures": {name: round(value, 3) for name, value in self.figures.items()},
            "peer": peer,
            "goal": goal,
            "met": self.met,
            "note": self.note,
        }


def spread(took_ms: Sequence[float]) -> dict[str, float]:
    """Return the percentiles of at least two times."""
    cut = quantiles(took_ms, n=100, method="inclusive")
    return {"p50_ms": cut[49], "p95_ms": cut[94], "p99_ms": cut[98]}


def _said(figures: Mapping[str, float], before: str = "") -> str:
    return ", ".join(_figure(name, value, before) for name, value in figures.items())


def _figure(name: str, value: float, before: str) -> str:
    if name == "per_s":
        return f"{before}{value:,.0f} a second"
    if name.endswith("_share"):
        return f"{name.removesuffix('_share')} {before}{value:.0%}"
    if name.endswith("_m"):
        return f"{name.removesuffix('_m')} {before}{value:,.0f} m"
    return f"{name.removesuffix('_ms')} {before}{value:.2f} ms"
