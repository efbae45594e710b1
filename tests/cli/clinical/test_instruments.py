"""``instruments``: what there is, and the centre's own text in a slot."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Console
from tests.intake.forms.papers import as_json, as_xml
from tests.intake.forms.slots import question, questionnaire, screener
from tests.shared import shared

pytestmark = pytest.mark.usefixtures("secret")

LICENCE = ("--licence", "agreement 12", "--by", "M. Okafor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "screener.json"
    found.write_bytes(as_json(screener()))
    return found


def text_of(console: Console, name: str) -> str:
    rows = console("instruments", "list", "--json").json
    return str(next(row["text"] for row in rows if row["id"] == name))


def test_what_ships_and_what_waits_for_a_text_is_listed(console: Console) -> None:
    rows = {row["id"]: row["text"] for row in console("instruments", "list", "--json").json}
    assert (rows["phq-9"], rows["asq"]) == ("ships", "ships")
    empty = {"c-ssrs-screener-recent", "c-ssrs-since-last-contact", "dast-10", "sbq-r", "ctrs"}
    assert {name for name, text in rows.items() if text == "empty"} == {*empty, "audit-c"}
    ran = console("instruments", "list")
    assert "SBQ-R: empty. console instruments load FILE --as sbq-r" in ran.out


def test_a_lead_sees_every_word_before_it_is_loaded_and_after(console: Console, file: Path) -> None:
    shown = console("instruments", "load", file, "--as", "cssrs-screener")
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[:4] == [
        "C-SSRS screener, from “Our screener 2”:",
        "  Now ask:",
        "  item 1: words 1",
        "      Yes / No",
    ]
    assert lines[-1] == "Nothing is loaded yet. If this is right, give --licence and --by."
    assert text_of(console, "c-ssrs-screener-recent") == "empty"

    done = console("instruments", "load", file, "--as", "cssrs-screener", *LICENCE)
    assert (done.code, done.out.splitlines()[-1]) == (0, "Loaded.")
    assert text_of(console, "c-ssrs-screener-recent") == "loaded"
    item = console("instruments", "show", "c-ssrs", "--json").json["items"][3]
    assert (item["id"], item["loinc"], item["text"]) == ("q4", "93249-1", "words 4")
    tail = console("journal", "tail", "-n", "1").out
    assert "Licensed text loaded: C-SSRS screener · Our screener 2 · agreement 12" in tail


def test_the_same_text_again_changes_nothing(console: Console, file: Path) -> None:
    load = ("instruments", "load", file, "--as", "c-ssrs", *LICENCE)
    console(*load)
    before = console("journal", "tail", "-n", "1").out
    again = console(*load, "--json")
    assert (again.code, again.json["loaded"]) == (0, False)
    assert console("journal", "tail", "-n", "1").out == before


def test_a_questionnaire_in_xml_is_loaded_too(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "screener.xml"
    file.write_bytes(as_xml(screener()))
    assert console("instruments", "load", file, "--as", "c-ssrs", *LICENCE).code == 0


def test_what_does_not_fit_is_said_line_by_line(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "short.json"
    file.write_bytes(as_json(questionnaire(*(question(f"q{n}", f"w {n}") for n in range(1, 7)))))
    ran = console("instruments", "load", file, "--as", "c-ssrs", *LICENCE)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "It does not fit C-SSRS screener. Nothing was loaded.",
        "Item 6b is missing.",
    ]


def test_only_a_lead_may_load_one(console: Console, file: Path) -> None:
    by = ("--licence", "agreement 12", "--by", "Ana Reyes")
    ran = console("instruments", "load", file, "--as", "c-ssrs", *by)
    assert ran.code == 1
    assert text_of(console, "c-ssrs-screener-recent") == "empty"


def test_words_that_ship_are_not_replaced(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "asq.json"
    file.write_bytes(as_json(questionnaire(*(question(f"q{n}", f"w {n}") for n in range(1, 6)))))
    ran = console("instruments", "load", file, "--as", "asq", *LICENCE)
    assert ran.code == 1
    assert ran.err == "The words of ASQ ship with Vigil; there is nothing to load.\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "The questionnaire cannot be read: one whole JSON object is wanted."),
        (b"<a", "The questionnaire cannot be read: one whole XML document is wanted."),
        (
            b'{"resourceType": "X"}',
            "The questionnaire cannot be read: one Questionnaire is wanted.",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(
    console: Console, tmp_path: Path, raw: bytes, said: str
) -> None:
    file = tmp_path / "broken"
    file.write_bytes(raw)
    assert console.refused(2, "instruments", "load", file, "--as", "c-ssrs") == said


def test_an_instrument_that_is_not_here_is_one_line(console: Console, file: Path) -> None:
    assert console.refused(2, "instruments", "load", file, "--as", "mmpi").startswith(
        "“mmpi” is no instrument here."
    )
    assert console.refused(2, "instruments", "show", "mmpi").startswith("“mmpi” is no instrument")


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("cssrs-screener.json", "c-ssrs-screener-recent"),
        ("cssrs-since-last-contact.json", "c-ssrs-since-last-contact"),
        ("sbqr-questionnaire.json", "sbq-r"),
    ],
)
def test_published_questionnaires_fill_their_slots(console: Console, name: str, slot: str) -> None:
    file = shared(f"standards/fhir/SPiER-Project+adoption-guide/{name}")
    ran = console("instruments", "load", file, "--as", slot, *LICENCE, "--json")
    assert (ran.code, ran.json["loaded"]) == (0, True)
    assert text_of(console, slot) == "loaded"
    held = json.loads(file.read_bytes())["title"]
    assert console("instruments", "show", slot, "--json").json["edition"].startswith(held)
