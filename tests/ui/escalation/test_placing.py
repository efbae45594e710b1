"""Where somebody is: what is corrected is what is read back, and nothing that was known is lost."""

from dataclasses import replace
from datetime import UTC, datetime

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.care.landing import drafted
from console.domain.commands import Command, ConfirmLocation, StateLocation
from console.domain.ids import CaseId, EscalationId, ProtocolId, StaffId
from console.domain.place.candidate import Candidate
from console.domain.place.location import Location, Placed, Precision, Source
from console.domain.place.point import Point
from console.domain.protocol.escalation import Answered, Escalation, Value
from console.domain.protocol.protocol import Field, FieldType, Step
from console.ui.escalation.doing import Doing
from console.ui.escalation.step.known import known
from console.ui.escalation.step.placing import placing
from tests.ui.escalation.seat import Seat

NOW = datetime(2026, 1, 5, 22, tzinfo=UTC)
HOME = Location(
    "12 Elm St",
    Source.ON_FILE,
    datetime(2025, 12, 1, tzinfo=UTC),
    unit="Apt 1",
    city="Columbus",
    state="OH",
    zip="43215",
    at=Point(39.96, -82.99),
    error_m=60.0,
    county_fips="39049",
)
FOUND = Candidate("Dayton, OH", 39.76, -84.19, Precision.CITY, 9_000, "39113", "OH", "invented")


def at_home() -> Case:
    return Case(CaseId("c"), 1, NOW, place=Placed(HOME))


def said(case: Case, *found: Candidate, **parts: str) -> list[Command]:
    values = tuple(
        Value(f"location.{name}", code=text)
        if name in {"read_back", "source"}
        else Value(f"location.{name}", text=private(text))
        for name, text in parts.items()
    )
    return list(placing(case, values).commands(case, NOW, found))


def stated(commands: list[Command]) -> Location:
    (one,) = [c.location.value for c in commands if isinstance(c, StateLocation)]
    assert one is not None
    return one


def test_a_corrected_unit_is_stated_before_it_is_confirmed_and_keeps_its_place_on_the_map() -> None:
    commands = said(at_home(), address="12 Elm St", unit="Apt 4", read_back="yes")
    assert [type(c) for c in commands] == [StateLocation, ConfirmLocation]
    wanted = replace(HOME, unit="Apt 4", source=Source.SAID, stated_at=NOW)
    assert stated(commands) == wanted
    assert commands[1] == ConfirmLocation(CaseId("c"), Placed(wanted).line)


def test_another_way_of_writing_the_same_street_changes_nothing() -> None:
    commands = said(at_home(), address="12 Elm Street", unit="Apt 1", read_back="yes")
    assert commands == [ConfirmLocation(CaseId("c"), Placed(HOME).line)]


def test_a_new_address_takes_its_place_on_the_map_with_all_its_doubt() -> None:
    here = stated(said(at_home(), FOUND, address="9 Oak Rd, Dayton", read_back="yes"))
    assert (here.address, here.unit, here.city) == ("9 Oak Rd, Dayton", "", "")
    assert (here.at, here.error_m, here.county_fips) == (FOUND.at, 9_000.0, "39113")


def test_a_new_address_that_is_nowhere_on_the_map_has_no_point_at_all() -> None:
    assert stated(said(at_home(), address="the old mill")).at is None


def test_of_several_places_none_is_taken_for_them() -> None:
    other = replace(FOUND, label="Dayton, KY", state="KY")
    assert stated(said(at_home(), FOUND, other, address="9 Oak Rd, Dayton")).at is None


def test_nothing_known_and_nothing_said_confirms_nothing() -> None:
    assert said(replace(at_home(), place=None), read_back="yes") == []


def test_a_read_back_and_a_911_number_are_never_carried_over(seat: Seat) -> None:
    field = Field("location.read_back", "Read back", FieldType.YES_NO)
    number = Field("psap.number", "Number", FieldType.PHONE)
    town = Field("location.city", "Town", FieldType.TEXT)
    by = StaffId("ana")
    answers = {
        "location.read_back": Answered(Value("location.read_back", code="yes"), NOW, by),
        "psap.number": Answered(Value("psap.number", text=private("+16145550100")), NOW, by),
    }
    case = replace(at_home(), answers=answers)
    step = next(s for p in seat.bridge.board.protocols.values() for s in p[0].steps)
    asked: Step = replace(step, fields=(field, number, town))
    run = Escalation(EscalationId("r"), ProtocolId("P00"), 1, NOW, by)
    assert set(known(seat.bridge.board, case, run, asked)) == {"location.city"}


def test_a_case_does_not_land_over_a_note_that_is_not_finished(seat: Seat, desk: Desk) -> None:
    case = seat.case
    seat.bridge.room.drafts.keep(case.id, seat.bridge.me, "Her sister is on the way.")
    answers = {
        "disposition": "no_risk_ended",
        "plan.looked_at": "declined",
        "tier.end": "low",
        "followup.none_because": "no_risk",
    }
    landed = {
        field: Answered(Value(field, code=code), NOW, seat.bridge.me)
        for field, code in answers.items()
    }
    head = desk.head
    landing = drafted(replace(case, answers=landed))
    assert landing is not None
    Doing(seat.bridge, seat.steps.card, seat.steps.work).land(case.id, landing)
    seat.until(lambda: bool(seat.said))
    assert seat.said[-1].startswith("A note is not finished.")
    assert desk.head == head
