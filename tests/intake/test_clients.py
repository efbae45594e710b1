import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient
from console.domain.events import ClientRecorded
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.circle import ConsentState, Scope
from console.domain.people.client import Address, Client, Flag, Identifier, Phone
from console.domain.place.point import Point
from console.intake.clients import Imported, import_files
from tests.intake.charts import CONSENT, GUN, MRN, PATIENT, ROSA, TODAY, bundle, only, take


def test_reading_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    first = take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, GUN))
    head = desk.head
    again = take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT, GUN))
    assert (again.added, again.changed, again.same) == ((), (), first.added)
    assert desk.head == head


def test_a_changed_chart_changes_the_record_and_keeps_what_only_we_know(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, bundle(PATIENT, ROSA))
    before = only(desk)
    ours = replace(
        before,
        phones=(replace(before.phones[0], voicemail_ok=True), before.phones[1]),
        addresses=(before.addresses[0], replace(before.addresses[1], access="gate 2210")),
        flags=before.flags | {Flag.PART2},
        circle=(
            before.circle[0],
            replace(before.circle[1], scope=frozenset({Scope.PLAN}), do_not_contact=True),
        ),
        team="Dr C. Lin",
    )
    desk.do(RecordClient(ours.id, private(ours), "by hand"), SYSTEM)
    moved = {**PATIENT, "birthDate": "2009-05-21", "extension": []}
    done = take(desk, tmp_path, bundle(moved, ROSA, CONSENT))
    assert done.changed == (ours.id,)
    assert only(desk) == replace(ours, born=date(2009, 5, 21))


def test_a_release_that_the_chart_says_was_taken_back_no_longer_holds(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, bundle(PATIENT, ROSA, CONSENT))
    assert only(desk).circle[1].consent(TODAY) is ConsentState.GIVEN
    take(desk, tmp_path, bundle(PATIENT, ROSA, {**CONSENT, "status": "inactive"}))
    assert only(desk).circle[1].consent(TODAY) is ConsentState.REVOKED


def test_two_of_our_clients_are_never_made_one(desk: Desk, tmp_path: Path) -> None:
    for n in ("1", "2"):
        one = Client(ClientId(n), f"Client {n}", identifiers=(Identifier(MRN, n),))
        desk.do(RecordClient(one.id, private(one), "test"), SYSTEM)
    both = [{"system": MRN, "value": "1"}, {"system": MRN, "value": "2"}]
    done = take(desk, tmp_path, {**PATIENT, "identifier": both})
    assert [one.resource for one in done.rejected] == ["Patient/p1"]
    assert {client.name for client in desk.board.clients.values()} == {"Client 1", "Client 2"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<Patient/>", "XML"),
        (b"{", "JSON"),
        (b"", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "no FHIR resource"),
        (b"7", "no FHIR resource"),
        (b'{"a":' * 100_000, "levels"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken(
    desk: Desk, tmp_path: Path, raw: bytes, said: str
) -> None:
    done = take(desk, tmp_path, raw, PATIENT)
    (rejected,) = done.rejected
    assert rejected.file == "file-0.json"
    assert said in rejected.reason
    assert len(done.added) == 1


def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    done = import_files(desk, "fhir", [tmp_path / "gone.json"])
    assert [one.file for one in done.rejected] == ["gone.json"]


def test_an_address_of_unknown_age_is_never_shown_as_fresh(desk: Desk, tmp_path: Path) -> None:
    undated = [{"line": ["1 Main St"], "city": "Erie", "state": "PA"}]
    chart = {**PATIENT, "meta": {}, "address": undated}
    take(desk, tmp_path, chart)
    assert only(desk).addresses[0].since == TODAY - timedelta(days=90)
    assert take(desk, tmp_path, chart).changed == ()


@dataclass(frozen=True)
class Here:
    at: Point
    error_m: int


ERIE = Here(Point(42.1, -80.1), 1_500)


def test_an_address_without_coordinates_gets_a_circle(desk: Desk, tmp_path: Path) -> None:
    asked: list[str] = []

    def locate(text: str) -> Sequence[Here]:
        asked.append(text)
        return [ERIE] if "Erie" in text else []

    file = tmp_path / "chart.json"
    file.write_text(json.dumps(PATIENT), encoding="utf-8")
    import_files(desk, "fhir", [file], locate)
    erie, columbus = only(desk).addresses
    assert (erie.at, erie.error_m) == (ERIE.at, 1_500.0)
    assert columbus.at is None
    assert asked == ["9 Lake Rd, Erie, PA", "412 E Long St, Columbus, OH 43215"]
    assert import_files(desk, "fhir", [file], lambda _text: []).changed == ()


def test_the_journal_names_the_file_by_its_digest_only(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "jamie-ortega.json"
    file.write_text(json.dumps(PATIENT), encoding="utf-8")
    seen: list[str] = []
    desk.listen(
        lambda change: seen.extend(
            one.event.source for one in change.happened if isinstance(one.event, ClientRecorded)
        )
    )
    import_files(desk, "fhir", [file])
    assert len(seen) == 1
    assert seen[0].startswith("fhir:")
    assert len(seen[0]) == len("fhir:") + 16


COLUMNS = ["system", "identifier", "name", "born", "phone", "address", "city", "zip", "flags"]
ROW = [
    MRN,
    "7",
    "Ana White",
    "1980-01-02",
    "928-555-0121",
    "12 N St",
    "Flagstaff",
    "86001",
    "part2",
]


def table(folder: Path, *rows: Sequence[str]) -> Path:
    file = folder / "clients.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def test_rows_become_records(desk: Desk, tmp_path: Path) -> None:
    done = import_files(desk, "csv", [table(tmp_path, COLUMNS, ROW)])
    client = only(desk)
    assert client == Client(
        client.id,
        "Ana White",
        born=date(1980, 1, 2),
        identifiers=(Identifier(MRN, "7"),),
        phones=(Phone("+19285550121"),),
        addresses=(Address("12 N St", "Flagstaff", "", "86001", since=TODAY - timedelta(days=90)),),
        flags=frozenset({Flag.PART2}),
    )
    assert done == Imported((client.id,), (), (), (), ())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("identifier", ""),
        ("name", " "),
        ("born", "2 Jan 1980"),
        ("phone", "ask"),
        ("flags", "king"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_taken(
    desk: Desk, tmp_path: Path, column: str, value: str
) -> None:
    bad = [value if name == column else held for name, held in zip(COLUMNS, ROW, strict=True)]
    good = [MRN, "8", *ROW[2:]]
    done = import_files(desk, "csv", [table(tmp_path, COLUMNS, bad, good, good[:-1])])
    assert [one.resource for one in done.rejected] == ["row 2", "row 4"]
    assert only(desk).identifiers == (Identifier(MRN, "8"),)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"name\nAna\n",
        b"system,identifier,name,shoe\n",
        b"system,identifier,name,name\n",
        b"\xff\xfe",
        b'system,identifier,name\na,b,"c\n',
    ],
)
def test_a_table_that_is_none_is_named(desk: Desk, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "clients.csv"
    file.write_bytes(raw)
    done = import_files(desk, "csv", [file])
    assert [one.file for one in done.rejected] == ["clients.csv"]
    assert desk.board.clients == {}
