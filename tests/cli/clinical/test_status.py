"""``case status``: what a 911 centre sent back is offered, and stands in nobody's place."""

from pathlib import Path

import pytest

from console.cli.clinical.status import UNNAMED
from console.domain.care.contact import ContactKind
from console.domain.care.triage import suggest
from console.domain.commands import ReceiveContact
from console.domain.events import EventQuarantined, StatusReturned
from console.domain.ids import SYSTEM, CaseId, ContactId
from console.domain.place.returned import latest
from console.reports.handoff.eido import incident
from tests.cli.clinical.test_case import ANA, case_of, close, worked
from tests.cli.conftest import Console
from tests.reports.handoff.answers import raw

__all__ = ["worked"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "back.json"
    made.write_bytes(raw())
    return made


def taken(console: Console) -> list[StatusReturned]:
    with console.centre() as centre:
        events = [entry.event for entry in centre.store.journal.since(0)]
        return [one for one in events if isinstance(one, StatusReturned)]


def test_it_is_journaled_with_who_sent_it_and_offered_once(
    worked: Console, file: Path, secret: None
) -> None:
    case = case_of(worked)
    ran = worked("case", "status", case, file, "--by", "Ana Reyes")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "Sent back by psap.example.gov: incident 24-1187.",
            "Medic 4 sent 22:04, there 22:15; Unit 12 sent 22:04, expected 22:20.",
            UNNAMED,
            "It is offered in the case; what people wrote stands as it is.",
        ],
    )
    again = worked("case", "status", case, file)
    assert again.out.splitlines()[-1] == "It was taken in before."
    assert len(taken(worked)) == 1
    with worked.centre() as centre:
        held = centre.desk.board.cases[CaseId(case)]
        said = latest(held.returned)
        assert said is not None
        assert (said.incident, held.returned[0].by) == ("24-1187", ANA)
        assert "psap.incident" not in held.answers
    shown = worked("case", "show", case).out
    assert "Sent back by psap.example.gov: incident 24-1187 · Medic 4 sent 22:04" in shown


def test_as_one_document_it_is_all_there(worked: Console, file: Path) -> None:
    found = worked("--json", "case", "status", case_of(worked), file).json
    assert (found["taken"], found["differs"]) == (True, {})
    assert found["status"]["incident"] == "24-1187"
    assert [one["name"] for one in found["status"]["units"]] == ["Medic 4", "Unit 12"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff", "text in UTF-8 is wanted."),
        (b"{", "one whole JSON object is wanted."),
        (b'{"a": NaN}', "real numbers are wanted, not NaN or Infinity."),
        (b"[" * 50 + b"]" * 50, "at most 30 levels are taken."),
        (b"[" * 200_000, "cannot be read"),
        (b"{}", "This is no EIDO: it has no eidoVersion."),
    ],
)
def test_what_cannot_be_read_is_said_and_kept_for_a_lead(
    worked: Console, tmp_path: Path, text: bytes, said: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(text)
    line = worked.refused(1, "case", "status", case_of(worked), bad)
    assert said in line
    name = line.rpartition(" ")[2]
    kept = worked("--json", "intake", "quarantine", "show", name).json
    assert kept["raw"] == text.decode("utf-8", "replace")
    assert taken(worked) == []
    with worked.centre() as centre:
        events = [entry.event for entry in centre.store.journal.since(0)]
    assert [one.sender for one in events if isinstance(one, EventQuarantined)] == ["911-status"]


def test_a_file_of_ours_is_no_answer(worked: Console, tmp_path: Path) -> None:
    ours = tmp_path / "ours.json"
    case = case_of(worked)
    assert worked("case", "export", case, "--format", "eido", "--out", ours).code == 0
    assert worked.refused(1, "case", "status", case, ours) == (
        "This is a file of ours. Give the one that the centre sent back."
    )


def test_what_is_about_another_case_of_ours_is_not_taken(
    worked: Console, file: Path, tmp_path: Path
) -> None:
    case, other = case_of(worked), CaseId("another-case")
    with worked.centre() as centre:
        call = ReceiveContact(
            ContactId("x"), other, ContactKind.TEXT, "test", suggest(ContactKind.TEXT, {})
        )
        centre.desk.do(call, SYSTEM)
    back = tmp_path / "other.json"
    back.write_bytes(raw(notesComponent=[{"$id": f"{incident(other, 1)}#note-weapons"}]))
    said = worked.refused(1, "case", "status", case, back)
    assert said == "This is about another case of ours. Nothing was changed."
    assert taken(worked) == []
    assert UNNAMED not in worked("case", "status", other, back).out
    worked("case", "status", case, file)
    again = worked.refused(1, "case", "status", other, file)
    assert again.startswith("This file was taken in for case ")
    assert len(taken(worked)) == 2


def test_an_unknown_case_a_closed_one_and_a_file_that_is_not_there_are_one_line(
    worked: Console, file: Path, tmp_path: Path
) -> None:
    case = case_of(worked)
    assert worked.refused(1, "case", "status", "nobody", file) == "There is no case “nobody”."
    gone = tmp_path / "gone.json"
    assert worked.refused(2, "case", "status", case, gone) == (
        f"{gone} cannot be read: No such file or directory."
    )
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (4 * 1024 * 1024 + 1))
    assert "larger than a status can be" in worked.refused(1, "case", "status", case, large)
    with worked.centre() as centre:
        close(centre, CaseId(case))
    assert "closed" in worked.refused(1, "case", "status", case, file)
    assert taken(worked) == []
