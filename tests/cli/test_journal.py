"""``journal``, ``search`` and ``case``: one byte changed is found, and named."""

import json
import signal
from pathlib import Path
from typing import Final

import pytest

from console.store.engine import bare
from console.wiring.centre import Centre
from tests.cli.conftest import Console, running

TEXT: Final = {
    "version": 1, "id": "m-1", "sender": "sms-gateway", "kind": "text",
    "at": "2026-03-01T11:59:58Z", "client": {"phone": "+16145550123"},
    "body": {"text": "i cant do this tonight"},
}  # fmt: skip
PAGE: Final = 4_096


@pytest.fixture
def written(console: Console, tmp_path: Path) -> Console:
    """A centre that one text message has come to."""
    file = tmp_path / "text.json"
    file.write_text(json.dumps(TEXT))
    assert console("intake", "send", file).code == 0
    return console


def tamper(centre: Centre, *changes: str) -> None:
    """Change the database behind the journal's back, as its owner could."""
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with bare(centre.store.engine).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for (name,) in connection.exec_driver_sql(triggers).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for sql in changes:
            connection.exec_driver_sql(sql)


def test_a_whole_journal_is_verified(written: Console) -> None:
    ran = written("journal", "verify", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json) == ["entries", "ok", "faults", "head", "sealed_to"]
    assert (ran.json["ok"], ran.json["faults"], ran.json["sealed_to"]) == (True, [], None)
    assert ran.json["head"] == written("db", "status", "--json").json["head"]
    assert written("journal", "verify").out.startswith("The journal is whole: ")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            "UPDATE journal SET body = body || ' ' WHERE seq = {}",
            "was changed after it was written",
        ),
        ("UPDATE journal SET body = 'x' WHERE seq = {}", "was changed after it was written"),
        ("UPDATE journal SET by = 'nobody' WHERE seq = {}", "was changed after it was written"),
        ("UPDATE words SET text = 'x' WHERE entry = {}", "its words were changed after"),
    ],
)
def test_one_changed_entry_is_the_first_that_is_named(
    written: Console, change: str, reason: str
) -> None:
    with written.centre() as centre:
        seq = next(entry.seq for entry in centre.store.journal.since(0) if entry.words)
        tamper(centre, change.format(seq))
    ran = written("journal", "verify", "--json")
    first = ran.json["faults"][0]
    assert (ran.code, ran.json["ok"], first["seq"]) == (1, False, seq)
    assert first["reason"].startswith(reason)
    assert written("journal", "verify").out.startswith(f"Entry {seq} {reason}")


def test_a_missing_entry_is_named_by_the_one_after_it(written: Console) -> None:
    with written.centre() as centre:
        tamper(centre, "DELETE FROM journal WHERE seq = 9")
    found = written("journal", "verify", "--json").json["faults"][0]
    assert found == {"seq": 10, "reason": "entry 9 is missing before it"}


