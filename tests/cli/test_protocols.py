"""``protocols``: what is wrong is named with file, step and remedy; a lead stands for a version."""

from pathlib import Path

import pytest

from console.wiring.shipped import PROTOCOLS
from tests.cli.conftest import Console

CLOSURE = PROTOCOLS / "P32.toml"
STAND = ("--credential", "LCSW, OH 12345", "--next-review", "2027-03-01")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Return a copy of the closing protocol with a change."""
    text = CLOSURE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def newer(tmp_path: Path) -> Path:
    return changed(tmp_path, "version = 1", "version = 2")


def test_what_ships_is_sound(fresh: Console) -> None:
    ran = fresh("protocols", "check", *sorted(PROTOCOLS.glob("*.toml")), "--json")
    assert (ran.code, ran.json) == (0, {"ok": True, "faults": []})
    assert "P32 version 1: sound" in fresh("protocols", "check", CLOSURE).out


def test_a_broken_file_is_named_with_step_and_remedy(fresh: Console, tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "a2"', 'id = "a1"')
    ran = fresh("protocols", "check", file, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    assert {tuple(found) for found in ran.json["faults"]} == {("file", "where", "what", "remedy")}
    twice = [found for found in ran.json["faults"] if "twice" in found["what"]]
    assert twice[0]["file"] == str(file)
    assert twice[0]["where"].startswith("P32 step ")
    assert twice[0]["remedy"] == "Give each step its own id."
    line = fresh("protocols", "check", file).out.splitlines()[0]
    assert line.startswith(f"{file}: P32")


@pytest.mark.parametrize("raw", [b"", b"not toml [", b"\xff\xfe", b"id = 'P32'"])
def test_what_is_no_protocol_is_said_in_a_sentence(
    fresh: Console, tmp_path: Path, raw: bytes
) -> None:
    file = tmp_path / "other.toml"
    file.write_bytes(raw)
    ran = fresh("protocols", "check", file)
    assert ran.code in {1, 2}
    assert str(file) in ran.out + ran.err
    assert str(tmp_path / "none") in fresh.refused(2, "protocols", "check", tmp_path / "none")


def test_two_files_of_one_id_do_not_go_together(fresh: Console, tmp_path: Path) -> None:
    ran = fresh("protocols", "check", CLOSURE, newer(tmp_path), "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    assert "Two of the files have this id." in {found["what"] for found in ran.json["faults"]}


def test_what_a_file_breaks_beside_it_is_named_with_that_file(
    fresh: Console, console: Console, tmp_path: Path
) -> None:
    text = (PROTOCOLS / "P17.toml").read_text(encoding="utf-8")
    file = tmp_path / "silent.toml"
    file.write_text(text.replace("version = 1", "version = 2").replace("weapon =", "arms ="))
    (found,) = fresh("protocols", "check", file, "--json").json["faults"]
    assert (found["file"], found["where"]) == (str(file), "P12")
    assert found["what"].startswith("Nothing can ever be “answer:silent.sounds=weapon”")
    assert found["what"] in console.refused(1, "protocols", "publish", file)


def test_a_field_is_of_one_type_here_and_in_what_ships(fresh: Console, tmp_path: Path) -> None:
    text = (PROTOCOLS / "P17.toml").read_text(encoding="utf-8")
    before, label, after = text.partition('label = "Who called the 911 centre"\n')
    file = tmp_path / "silent.toml"
    file.write_text(before + label + after.replace('type = "choice"', 'type = "choices"', 1))
    (found,) = fresh("protocols", "check", file, "--json").json["faults"]
    assert (found["file"], found["where"]) == (str(file), "P17 step a2 field psap.call")
    assert found["what"] == "It is choices here and choice in P05 step c1."


def test_publishing_is_all_or_none(console: Console, tmp_path: Path) -> None:
    before = console("protocols", "list", "--json").json
    broken = tmp_path / "broken.toml"
    broken.write_text("id = 'P99'")
    ran = console("protocols", "publish", newer(tmp_path), broken)
    assert (ran.code, ran.out) == (1, "")
    assert str(broken) in ran.err
    assert console("protocols", "list", "--json").json == before


def test_a_published_version_never_changes(console: Console, tmp_path: Path) -> None:
    other = changed(tmp_path, "title = ", 'title = "Other" #')
    assert "never changes" in console.refused(1, "protocols", "publish", other)
    assert console("protocols", "publish", CLOSURE, "--json").json == {"published": 0}


def test_a_new_version_is_listed_shown_and_compared(console: Console, tmp_path: Path) -> None:
    assert "nothing to compare" in console("protocols", "diff", "P32").out
    text = newer(tmp_path).read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title = "))
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(title, 'title = "Closing well"', 1), encoding="utf-8")
    assert console("protocols", "publish", file, "--json").json == {"published": 1}
    held = [row for row in console("protocols", "list", "--json").json if row["id"] == "P32"]
    assert [(row["version"], row["state"]) for row in held] == [(1, "draft"), (2, "draft")]
    shown = console("protocols", "show", "P32", "--json").json
    assert (shown["version"], "Closing well" in shown["lines"][0]) == (2, True)
    diff = console("protocols", "diff", "P32", "--json").json
    assert (diff["from"], diff["to"]) == (1, 2)
    assert any(line.startswith("+") and "Closing well" in line for line in diff["changes"])
    assert "is not published here" in console.refused(1, "protocols", "show", "P98")


def test_a_clinical_lead_who_proves_it_stands_for_a_version(console: Console, secret: None) -> None:
    ran = console("protocols", "approve", "P00", "--by", "L. Stone", *STAND, "--json")
    assert ran.json == {"id": "P00", "version": 1, "next_review": "2027-03-01"}
    (row,) = [row for row in console("protocols", "list", "--json").json if row["id"] == "P00"]
    assert (row["state"], row["approved_by"], row["next_review"]) == (
        "approved",
        "L. Stone",
        "2027-03-01",
    )


def test_what_should_have_been_looked_at_again_is_listed_so(console: Console, secret: None) -> None:
    stand = ("--credential", "LCSW", "--next-review", "2026-01-01")
    console("protocols", "approve", "P00", "--by", "L. Stone", *stand, "--json")
    (row,) = [row for row in console("protocols", "list", "--json").json if row["id"] == "P00"]
    assert (row["state"], row["review_overdue"]) == ("approved", True)
    lines = console("protocols", "list").out.splitlines()
    assert [line[:3] for line in lines if "REVIEW WAS DUE 2026-01-01" in line] == ["P00"]


def test_nobody_else_can_and_the_journal_stays_as_it_was(
    console: Console, monkeypatch: pytest.MonkeyPatch, secret: None
) -> None:
    before = console("journal", "verify", "--json").json
    approve = ("protocols", "approve", "P00", *STAND, "--by")
    assert "clinical lead" in console.refused(1, *approve, "Ana Reyes").lower()
    assert console.refused(1, *approve, "nobody").startswith("Nobody works here as")
    monkeypatch.setenv("VIGIL_SECRET", "a guess 1")
    assert (
        console.refused(1, *approve, "L. Stone")
        == "That is not the PIN or password of L. Stone. Nothing was changed."
    )
    assert console("journal", "verify", "--json").json == before


def test_practice_believes_who_somebody_is(console: Console, secret: None) -> None:
    lead = ("staff", "add", "L. Stone", "--role", "clinical_lead")
    assert console("--practice", *lead).code == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VIGIL_SECRET")
        approve = ("protocols", "approve", "P00", "--by", "L. Stone", *STAND)
        assert console("--practice", *approve).code == 0
