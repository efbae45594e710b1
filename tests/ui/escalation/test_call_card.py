from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import (
    ConfirmLocation,
    DoStep,
    RecordClient,
    SetTier,
    StartEscalation,
    StateLocation,
    TryFallback,
)
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StepId
from console.domain.place.fallback import Fallback
from console.domain.place.location import Location, Source
from console.domain.place.point import Point
from console.domain.protocol.escalation import Answered, Value
from console.domain.tier import Tier
from console.reports.document import Facts
from console.ui.escalation.call.facts import CardFacts, CardLine, card_document, card_lines
from tests.conftest import Clock
from tests.ui.centre import COLUMBUS, ME, dana
from tests.ui.escalation.seat import PAPER_S, Seat

OURS = CardFacts("Northside Care", "+16145550199")


def lines(desk: Desk, case: CaseId, facts: CardFacts = OURS) -> dict[str, CardLine]:
    board = desk.board
    made = card_lines(board, board.cases[case], ME, facts, desk.now())
    return {line.label: line for line in made}


def test_the_card_is_read_in_the_order_of_the_rule_for_relayed_calls(
    desk: Desk, case: CaseId
) -> None:
    assert list(lines(desk, case)) == [
        "We are",
        "Call back",
        "Operator",
        "Emergency",
        "Nature",
        "Weapons",
        "Scene",
        "Person",
        "Language",
        "Ask for",
        "Get",
    ]


def test_it_says_who_we_are_and_where_help_is_needed(desk: Desk, case: CaseId) -> None:
    desk.do(ConfirmLocation(case), ME)
    card = lines(desk, case)
    assert card["We are"].value == "This is the crisis line of Northside Care."
    assert card["Call back"].value == "+1 614 555 0199"
    assert card["Operator"].value == "J. Ortiz · ortiz"
    assert card["Emergency"].value == "412 E Long St, Apt 3B, Columbus, OH 43215"
    assert (card["Emergency"].note, card["Emergency"].sure) == ("✓ read back 12:00", True)
    assert card["Person"].value == "Dana Reyes · 34 years · she/her"


def test_an_address_that_is_old_or_not_read_back_is_never_read_out_as_sure(
    desk: Desk, case: CaseId, clock: Clock
) -> None:
    assert lines(desk, case)["Emergency"].note == "○ not read back · 50 d"
    clock.forward(timedelta(days=40))
    old = lines(desk, case)["Emergency"]
    assert (old.note, old.sure) == ("⚠ STALE 90 d · not read back", False)
    desk.do(ConfirmLocation(case), ME)
    assert lines(desk, case)["Emergency"].sure
    clock.forward(timedelta(days=89))
    soon = lines(desk, case)["Emergency"]
    assert soon.note.endswith("89 d ago: read it back again")
    assert not soon.sure


def test_a_point_without_an_address_is_read_out_as_a_point(desk: Desk, case: CaseId) -> None:
    device = Location("", Source.DEVICE, desk.now(), at=Point(39.97, -83.0012), error_m=30.0)
    desk.do(StateLocation(case, private(device)), ME)
    card = lines(desk, case)
    assert card["Emergency"].value == "39.97000, -83.00120"


def test_what_would_bring_nobody_to_the_door_stands_beside_the_place(
    desk: Desk, case: CaseId
) -> None:
    wide = Location("I-70 east", Source.SAID, desk.now(), at=COLUMBUS, error_m=9e3, moving=True)
    desk.do(StateLocation(case, private(wide)), ME)
    desk.do(ConfirmLocation(case), ME)
    card = lines(desk, case)
    asks = "within 9 km: ask for street and number · moving"
    assert (card["Emergency"].note, card["Emergency"].sure) == (
        f"✓ read back 12:00 · {asks}",
        False,
    )


@pytest.mark.parametrize("label", ["Nature", "Weapons"])
def test_what_is_not_known_is_left_to_be_asked(desk: Desk, case: CaseId, label: str) -> None:
    assert lines(desk, case)[label].value == ""


def test_a_station_without_a_name_and_number_sees_that_they_are_missing(
    desk: Desk, case: CaseId
) -> None:
    card = lines(desk, case, CardFacts())
    assert (card["We are"].value, card["Call back"].value) == ("", "")


def test_nothing_is_told_beyond_what_responders_need(desk: Desk, case: CaseId) -> None:
    client = replace(dana(), team="Opioid programme, Dr Lin")
    desk.do(RecordClient(client.id, private(client), "test"), SYSTEM)
    told = " ".join(line.value for line in lines(desk, case).values())
    plan = client.plan
    assert plan is not None
    secrets = ["Opioid", "SUD", "Part 2", "attempt 20", *(item.text for item in plan.items)]
    assert [secret for secret in secrets if secret in told] == []


def test_what_was_asked_of_the_scene_in_vain_says_when(desk: Desk, case: CaseId) -> None:
    board = desk.board
    at = desk.now()
    asked = {
        "weapons": Answered(Value("unknown", "unknown"), at, ME),
        "scene.violence": Answered(Value("Yes", "yes"), at, ME),
        "scene.hazards": Answered(Value("Unknown", "unknown"), at, ME),
    }
    here = replace(board.cases[case], answers=asked)
    made = card_lines(board.with_case(here), here, ME, OURS, desk.now())
    card = {line.label: line.value for line in made}
    assert card["Weapons"] == "asked 12:00, not known"
    assert card["Scene"].startswith(
        "Violence before or now: yes · Gas, water, fire, height: unknown, asked 12:00"
    )


