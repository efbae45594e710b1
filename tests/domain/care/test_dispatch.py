"""One dispatch is never confirmed by the arrival of another."""

from datetime import timedelta

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.landing import (
    LandingPart,
    dispatch,
    drafted,
    of_dispatch,
    seen,
    unconfirmed,
    was_dispatched,
)
from console.domain.commands import CloseCase, SetTier
from console.domain.ids import CaseId
from console.domain.refused import LandingLacks
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre
from tests.domain.test_road import closing_gates

LEFT = ("Call again every 10 min until contact", "Contact and outcome confirmed")


def imminent(centre: Centre) -> CaseId:
    case = centre.taken()
    centre.do(SetTier(case, Tier.IMMINENT, (private("Pills."), private("Alone."))))
    return case


def dialled(centre: Centre, case: CaseId) -> None:
    centre.begin(case, "P24")
    centre.step(case, "P24", "a1", "matched", {"psap.name": "F", "psap.number": "+16145550100"})
    centre.step(case, "P24", "a2", "reached")


def arrived(centre: Centre, case: CaseId) -> None:
    centre.skip(case, "P24", "a3", "a4", "a5")
    told = {"weapons": "no", "scene.violence": "no", "scene.hazards": "no", "substances": "no"}
    around = {"scene.people": "Alone.", "scene.access": "Front."}
    centre.step(case, "P24", "a6", "told", {**told, **around})
    centre.step(case, "P24", "b1", None, {"psap.response": "ems"})
    centre.step(case, "P24", "b2", "none", {"part2.told": "none"})
    noted = {"psap.incident": "26-1", "psap.eta": "5", "psap.operator": "Op 1"}
    centre.step(case, "P24", "b3", "noted", noted)
    centre.step(case, "P24", "b4", "contact")
    seen_at = {"responder.contact_at": centre.time.isoformat()}
    centre.step(case, "P24", "b5", "declined", seen_at)
    told_them = {"disclosure.basis": "tpo", "disclosure.what": "Address."}
    centre.step(case, "P24", "b6", None, told_them)


def test_a_second_dispatch_is_not_confirmed_by_the_arrival_of_the_first(centre: Centre) -> None:
    case = imminent(centre)
    dialled(centre, case)
    arrived(centre, case)
    assert unconfirmed(centre.case(case)) is None
    centre.wait(hours=2)
    dialled(centre, case)
    again = dispatch(centre.case(case))
    assert again is not None
    assert (again.at, seen(centre.case(case))) == (centre.time, None)
    assert unconfirmed(centre.case(case)) == again
    centre.begin(case, "P32")
    due = centre.time + timedelta(hours=20)
    said = Landing(
        Ending.ACTIVE_RESCUE_CONSENTED,
        Tier.IMMINENT,
        PlanLook.USED,
        responders_confirmed=True,
        next_contact=due,
        who_has_them=private("EMS"),
    )
    parts = LandingPart.RESPONDERS, LandingPart.OPEN_STEPS, LandingPart.UNTOLD, LandingPart.COSIGN
    untold = ("PSAP or welfare-check call",)
    refused = centre.refused(CloseCase(case, said))
    assert isinstance(refused, LandingLacks)
    assert (refused.parts, refused.steps[:2], refused.untold) == (parts, LEFT, untold)
    arrived(centre, case)
    closing_gates(centre, case)
    centre.do(CloseCase(case, said))


def test_nothing_of_the_dispatch_before_passes_for_the_new_one(centre: Centre) -> None:
    def written(field: str) -> str | None:
        found = of_dispatch(centre.case(case), field)
        return found.value.shown if found is not None else None

    case = imminent(centre)
    dialled(centre, case)
    arrived(centre, case)
    assert written("psap.incident") == "26-1"
    dialled(centre, case)
    asked = ("psap.incident", "psap.operator", "psap.eta")
    assert [written(field) for field in asked] == [None, None, None]
    assert centre.case(case).answers["psap.number"].value.shown == "+16145550100"


def test_a_call_that_the_centre_had_already_is_a_dispatch_with_a_time_of_its_own(
    centre: Centre,
) -> None:
    case = imminent(centre)
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "yes")
    assert not was_dispatched(centre.case(case))
    centre.wait(minutes=3)
    centre.step(case, "P05", "c1", "already")
    found = unconfirmed(centre.case(case))
    assert found is not None
    assert found.at == centre.time


def test_somebody_who_was_not_found_was_not_reached_whatever_time_is_written(
    centre: Centre,
) -> None:
    case = imminent(centre)
    dialled(centre, case)
    there = {"responder.contact_at": centre.time.isoformat()}
    centre.step(case, "P24", "b5", "not_found", there, by=LEE)
    assert seen(centre.case(case)) is None
    centre.step(case, "P24", "b5", "with_person", there, by=LEE)
    assert seen(centre.case(case)) is not None
    assert drafted(centre.case(case)) is None
