"""Files of comma-separated clients, one a row, with the names of the columns above.

Columns: ``system``, ``identifier``, ``name`` (these three are needed), ``preferred``,
``pronouns``, ``born`` (YYYY-MM-DD), ``languages`` (BCP 47, with spaces between),
``phone``, ``phone_note``, ``address``, ``unit``, ``city``, ``state``, ``zip``,
``access``, ``address_since`` (YYYY-MM-DD), ``flags`` (with spaces between), ``team``, and
those of ``csv_around``.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date
from gettext import gettext as _

from console.domain.people.client import Address, Client, Flag, Identifier, Phone
from console.intake.enrol import csv_around
from console.intake.enrol.record import UNNAMED, Record, Rejected
from console.intake.event import phone_number
from console.intake.strict.json_in import clean
from console.intake.strict.wanted import NotAsWanted

NEEDED = ("system", "identifier", "name")
COLUMNS = frozenset(
    {
        *NEEDED, "preferred", "pronouns", "born", "languages", "phone", "phone_note", "address",
        "unit", "city", "state", "zip", "access", "address_since", "flags", "team",
        *csv_around.COLUMNS,
    }
)  # fmt: skip

Row = Mapping[str, str]


def rows(file: str, source: str, raw: bytes, today: date, rejected: list[Rejected]) -> list[Record]:
    """Return the records in a file.

    Args:
        file: the name of the file, for what is not taken.
        source: where a record of it comes from, for the journal.
        raw: what stands in the file.
        today: for what was asked without a day.
        rejected: rows that are not taken are added here.

    Raises:
        NotAsWanted: it is no such file; nothing of it is taken.
    """
    try:
        text = clean(raw.decode("utf-8-sig"))
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        named = [name.strip().casefold() for name in reader.fieldnames or ()]
        _header(named)
        reader.fieldnames = named
        made = []
        for row in reader:
            label = _("row {n}").format(n=reader.line_num)
            try:
                made.append(Record(file, label, _client(row, today), source))
            except ValueError as reason:
                rejected.append(Rejected(file, label, str(reason)))
    except UnicodeDecodeError:
        raise NotAsWanted("", _("text in UTF-8 is wanted")) from None
    except csv.Error:
        raise NotAsWanted("", _("rows of comma-separated values are wanted")) from None
    return made


def _header(named: list[str]) -> None:
    missing = [name for name in NEEDED if name not in named]
    unknown = sorted(set(named) - COLUMNS)
    if missing:
        said = _("a column called {name} is wanted").format(name=", ".join(missing))
        raise NotAsWanted("", said)
    if unknown or len(set(named)) != len(named):
        raise NotAsWanted(
            "",
            _("each column once is wanted, of these: {names}").format(
                names=", ".join(sorted(COLUMNS))
            ),
        )


def _client(row: Row, today: date) -> Client:
    if None in row or None in row.values():  # the reader's sign for too many, or too few
        raise ValueError(_("It has another number of values than the first line has names."))
    said = {name: " ".join(value.split()) for name, value in row.items()}
    if not all(said[name] for name in NEEDED):
        raise ValueError(_("It lacks the system, the identifier or the name."))
    get = said.get
    return Client(
        UNNAMED,
        said["name"],
        get("preferred", ""),
        get("pronouns", ""),
        _day(get("born", ""), "born"),
        tuple(get("languages", "").split()),
        (Identifier(said["system"], said["identifier"]),),
        _phones(get("phone", ""), get("phone_note", "")),
        _addresses(said),
        frozenset(_flag(flag) for flag in get("flags", "").split()),
        tuple(csv_around.circle_of(said, _day)),
        csv_around.plan_of(said, _day),
        get("team", ""),
        csv_around.directive_of(said, _day, today),
    )


def _phones(number: str, note: str) -> tuple[Phone, ...]:
    if not number:
        return ()
    phone = phone_number(number)
    if phone is None:
        raise ValueError(_("Its telephone number is not whole."))
    return (Phone(phone, note=note),)


def _addresses(said: Mapping[str, str]) -> tuple[Address, ...]:
    line, city, code = (said.get(name, "") for name in ("address", "city", "zip"))
    if not (line or city or code):
        return ()
    return (
        Address(
            line,
            city,
            said.get("state", ""),
            code,
            said.get("unit", ""),
            said.get("access", ""),
            since=_day(said.get("address_since", ""), "address_since"),
        ),
    )


def _day(text: str, column: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(
            _("In {column}, a day such as 1990-01-15 is wanted.").format(column=column)
        ) from None


def _flag(text: str) -> Flag:
    try:
        return Flag(text)
    except ValueError:
        raise ValueError(
            _("In flags, some of these are wanted: {names}.").format(names=", ".join(Flag))
        ) from None
