"""Rows of a table in a file, plain or gzipped, with the line that each stands on."""

import csv
import gzip
import json
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from gettext import gettext as _
from hashlib import file_digest
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import Any, Final

from console.domain.commands import NoteImport
from console.domain.place.facility import Facility, FacilityId

GZIP: Final = b"\x1f\x8b"
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
UNPRINTED: Final = frozenset({"Cc", "Cf", "Cs"})
BOM: Final = "\ufeff"
DELIMITERS: Final = ",;\t|"
LONGEST: Final = 2**20
"""Bytes of a line: no row of a table is as long, so nothing longer is kept in memory."""
LARGEST: Final = 2**29
"""Bytes of a whole file that has to be held at once, unzipped; the federal lists have a tenth."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken, on which line it starts (or which feature it is), and why."""

    line: int
    reason: str


Row = Facility | Rejected


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table: the values by lower-case column, and the line that it starts on."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Import:
    """What an import brought in, as it is journaled.

    Attributes:
        sha256: of the file as it was given, in hexadecimal digits.
        vintage: date or year of the data, as far as it is known, else empty.
        rows: how many facilities were taken.
        rejected: how many rows were not.
    """

    format: str
    source_name: str
    sha256: str
    vintage: str
    rows: int
    rejected: int

    def note(self, sources: tuple[str, ...] = ()) -> NoteImport:
        """Return what writes it down; ``sources`` are the lists that it brought anew."""
        return NoteImport(self.format, self.sha256, self.vintage, self.rows, self.rejected, sources)


class Unreadable(Exception):  # noqa: N818 - it is what the file is
    """The file as a whole cannot be taken; ``str`` of it says why and what to do."""


def digest(path: Path) -> str:
    """Return the SHA-256 of the file as it lies there.

    Raises:
        Unreadable: the file is not there or may not be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise _not_readable(path, problem) from problem


def content(path: Path) -> bytes:
    """Return the whole file, unzipped.

    Raises:
        Unreadable: it is not there, may not be read, ends too early, or is larger than ``LARGEST``.
    """
    with _opened(path) as file:
        held = file.read(LARGEST + 1)
    if len(held) > LARGEST:
        raise Unreadable(
            _("{file} holds more than {n} MB. Split it and try again.").format(
                file=path.name, n=LARGEST // 2**20
            )
        )
    return held


def document(path: Path, what: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a file of JSON holds; ``what`` says in the refusal what it should have been.

    Raises:
        Unreadable: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(content(path))
    except RecursionError:
        why = _("it is nested too deep")
    except ValueError as problem:
        why = str(problem)
    raise Unreadable(_("{file} is {what}: {why}.").format(file=path.name, what=what, why=why))


def first_byte(path: Path) -> bytes:
    """Return the first byte of the file, unzipped, that is no space.

    Raises:
        Unreadable: it is not there or may not be read.
    """
    with _opened(path) as file:
        return file.read(LONGEST).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def clean(value: str) -> str:
    """Return a value without control characters, which no name has and no database takes."""
    if value.isprintable():
        return value.strip()
    return "".join(" " if unicodedata.category(c) in UNPRINTED else c for c in value).strip()


def records(path: Path, needed: Collection[str] = ()) -> Iterator[Record | Rejected]:
    """Yield the rows of a CSV file; UTF-8, else Windows-1252; comma, semicolon, tab or bar.

    Raises:
        Unreadable: the file cannot be read, or its first line lacks a ``needed`` column.
    """
    lines = _text(path)
    with closing(lines):
        header, delimiter = _header(path, next(lines, ""), needed)
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            line = rows.line_num + 2  # the first line is not among those that it counts
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as problem:
                yield Rejected(line, _("cannot be taken apart: {why}").format(why=problem))
                continue
            if any(row):
                yield _record(line, rows.line_num + 1, header, row)


def taken(records: Iterable[Record | Rejected], facility: Callable[[Record], Row]) -> Iterator[Row]:
    """Yield the facility of each record, or why it is none; a second one of an id is rejected."""
    first: dict[FacilityId, int] = {}
    for record in records:
        row = record if isinstance(record, Rejected) else facility(record)
        if isinstance(row, Facility) and first.setdefault(row.id, record.line) != record.line:
            text = _("has the same id as line {line}")
            row = Rejected(record.line, text.format(line=first[row.id]))
        yield row


def _record(line: int, end: int, header: list[str], row: list[str]) -> Record | Rejected:
    if len(row) == len(header):
        return Record(line, dict(zip(header, map(clean, row), strict=True)))
    text = _("has {found} values where the first line names {expected} columns")
    if end > line:
        text = _(
            "has {found} values where the first line names {expected} columns, and runs on to line "
            "{end}: look for a quotation mark that is not closed"
        )
    return Rejected(line, text.format(found=len(row), expected=len(header), end=end))


def _header(path: Path, first: str, needed: Collection[str]) -> tuple[list[str], str]:
    delimiter = max(DELIMITERS, key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        names = []
    header = [name.strip().lower() for name in names]
    missing = [name for name in needed if name not in header]
    if missing or not any(header):
        raise Unreadable(
            _("{file} is not in this format: its first line names no column {columns}.").format(
                file=path.name, columns=", ".join(missing) or _("at all")
            )
        )
    twice = [name for name, n in Counter(header).items() if name and n > 1]
    if twice:
        text = _("{file} names the column {columns} more than once. Rename one and try again.")
        raise Unreadable(text.format(file=path.name, columns=", ".join(twice)))
    return header, delimiter


def _text(path: Path) -> Generator[str]:
    for number, line in enumerate(_lines(path)):
        if number == 0 and line.startswith(WIDE):
            raise Unreadable(
                _("{file} is UTF-16. Save it as CSV UTF-8 and try again.").format(file=path.name)
            )
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        yield text.removeprefix(BOM) if number == 0 else text


def _lines(path: Path) -> Generator[bytes]:
    with _opened(path) as file:
        while line := file.readline(LONGEST):
            if len(line) == LONGEST:
                raise Unreadable(
                    _("{file} has a line that is too long for any table.").format(file=path.name)
                )
            yield line


@contextmanager
def _opened(path: Path) -> Generator[BufferedIOBase]:
    """Open the file, unzipped.

    Raises:
        Unreadable: it is not there, may not be read, or ends too early.
    """
    try:
        with (
            path.open("rb") as file,
            gzip.open(file) if _zipped(file) else nullcontext(file) as opened,
        ):
            yield opened
    except (EOFError, zlib.error) as problem:
        raise Unreadable(
            _("{file} is damaged or ends too early. Copy it again and try again.").format(
                file=path.name
            )
        ) from problem
    except OSError as problem:
        raise _not_readable(path, problem) from problem


def _zipped(file: BufferedReader) -> bool:
    return file.peek(len(GZIP)).startswith(GZIP)


def _not_readable(path: Path, problem: OSError) -> Unreadable:
    return Unreadable(
        _("{file} cannot be read: {why}.").format(file=path.name, why=problem.strerror or problem)
    )
