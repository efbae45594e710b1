"""What a 911 centre sent back is taken in by keys, offered, and stands in nobody's place."""

from pathlib import Path

import pytest

from console.desk.desk import Desk
from console.domain.ids import CaseId
from console.domain.place.returned import latest
from console.reports.handoff.eido import incident
from tests.reports.handoff.answers import raw
from tests.ui.centre import arrive
from tests.ui.escalation.seat import Seat
from tests.ui.reach import nameless


def put(folder: Path, name: str, *about: str) -> Path:
    file = folder / name
    file.write_bytes(raw(notesComponent=[{"$id": f"{one}#note-weapons"} for one in about]))
    return file


def open_at(seat: Seat, folder: Path) -> None:
    seat.steps.back.folder = folder
    seat.press("Ctrl+Shift+I")
    assert seat.has(seat.steps.back.file)


def said(seat: Seat) -> str:
    return seat.steps.back.said.text()


def test_a_file_that_names_the_case_is_taken_by_a_digit_and_offered(
    seat: Seat, case: CaseId, tmp_path: Path
) -> None:
    put(tmp_path, "back.json", incident(case, seat.case.number))
    open_at(seat, tmp_path)
    assert nameless(seat.steps.back) == []
    seat.press("Ctrl+1", "Return")
    seat.until(lambda: bool(seat.case.returned))
    status = latest(seat.case.returned)
    assert status is not None
    assert status.incident == "24-1187"
    assert "psap.incident" not in seat.case.answers
    assert seat.steps.back.isHidden()
    open_at(seat, tmp_path)
    seat.press("Ctrl+1", "Return")
    seat.until(lambda: said(seat) == "It was taken in before.")
    seat.press("Escape")
    assert seat.steps.back.isHidden()
    assert len(seat.case.returned) == 1


def test_a_file_that_names_no_case_is_only_readied_by_the_first_press(
    seat: Seat, tmp_path: Path
) -> None:
    open_at(seat, tmp_path)
    seat.type(str(put(tmp_path, "back.json")))
    seat.press("Return")
    seat.until(lambda: bool(said(seat)))
    assert said(seat).startswith("Sent back by psap.example.gov: incident 24-1187. Medic 4 ")
    assert said(seat).endswith(
        "It does not name this case: ask the centre. Enter once more takes it."
    )
    assert seat.case.returned == ()
    seat.press("Return")
    seat.until(lambda: bool(seat.case.returned))


def test_a_file_about_another_case_is_not_taken(seat: Seat, desk: Desk, tmp_path: Path) -> None:
    other = arrive(desk, "other")
    seat.until(lambda: other in seat.bridge.board.cases)
    file = put(tmp_path, "back.json", incident(other, desk.board.cases[other].number))
    open_at(seat, tmp_path)
    seat.type(str(file))
    seat.press("Return", "Return")
    seat.until(lambda: bool(said(seat)))
    assert said(seat) == "This is about another case of ours. Nothing was changed."
    assert seat.case.returned == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "back.json is no file."),
        (b"\xff", "back.json cannot be read: text in UTF-8 is wanted."),
        (b"[" * 200_000, "back.json cannot be read: at most 30 levels are taken."),
        (b" " * (4 * 1024 * 1024 + 1), "back.json cannot be read: at most 4096 kB are taken."),
        (b"{}", "This is no EIDO: it has no eidoVersion."),
        (b'{"eidoVersion":1,"issuingElementIdentification":[],"agencyComponent":{}}',
         "issuingElementIdentification is no text of at most 120 plain characters."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why_in_the_panel(
    seat: Seat, tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "back.json"
    if content is not None:
        file.write_bytes(content)
    open_at(seat, tmp_path)
    seat.type(str(file))
    seat.press("Return")
    seat.until(lambda: said(seat) == why)
    assert seat.case.returned == ()
