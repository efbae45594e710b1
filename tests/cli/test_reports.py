"""``report`` and ``bench``."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Console
from tests.intake.posting import event


@pytest.fixture
def worked(console: Console, tmp_path: Path) -> Console:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event()))
    assert console("intake", "send", file).code == 0
    return console


def test_a_shift_is_reported_as_json_csv_and_pdf(worked: Console, tmp_path: Path) -> None:
    plain = worked("report", "shift", "--format", "json").json
    file = tmp_path / "shift.json"
    assert worked("report", "shift", "--format", "json", "--out", file).code == 0
    assert json.loads(file.read_text()).keys() == plain.keys()
    rows = tmp_path / "shift.csv"
    assert worked("report", "shift", "--format", "csv", "--out", rows).code == 0
    assert len(list(csv.reader(io.StringIO(rows.read_text(encoding="utf-8-sig"))))) > 5
    paper = tmp_path / "shift.pdf"
    saved = worked("report", "shift", "--format", "pdf", "--out", paper, "--json").json
    assert saved == {"file": str(paper), "bytes": paper.stat().st_size}
    assert paper.read_bytes().startswith(b"%PDF-")


def test_follow_ups_are_reported_as_json_csv_and_pdf(worked: Console, tmp_path: Path) -> None:
    plain = worked("report", "followups", "--format", "json").json
    assert (plain["followups_due"], plain["followups_on_time"], plain["owed"]) == (0, 0, [])
    for form, start in (("csv", b"\xef\xbb\xbfFollow-ups"), ("pdf", b"%PDF-")):
        file = tmp_path / f"followups.{form}"
        assert worked("report", "followups", "--format", form, "--out", file).code == 0
        assert file.read_bytes().startswith(start)
        assert file.stat().st_mode & 0o777 == 0o600
    backwards = ("--from", "2026-03-02", "--to", "2026-03-01")
    assert worked.refused(2, "report", "followups", *backwards).startswith(
        "The time ends before it begins."
    )


def test_the_timeline_of_a_case_is_kept_as_json_csv_and_pdf(
    worked: Console, tmp_path: Path
) -> None:
    (found,) = worked("search", "tonight", "--json").json
    case = found["body"]["case"]
    by_id, by_number = (
        worked("case", "show", name, "--format", "json").json for name in (case, found["seq"])
    )
    assert by_id == by_number
    for form, start in (("json", b"{"), ("csv", b""), ("pdf", b"%PDF-")):
        file = tmp_path / f"case.{form}"
        assert worked("case", "show", case, "--format", form, "--out", file).code == 0
        assert file.read_bytes().startswith(start)
        assert file.stat().st_mode & 0o777 == 0o600
    for what in ("show", "export"):
        assert worked.refused(1, "case", what, "nobody") == "There is no case “nobody”."


def test_a_report_that_cannot_be_written_or_ends_before_it_begins_says_so(
    worked: Console, tmp_path: Path
) -> None:
    gone = tmp_path / "no" / "shift.csv"
    assert "cannot be written" in worked.refused(
        2, "report", "shift", "--format", "csv", "--out", gone
    )
    assert "“noon” is no time" in worked.refused(2, "report", "shift", "--from", "noon")
    backwards = ("--from", "2026-03-02", "--to", "2026-03-01")
    assert worked.refused(2, "report", "shift", *backwards).startswith(
        "The shift ends before it begins."
    )


def test_a_bench_that_there_is_not_is_named_with_those_that_are(fresh: Console) -> None:
    line = fresh.refused(2, "bench", "speed")
    assert line.startswith("There is no bench “speed”. There are: ")
    assert "nearest" in line