def test_the_newest_word_on_an_attempt_counts(desk: Desk, case: CaseId) -> None:
    run = fresh_run()
    desk.do(StartEscalation(case, run, ProtocolId("P00")), ME)
    desk.do(DoStep(case, run, StepId("a2"), fresh_run(), "attempt"), ME)
    assert lines(desk, case)["Nature"].value == "Suicide attempt in progress."
    main = next(found.id for found in desk.board.cases[case].escalations if found.running)
    desk.do(DoStep(case, main, StepId("a4"), fresh_run(), "no"), ME)
    assert lines(desk, case)["Nature"].value == ""
    desk.do(SetTier(case, Tier.IMMINENT, (private("one"), private("two"))), ME)
    assert lines(desk, case)["Nature"].value == "Suicide threat, imminent."


def test_one_key_opens_the_whole_card_and_escape_closes_it(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    seat.resize(1440, 1400)  # the step itself wants no more room then
    seat.until(lambda: seat.steps.whole.viewport().height() > 800)
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P05")), ME)
    seat.until_step("Get or confirm location")
    heard: list[bool] = []
    seat.steps.reading.connect(heard.append)
    seat.press("F6")
    seat.until(seat.steps.call.isVisible)
    seat.until(lambda: len(seat.steps.call.rows) == 11)
    seat.until(lambda: seat.steps.call.centre.text().startswith("County Communications"))
    assert seat.steps.call.centre.text() == (
        "County Communications · +1\u00a0614\u00a0555\u00a00100 · "
        "number not verified: confirm it · listed for Franklin · invented"
    )
    assert seat.steps.call.instead.text().splitlines() == [
        "If nobody answers, in this order:",
        "1. verified number: no number on file",
        "2. county sheriff: no number on file",
        "3. state warning point: no number on file",
        "4. relay service: no number on file",
        "5. 988",
    ]
    desk.do(TryFallback(case, Fallback.SHERIFF, "614 555 0121", reached=False), ME)
    tried = f"no number on file · {desk.now().astimezone():%H:%M} nobody answered"
    seat.until(lambda: tried in seat.steps.call.instead.text().splitlines()[2])
    assert seat.steps.call.rows[5].value.text() == "[unknown — ask]"
    assert seat.steps.call.step.text() == "Get or confirm location"
    assert seat.steps.call.clock.text() == "0:30 left"
    assert seat.steps.call.practice.isVisible()
    seat.press("Escape")
    assert not seat.steps.call.isVisible()
    assert heard == [True, False]


def test_means_within_reach_are_told_with_the_weapons(desk: Desk, case: CaseId) -> None:
    def told(**codes: str) -> str:
        named = {name.replace("_", ".", 1): code for name, code in codes.items()}
        answers = {
            name: Answered(Value(name, code=code), desk.now(), ME) for name, code in named.items()
        }
        held = replace(desk.board.cases[case], answers=answers)
        board = replace(desk.board, cases={case: held})
        made = card_lines(board, held, ME, OURS, desk.now())
        return next(line.value for line in made if line.label == "Weapons")

    near = {"means_type": "medicines,blade", "means_in_reach": "yes"}
    assert told(**near) == "medicines, blade within reach"
    assert told(weapons="no", **near) == "none, they say; medicines, blade within reach"
    assert told(weapons="no", means_type="medicines", means_in_reach="no") == "none, they say"
    assert told(weapons="no", means_type="none", means_in_reach="yes") == "none, they say"


def test_the_card_on_paper_leaves_what_is_not_known_open_to_be_written_in(
    desk: Desk, case: CaseId
) -> None:
    said = tuple(lines(desk, case).values())
    paper = card_document(7, desk.now(), said, "Call County Communications", practice=True)
    call, read = paper.blocks
    assert (paper.title, paper.practice) == ("Call card", True)
    assert isinstance(call, Facts)
    assert isinstance(read, Facts)
    assert call.facts == (("Call", "Call County Communications"),)
    values = dict(read.facts)
    assert list(values) == [line.label for line in said]
    assert values["Emergency"].startswith("412 E Long St, Apt 3B, Columbus, OH 43215 (")
    assert values["Nature"] == "________________________"


@pytest.mark.long
def test_the_card_is_saved_as_a_pdf_by_the_key_that_saves_a_packet(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", staticmethod(lambda _where: str(tmp_path))
    )
    seat.press("F6", "Alt+J")
    seat.until(lambda: bool(seat.said), PAPER_S)
    (file,) = tmp_path.iterdir()
    assert file.name.startswith(f"vigil-call-card-{seat.case.number}-")
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0


def test_without_a_centre_on_the_line_there_is_nothing_to_dial_again(seat: Seat) -> None:
    seat.press("Shift+F6")
    assert seat.said == ["No 911 centre is on the line in this case."]
