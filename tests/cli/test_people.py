"""``staff`` and ``clients``."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PEOPLE, SECRET, Console
from tests.shared import shared


def test_staff_are_listed_by_id_with_their_roles(console: Console) -> None:
    assert console("staff", "list", "--json").json == [
        {"id": "ana-reyes", "name": "Ana Reyes", "roles": ["counsellor"], "disabled": False},
        {"id": "l-stone", "name": "L. Stone", "roles": ["clinical_lead"], "disabled": False},
        {"id": "m-okafor", "name": "M. Okafor", "roles": ["shift_lead"], "disabled": False},
    ]
    assert [line.split()[0] for line in console("staff", "list").out.splitlines()] == [
        "ana-reyes",
        "l-stone",
        "m-okafor",
    ]


def test_two_people_of_one_name_are_two(console: Console, secret: None) -> None:
    added = console("staff", "add", "Ana Reyes", "--role", "shift_lead", "--json").json
    assert added == {"id": "ana-reyes-2", "name": "Ana Reyes"}
    assert len(console("staff", "list", "--json").json) == len(PEOPLE) + 1


def test_a_secret_that_is_short_or_a_name_that_is_empty_changes_nothing(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIL_SECRET", "short")
    role = ("--role", "counsellor")
    said = "Use at least 6 characters. Nothing was changed."
    assert console.refused(2, "staff", "add", "New Person", *role) == said
    assert console.refused(2, "staff", "reset", "l-stone") == said
    assert console.refused(2, "staff", "add", "  ", *role).startswith("Say who:")
    assert len(console("staff", "list", "--json").json) == len(PEOPLE)


def test_a_new_secret_is_the_only_one_from_then_on(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIL_SECRET", "another 77")
    assert console("staff", "reset", "Ana Reyes").code == 0
    with console.centre() as centre:
        (ana,) = [s.id for s in centre.desk.board.staff.values() if s.name == "Ana Reyes"]
        now, check = centre.desk.now(), centre.store.credentials.verify
        assert (check(ana, SECRET, now), check(ana, "another 77", now)) == (False, True)


def test_somebody_disabled_cannot_sign_in_any_more_and_stays_listed(console: Console) -> None:
    assert console("staff", "disable", "ana-reyes", "--json").json["disabled"] is True
    with console.centre() as centre:
        (ana,) = [s.id for s in centre.desk.board.staff.values() if s.name == "Ana Reyes"]
        assert centre.store.credentials.has(ana) is False
    assert "(disabled)" in console("staff", "list").out
    assert console.refused(1, "staff", "disable", "nobody").startswith("Nobody works here as")


def test_a_secret_never_stands_in_the_journal_or_in_what_is_printed(
    console: Console, secret: None
) -> None:
    ran = console("staff", "add", "New Person", "--role", "counsellor")
    assert SECRET not in ran.out + ran.err + console("journal", "tail", "-n", "99", "--json").out


def test_clients_are_enrolled_from_csv_once(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(
        "system,identifier,name,born,phone,address,city,state,zip\n"
        "urn:mrn,417,Jamie Ortega,2001-02-03,614-555-0123,12 Elm St,Columbus,OH,43215\n"
        "urn:mrn,418,Sam Lee,not a day,,,,,\n"
    )
    first = console("clients", "import", "csv", file, "--json").json
    assert list(first) == ["added", "changed", "same", "rejected", "left_out"]
    assert (len(first["added"]), len(first["rejected"])) == (1, 1)
    assert first["rejected"][0]["resource"] == "row 3"
    again = console("clients", "import", "csv", file, "--json").json
    assert (again["added"], again["same"]) == ([], first["added"])
    shown = console("clients", "show", "417", "--json").json
    assert shown["name"] == "Jamie Ortega"
    assert shown["addresses"][0]["at"] is not None
    assert console("clients", "show", first["added"][0], "--json").json == shown
    assert console.refused(1, "clients", "show", "nobody") == "Nobody is enrolled as “nobody”."


def test_a_record_is_shown_with_releases_plan_directive_and_what_needs_a_look(
    console: Console, tmp_path: Path
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(
        "system,identifier,name,contact,contact_relation,contact_phone,contact_scope,"
        "contact_starts,contact_expires,contact2,contact2_bar,directive,plan_made_on,plan_people\n"
        "urn:mrn,417,Jamie Ortega,Rosa Ortega,mother,614-555-0155,safety_concern,2020-01-01,"
        "2021-02-03,Kyle Brandon,violence,no,2020-01-01,Rosa\n"
    )
    console("clients", "import", "csv", file)
    shown = console("clients", "show", "417").out.splitlines()
    for line in (
        "    ○ Rosa Ortega, mother · ended 3 Feb 2021 · safety only",
        "      +1 614 555 0155",
        "    ✕ Kyle Brandon · never: violence suspected",
        "    Ask for help: Rosa",
        "    Rosa Ortega: release ended 3 Feb 2021.",
    ):
        assert line in shown
    assert any(line.startswith("    They have none (asked ") for line in shown)
    document = console("clients", "show", "417", "--json").json
    assert [one["name"] for one in document["circle"]] == ["Rosa Ortega", "Kyle Brandon"]


def test_whose_record_needs_a_look_is_listed(console: Console, tmp_path: Path) -> None:
    nobody = console("clients", "due").out
    assert nobody == "Every circle, plan and directive is in order.\n"
    file = tmp_path / "clients.csv"
    file.write_text("system,identifier,name,flags\nurn:mrn,417,Jamie Ortega,domestic_violence\n")
    (added,) = console("clients", "import", "csv", file, "--json").json["added"]
    assert console("clients", "due").out.splitlines() == [
        "Jamie Ortega",
        "  Violence at home is on record, and nobody is barred. Ask who is not to be told.",
        "  No safety plan is on file.",
    ]
    assert console("clients", "due", "--json").json == [
        {
            "client": added,
            "worries": [
                {"kind": "violence_unnamed", "who": "", "on": ""},
                {"kind": "plan_missing", "who": "", "on": ""},
            ],
        }
    ]


@pytest.mark.parametrize(("words", "plans"), [((), 0), (("--plan-permission", "letter 7"), 1)])
def test_a_plan_on_its_holders_form_takes_their_permission(
    console: Console, words: tuple[str, ...], plans: int
) -> None:
    files = sorted(shared("standards/fhir/SPiER-Project+adoption-guide").glob("*.json"))
    (added,) = console("clients", "import", "fhir", *files, *words, "--json").json["added"]
    shown = console("clients", "show", added, "--json").json
    assert bool(shown["plan"]) == bool(plans)
    journal = console("journal", "tail", "-n", "5", "--json")
    assert ("letter 7" in journal.out) == bool(plans)


def test_files_that_are_no_fhir_are_named_and_nothing_is_lost(
    console: Console, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    ran = console("clients", "import", "fhir", bad, "--json")
    assert (ran.code, len(ran.json["rejected"]), ran.json["added"]) == (1, 1, [])
    assert ran.json["rejected"][0]["file"] == "bad.json"
    gone = tmp_path / "none.json"
    assert console.refused(2, "clients", "import", "fhir", gone) == f"There is no file {gone}."


@pytest.mark.parametrize("folder", ["SPiER-Project+adoption-guide", "HL7+US-Core"])
def test_real_fhir_files_are_taken_or_named(console: Console, folder: str) -> None:
    files = sorted(shared(f"standards/fhir/{folder}").glob("*.json"))
    patients = [f for f in files if '"Patient"' in f.read_text(encoding="utf-8")]
    first = console("clients", "import", "fhir", *files, "--json").json
    named = {r["file"] for r in (*first["rejected"], *first["left_out"])}
    assert named <= {f.name for f in files}
    whole = [f for f in patients if json.loads(f.read_text())["resourceType"] == "Patient"]
    assert len(first["added"]) >= bool(whole)
    again = console("clients", "import", "fhir", *files, "--json").json
    assert (again["added"], again["changed"]) == ([], [])
    assert again["same"] == first["added"]
    for client in first["added"]:
        assert console("clients", "show", client).code == 0
