"""The hand-off packet stands beside the call card: switched by digits, given by one key."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.care.disclosure import Recipient
from console.domain.care.part2 import Programme
from console.domain.commands import DescribeProgramme, RecordClient, StartEscalation
from console.domain.events import DisclosureMade, PacketMade
from console.domain.ids import SYSTEM, CaseId, ClientId, ProtocolId
from tests.reports.handoff.schemas import eido_faults
from tests.ui.centre import ME
from tests.ui.escalation.gates.test_person import NEVER, ROSA
from tests.ui.escalation.seat import PAPER_S, Seat
from tests.ui.reach import nameless


def told(seat: Seat) -> list[DisclosureMade]:
    entries = seat.bridge.room.history.of_case(seat.case.id)
    events = (entry.happened.event for entry in entries)
    return [event for event in events if isinstance(event, DisclosureMade)]


def labels(seat: Seat) -> list[str]:
    return [row.what.text() for row in seat.steps.packet.rows if not row.isHidden()]


def test_it_opens_by_one_key_with_the_weapon_first_and_says_what_is_withheld(seat: Seat) -> None:
    seat.press("Alt+H")
    packet = seat.steps.packet
    assert packet.isVisible()
    assert nameless(packet) == []
    assert labels(seat)[:3] == ["Weapons", "From", "Where"]
    assert packet.title.text() == "Hand-off to: medical staff"
    assert packet.held.text() == (
        "✕ Substance use: 42 CFR Part 2: in a medical emergency, name who hears it"
    )
    seat.press("Escape")
    assert not packet.isVisible()


def test_a_digit_makes_it_for_another_recipient(seat: Seat) -> None:
    seat.press("Alt+H", "2")
    assert seat.steps.packet.title.text() == "Hand-off to: 911 centre or police"
    assert "Safety plan" not in labels(seat)
    assert "✕ Safety plan: not needed by this recipient" in seat.steps.packet.held.text()
    seat.press("Ctrl+4")
    assert seat.steps.packet.title.text() == "Hand-off to: mobile crisis team"
    assert "Safety plan" in labels(seat)


def test_the_list_that_runs_says_for_whom_it_opens(seat: Seat, desk: Desk, case: CaseId) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P24")), ME)
    seat.until_step("Match PSAP to current location; check verified date")
    seat.press("Alt+H")
    assert seat.steps.packet.recipient is Recipient.POLICE


def test_each_of_the_circle_has_their_own_and_whoever_is_barred_has_none(
    seat: Seat, desk: Desk
) -> None:
    client = desk.board.clients[ClientId("dana")]
    circle = replace(client, circle=(NEVER, ROSA))
    desk.do(RecordClient(client.id, private(circle), "test"), SYSTEM)
    seat.until(lambda: seat.bridge.board.clients[client.id] == circle)
    seat.press("Alt+H", "3")
    assert seat.steps.packet.title.text() == "Hand-off to: Rosa Whitaker"
    assert seat.steps.packet.basis.text().endswith("signed release, 45 CFR 164.508")
    assert "Worry" in labels(seat)
    seat.press("3")
    assert seat.steps.packet.title.text() == "Hand-off to: Mike Doe"
    assert labels(seat) == []
    assert seat.steps.packet.none.isVisible()


def test_that_it_was_given_is_a_disclosure_by_one_key(seat: Seat) -> None:
    seat.press("Alt+H", "4")
    seat.steps.packet.who.setText("Team 2, R. Shaw")
    seat.press("Return")
    seat.until(lambda: bool(told(seat)))
    (made,) = told(seat)
    record = made.disclosure.value
    assert record is not None
    assert (record.recipient, record.basis, made.sud) == ("Team 2, R. Shaw", "tpo", False)
    assert [one.item for one in record.withheld] == ["substance_use"]
    seat.until(lambda: not seat.steps.packet.isVisible())


def test_it_is_not_given_to_nobody(seat: Seat) -> None:
    seat.press("Alt+H", "4", "Return")
    assert seat.said == ["To whom was it given? Write the name."]
    assert seat.has(seat.steps.packet.who)


def test_in_an_emergency_medical_staff_hear_of_substance_use_with_the_four_facts(
    seat: Seat,
) -> None:
    seat.press("Alt+H")
    packet = seat.steps.packet
    packet.who.setFocus()
    seat.type("Dr Okafor")
    packet.facility.setFocus()
    seat.type("Grant Medical Center")
    assert "Substance use" not in labels(seat)
    packet.because.setFocus()
    seat.type("Took 40 pills")
    assert "Substance use" in labels(seat)
    seat.press("Return")
    seat.until(lambda: bool(told(seat)))
    record = told(seat)[0].disclosure.value
    assert record is not None
    assert record.emergency is not None
    four = record.emergency
    assert (four.personnel, four.facility, four.nature, four.discloser) == (
        "Dr Okafor",
        "Grant Medical Center",
        "Took 40 pills",
        "J. Ortiz",
    )


def test_a_name_that_tells_of_treatment_is_not_on_the_call_card(seat: Seat, desk: Desk) -> None:
    telling = Programme(sud_only_name=True)
    desk.do(DescribeProgramme(telling, "R. Roe"), SYSTEM)
    seat.until(lambda: seat.bridge.board.programme == telling)
    seat.press("F6")
    first = seat.steps.call.rows[0]
    assert first.value.text() == "This is a crisis line."
    assert "not said" in first.note.text()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are saved: a folder of the test's own."""
    where = staticmethod(lambda _where: str(tmp_path))
    monkeypatch.setattr(QStandardPaths, "writableLocation", where)
    return tmp_path


