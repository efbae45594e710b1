"""What a stranger meets first: help, mistakes, and databases that cannot be used."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Console, command


def test_help_names_every_command_and_ends_well(fresh: Console) -> None:
    ran = fresh("--help")
    assert (ran.code, ran.err) == (0, "")
    named = {line.split()[0] for line in ran.out.splitlines() if line.startswith("    ")}
    assert named >= {
        "practise", "doctor", "db", "backup", "staff", "clients", "intake", "near", "locate",
        "psap", "directory", "protocols", "score", "instruments", "journal",
        "search", "case", "report", "bench",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frobnicate",), "frobnicate"),
        (("near", "--lat", "x", "--lon", "1"), "argument --lat: 'x' is no number."),
        (("near", "--lat", "91", "--lon", "1"), "91.0, 1.0 is not on the earth."),
        (("near", "--lat", "nan", "--lon", "1"), "nan, 1.0 is not on the earth."),
        (("near", "--lat", "1"), "the following arguments are required: --lon."),
        (("psap",), "Say where: --lat and --lon, or --address."),
        (("journal", "show", "x"), "argument seq: 'x' is no whole number."),
        (("search", "--from", "noon"), "“noon” is no time; write for example"),
        (("staff", "add", "X", "--role", "chef"), "argument --role: not known: 'chef'"),
        (("--config", "/none.toml", "staff", "list"), "There is no settings file at /none.toml."),
        (("intake", "serve", "--listen", "here"), "“here” is not HOST:PORT."),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(
    fresh: Console, words: tuple[str, ...], said: str
) -> None:
    line = fresh.refused(2, *words)
    assert said in line
    assert not any(word in line.lower() for word in ("error", "invalid", "failed to"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://x/y", "This is no database address. Write sqlite:///FILE or postgresql://…"),
        ("nonsense", "This is no database address. Write sqlite:///FILE or postgresql://…"),
        (
            "postgresql://nobody@127.0.0.1:9/none",
            "The database does not answer. Check the network, or the disk it lies on.",
        ),
    ],
)
def test_a_database_that_cannot_be_reached_is_one_line(
    fresh: Console, address: str, said: str
) -> None:
    for words in (("staff", "list"), ("journal", "verify"), ("db", "status")):
        assert fresh.refused(2, "--db", address, *words) == said


def test_a_database_of_a_newer_version_is_left_alone(console: Console) -> None:
    with console.centre() as centre, centre.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for words in (("staff", "list"), ("journal", "verify"), ("db", "upgrade")):
        assert (
            console.refused(2, *words)
            == "A newer Vigil made this database. Update Vigil on this station."
        )


def test_a_database_without_its_key_or_with_a_wrong_one_says_which(console: Console) -> None:
    key = console.data / "live" / "vigil.key"
    kept = key.read_text()
    key.unlink()
    assert "its key file is not" in console.refused(2, "staff", "list")
    other = kept.replace('"data": "', '"data": "00', 1)
    key.write_text(
        other[: other.index('"data": "') + 9 + 64] + other[other.index('"data": "') + 75 :]
    )
    assert console.refused(2, "staff", "list").startswith("The key file does not open")


def test_a_folder_that_only_lets_itself_be_read_is_one_line(locked: tuple[str, ...]) -> None:
    for words in (("staff", "list"), ("journal", "verify")):
        ran = subprocess.run(
            [*locked, *command(*words)], capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (
            2,
            "",
            "The disk or folder of the database is read-only. Allow writing to it.\n",
        )


def test_where_no_database_is_only_looking_makes_none(fresh: Console) -> None:
    for words in (("journal", "verify"), ("db", "status"), ("journal", "tail")):
        assert fresh.refused(2, *words).endswith("console db upgrade makes one.")
    assert fresh("doctor").code == 0
    assert not fresh.data.exists()


def test_the_doctor_says_what_there_is_as_one_document(console: Console) -> None:
    ran = console("--json", "doctor")
    found = {row["what"]: row for row in ran.json}
    assert list(found) == [
        "python", "display", "font", "voice", "map", "database", "streets", "geocoder",
    ]  # fmt: skip
    assert found["geocoder"]["says"] == "off; no address leaves this machine"
    assert (found["streets"]["ok"], found["geocoder"]["ok"]) == (None, True)
    assert found["database"]["ok"] is True
    assert {tuple(row) for row in ran.json} == {("what", "ok", "says")}


def test_practice_has_a_store_of_its_own(console: Console) -> None:
    assert console("staff", "list", "--json").json != []
    assert console("--practice", "staff", "list", "--json").json == []
    assert sorted(p.name for p in console.data.iterdir()) == ["live", "practice"]
    assert "live" not in console("--practice", "db", "status").out


def test_a_process_of_its_own_answers_the_same_and_loads_no_qt(
    console: Console, tmp_path: Path
) -> None:
    look = "import sys; from console.cli import main; c = main(['journal', 'verify', '--json'])"
    show = "; sys.stderr.write(str(sorted(m for m in sys.modules if 'PySide' in m))); sys.exit(c)"
    ran = subprocess.run(
        [command()[0], "-c", look + show], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "[]")
    assert ran.stdout == console("journal", "verify", "--json").out


def test_a_reader_that_goes_away_is_no_trouble(console: Console) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(
            command("journal", "tail"), stdout=writer, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")