def test_a_cut_off_end_is_seen_by_this_station(written: Console) -> None:
    with written.centre() as centre:
        tamper(
            centre,
            "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
            "UPDATE head SET (seq, digest) ="
            " (SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1)",
        )
    ran = written("journal", "verify", "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)


def test_a_journal_that_cannot_be_read_can_still_be_looked_at(written: Console) -> None:
    with written.centre() as centre:
        tamper(centre, "UPDATE journal SET body = 'x' WHERE seq = 9")
    said = "The journal is damaged. Nothing was changed. Run: console journal verify"
    assert written.refused(2, "staff", "list") == said
    assert written("journal", "show", "9", "--json").json["body"] == "x"
    assert "(damaged)" in written("journal", "tail", "-n", "100").out


def test_one_byte_of_the_file_is_never_read_as_something_else(written: Console) -> None:
    file = written.data / "live" / "vigil.db"
    whole, raw = written("journal", "verify", "--json"), file.read_bytes()
    said = "The database file is damaged. Restore the newest backup.\n"
    told = set()
    for page in range(PAGE, len(raw), PAGE * 4):
        file.write_bytes(raw[:page] + bytes([raw[page] ^ 1]) + raw[page + 1 :])
        ran = written("journal", "verify", "--json")
        told.add((ran.code, ran.out, ran.err))
    assert told == {(0, whole.out, ""), (2, "", said)}


def test_seals_kept_elsewhere_show_that_the_journal_was_rewritten(
    written: Console, tmp_path: Path
) -> None:
    seals = tmp_path / "seals.jsonl"
    made = written("journal", "seal", "--out", seals, "--json").json
    assert (
        written("journal", "verify", "--seals", seals, "--json").json["sealed_to"] == made["size"]
    )
    whole = seals.read_text()
    seals.write_text(whole + whole[:40])  # a power cut in the middle of a line
    assert written("journal", "verify", "--seals", seals).code == 0
    seals.write_text(json.dumps({**json.loads(whole), "head": "0" * 64}) + "\n")
    ran = written("journal", "verify", "--seals", seals, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)


def test_seals_that_were_taken_away_are_still_known_here(written: Console) -> None:
    size = written("journal", "seal", "--json").json["size"]
    assert written("journal", "verify").code == 0
    with written.centre() as centre:
        tamper(
            centre,
            "DELETE FROM seals",
            "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
            "UPDATE head SET (seq, digest) ="
            " (SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1)",
        )
        folder = centre.store.file.parent if centre.store.file else None
    assert folder is not None
    kept = [folder / "seal-keys.jsonl", folder / "seals.jsonl"]
    (folder / "witness.json").unlink()
    for file in kept:
        said = written("journal", "verify", "--json").json["faults"]
        assert [fault["seq"] for fault in said] == [size]
        file.unlink()
    assert written("journal", "verify").code == 0, "nobody is left who knows"


def test_a_file_that_holds_no_seals_says_so(written: Console, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("this\nis no seal\n")
    assert "holds no seals" in written.refused(2, "journal", "verify", "--seals", other)
    gone = tmp_path / "gone"
    assert written.refused(2, "journal", "verify", "--seals", gone).startswith(f"{gone} cannot be")


def test_verifying_from_an_entry_counts_those_after_it(written: Console) -> None:
    last = written("journal", "verify", "--json").json["entries"]
    assert written("journal", "verify", "--from", last, "--json").json["entries"] == 1
    assert "ends with entry" in written.refused(2, "journal", "verify", "--from", last + 1)
    assert "begins with entry 1" in written.refused(2, "journal", "verify", "--from", "0")


def test_tail_show_and_export_agree(written: Console, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    assert written("journal", "export", file).code == 0
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == written("journal", "tail", "-n", "1000", "--json").json
    assert lines[2] == written("journal", "show", "3", "--json").json
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(lines[0]) == [
        "seq", "at", "by", "station", "version", "kind", "body", "previous", "digest", "words",
    ]  # fmt: skip
    assert written.refused(2, "journal", "export", file).endswith("Choose another name.")
    assert "cannot be written" in written.refused(2, "journal", "export", tmp_path / "no" / "x")
    assert written.refused(1, "journal", "show", "99999") == "There is no entry 99999."


def test_following_shows_what_is_written_and_ends_calmly(written: Console, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**TEXT, "id": "m-2", "client": {"phone": "+16145550177"}}))
    with running("journal", "tail", "-n", "1", "--follow", "--json") as following:
        lines = following.stdout
        while lines.readline() != "]\n":
            pass
        assert written("intake", "send", other).code == 0
        assert json.loads(lines.readline())["kind"] == "contact.arrived"
        following.send_signal(signal.SIGINT)
        assert lines.read() == ""
        assert following.wait() == 0


def test_search_finds_by_words_kind_and_time(written: Console) -> None:
    (found,) = written("search", "tonight", "--json").json
    assert found["kind"] == "contact.arrived"
    assert written("search", "--kind", "contact.arrived", "--json").json == [found]
    assert written("search", "tonight", "--to", "2020-01-01", "--json").json == []
    assert written("search", "unheard").code == 1
    assert written("search", "unheard").out == "Nothing found. Try fewer words.\n"


def test_a_case_is_shown_by_its_id_or_number(written: Console) -> None:
    (found,) = written("search", "tonight", "--json").json
    case = found["body"]["case"]
    shown = written("case", "show", case, "--json")
    assert [entry["seq"] for entry in shown.json] == [found["seq"]]
    assert written("case", "show", str(found["seq"]), "--json").json == shown.json
    assert written.refused(1, "case", "show", "nobody") == "There is no case “nobody”."