def files_made(seat: Seat) -> list[PacketMade]:
    entries = seat.bridge.room.history.of_case(seat.case.id)
    events = (entry.happened.event for entry in entries)
    return [event for event in events if isinstance(event, PacketMade)]


def test_one_key_chooses_the_form_among_those_that_the_recipient_reads(seat: Seat) -> None:
    seat.press("Alt+H", "2")
    button = seat.steps.packet.as_form
    shown = []
    for _ in range(3):
        shown.append(button.words.text())
        seat.press("Ctrl+J")
    assert shown == ["as PDF", "as JSON", "as EIDO"]
    seat.press("1", "Ctrl+J", "Ctrl+J")
    assert button.words.text() == "as FHIR"
    seat.press("3")
    assert button.words.text() == "as PDF"


def test_a_911_centre_gets_an_eido_that_is_journaled_as_made_and_not_as_told(
    seat: Seat, documents: Path
) -> None:
    seat.press("Alt+H", "2", "Ctrl+J", "Ctrl+J", "Alt+J")
    seat.until(lambda: bool(seat.said))
    (file,) = documents.iterdir()
    assert seat.said == [f"Saved as {file}."]
    assert file.name.endswith(".eido.json")
    assert eido_faults(file.read_bytes()) == []
    assert file.stat().st_mode & 0o077 == 0
    assert [(one.recipient, one.form) for one in files_made(seat)] == [(Recipient.POLICE, "eido")]
    assert told(seat) == []


def test_their_own_words_go_into_a_file_once_somebody_says_that_they_are_read(
    seat: Seat, documents: Path
) -> None:
    packet = seat.steps.packet
    seat.press("Alt+H", "4")
    seat.press("Ctrl+J", "Alt+J")
    seat.until(lambda: len(seat.said) == 1)
    (first,) = documents.iterdir()
    assert "Own words left out, unread: " in seat.said[0]
    assert "Safety plan" in seat.said[0]
    first.unlink()
    seat.press("Ctrl+Shift+J")
    assert packet.read.isChecked()
    seat.press("Alt+J")
    seat.until(lambda: len(seat.said) == 2)
    (second,) = documents.iterdir()
    assert "Own words" not in seat.said[1]
    assert "Safety plan" in second.read_text(encoding="utf-8")
    assert [len(one.withheld) > 1 for one in files_made(seat)] == [True, False]
    seat.press("1")
    assert not packet.read.isChecked(), "it was read for somebody else"


def test_what_was_read_has_to_be_read_again_once_it_has_changed(seat: Seat, desk: Desk) -> None:
    packet = seat.steps.packet
    seat.press("Alt+H", "4", "Ctrl+Shift+J")
    assert packet.words_read
    client = desk.board.clients[ClientId("dana")]
    other = replace(client, team="another team")
    desk.do(RecordClient(client.id, private(other), "test"), SYSTEM)
    seat.until(lambda: not packet.words_read)
    assert not packet.read.isChecked()


def test_for_whoever_is_barred_there_is_no_file(seat: Seat, desk: Desk, documents: Path) -> None:
    client = desk.board.clients[ClientId("dana")]
    circle = replace(client, circle=(NEVER,))
    desk.do(RecordClient(client.id, private(circle), "test"), SYSTEM)
    seat.until(lambda: seat.bridge.board.clients[client.id] == circle)
    seat.press("Alt+H", "3", "Alt+J")
    assert seat.said == ["Nothing may be told to them, so there is no file."]
    assert (list(documents.iterdir()), files_made(seat)) == ([], [])


def test_a_folder_that_takes_no_file_is_said_and_nothing_is_journaled(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = staticmethod(lambda _where: "/proc")  # a folder in which nobody makes a file
    monkeypatch.setattr(QStandardPaths, "writableLocation", nowhere)
    seat.press("Alt+H", "2", "Ctrl+J", "Alt+J")
    seat.until(lambda: bool(seat.said))
    assert seat.said[0].startswith("/proc/vigil-packet-")
    assert "cannot be written: " in seat.said[0]
    assert files_made(seat) == []


@pytest.mark.long
def test_it_is_saved_as_a_pdf_under_the_number_of_the_case(seat: Seat, documents: Path) -> None:
    seat.press("Alt+H", "Alt+J")
    seat.until(lambda: bool(seat.said), PAPER_S)
    (file,) = documents.iterdir()
    assert file.name.startswith(f"vigil-packet-{seat.case.number}-medical_personnel-")
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0
