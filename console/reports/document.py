"""What paper and spreadsheets are made of."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that is read at a glance, its name above it and its measure below."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of figures."""

    figures: tuple[Figure, ...]


Cell: TypeAlias = str | Tier


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a tier in a cell is shown as shape, word and colour.

    Attributes:
        numbers: the columns, from 0, that hold numbers or times and stand to the right.
        none: what is said in place of a table without rows.
        note: a sentence above the rows.
        widths: of the columns in millimetres; 0 shares what is left.
        total: whether the last row sums up the others.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    none: str = ""
    note: str = ""
    widths: tuple[int, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a timeline."""

    time: str
    title: str
    detail: str = ""
    by: str = ""
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, in order; ``days`` begin a new heading each."""

    title: str
    days: tuple[tuple[str, tuple[Moment, ...]], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one a line."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The line that says whether the journal behind the report is whole."""

    whole: bool
    text: str


Block: TypeAlias = Figures | Table | Timeline | Facts | Seal


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes:
        language: BCP 47, the language that its words are in.
        practice: made from invented people: every page says so.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    practice: bool = False
    language: str = "en"
