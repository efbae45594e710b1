"""What is on the screen without looking for it, and which run stands in front."""

from datetime import timedelta

from console.desk.fresh import private
from console.domain.commands import ConfirmLocation, RecordClient, StateLocation, TakeCase
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client, Flag, Phone
from console.domain.people.staff import Role
from console.domain.place.location import Confirmation, Location, Source
from console.domain.place.whereabouts import Doubt
from console.domain.protocol.escalation import running
from console.domain.seen.glance import (
    CallBack,
    Presence,
    Weapons,
    Where,
    clocks,
    glance,
)
from tests.domain.centre import ANA, START, Centre


def armed(centre: Centre) -> CaseId:
    """Return a case of somebody with a warning, a telephone and two people around them."""
    told = Supporter("Di Lee", "sister", scope=frozenset({Scope.SAFETY_CONCERN}))
    never = Supporter("Ed Lee", "former husband", do_not_contact=True)
    client = ClientId("ana-lee")
    record = Client(
        client,
        "Ana Lee",
        phones=(Phone("+16145550101"),),
        flags=frozenset({Flag.WEAPONS}),
        circle=(never, told),
    )
    centre.do(RecordClient(client, private(record), "test"), SYSTEM)
    case, _ = centre.arrives(client=client)
    centre.do(TakeCase(case))
    return case


def test_nothing_known_is_shown_as_nothing_known(centre: Centre) -> None:
    case = centre.taken()
    seen = glance(centre.board, centre.case(case), centre.time)
    assert seen.where is None
    assert seen.call_back == CallBack(None, None, None, None)
    assert seen.weapons == Weapons(Presence.NOT_ASKED, None, on_record=False)
    assert seen.clocks == ()


def test_a_location_shows_its_age_and_the_record_who_had_it_read_back(centre: Centre) -> None:
    case = centre.taken()
    home = Location("12 Elm St", Source.SAID, centre.time, city="Columbus", state="OH")
    centre.do(StateLocation(case, private(home)))
    centre.wait(hours=3)
    seen = glance(centre.board, centre.case(case), centre.time).where
    age = timedelta(hours=3)
    not_placed = (Doubt.NO_POINT,)
    assert seen == Where(
        "12 Elm St, Columbus, OH", Source.SAID, age, stale=False, doubts=not_placed
    )
    centre.do(ConfirmLocation(case))
    seen = glance(centre.board, centre.case(case), centre.time).where
    place = centre.case(case).place
    assert seen is not None
    assert place is not None
    assert (seen.age, place.confirmed) == (timedelta(0), Confirmation(centre.time, ANA))
    centre.wait(days=90)
    seen = glance(centre.board, centre.case(case), centre.time).where
    assert seen is not None
    assert seen.stale


def test_the_number_that_was_said_comes_before_the_one_on_file(centre: Centre) -> None:
    case = armed(centre)
    seen = glance(centre.board, centre.case(case), centre.time).call_back
    assert seen.number == "+16145550101"
    centre.begin(case, "P00")
    said = {"callback.number": "+16145550199", "callback.ok": "yes", "callback.rule": "call_only"}
    centre.step(case, "P00", "a3", None, said)
    seen = glance(centre.board, centre.case(case), centre.time).call_back
    assert seen == CallBack("+16145550199", True, "call_only", None)


def test_a_warning_on_record_holds_until_somebody_says_no(centre: Centre) -> None:
    case = armed(centre)
    centre.begin(case, "P01")
    assert glance(centre.board, centre.case(case), centre.time).weapons.warn
    centre.step(case, "P01", "a3", "asked", {"weapons": "unknown"})
    assert glance(centre.board, centre.case(case), centre.time).weapons.warn
    centre.begin(case, "P04")
    centre.step(case, "P04", "a4", "moved", {"weapons": "no"})
    seen = glance(centre.board, centre.case(case), centre.time).weapons
    assert seen == Weapons(Presence.NO, centre.time, on_record=True)
    assert not seen.warn


def test_a_weapon_named_in_the_first_minute_is_a_weapon(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P00")
    centre.step(case, "P00", "a2", "weapon")
    assert glance(centre.board, centre.case(case), centre.time).weapons.now is Presence.YES


def test_the_clocks_that_run_stand_in_the_order_in_which_they_are_due(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P04")
    centre.step(case, "P04", "a1", "knows")
    centre.begin(case, "P32")
    centre.wait(minutes=2)
    seen = clocks(centre.board, centre.case(case), centre.time)
    assert [(clock.text, clock.due, clock.late, clock.pages) for clock in seen] == [
        (
            "Shift lead joins silently",
            START + timedelta(minutes=2),
            True,
            Role.CLINICIAN_ON_CALL,
        ),
        ("Note signed before shift end", START + timedelta(hours=8), False, Role.SHIFT_LEAD),
        (
            "SL co-sign if high, override or skipped step",
            START + timedelta(hours=8),
            False,
            Role.SHIFT_LEAD,
        ),
    ]


def test_overlays_stand_beside_what_is_current(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.begin(case, "P32")
    centre.begin(case, "P24")
    runs = [run.protocol for run in running(centre.case(case), centre.board)]
    assert runs == ["P24", "P32", "P05"]
