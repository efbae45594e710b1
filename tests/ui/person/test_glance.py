from dataclasses import replace
from datetime import date, timedelta

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind, Rule
from console.domain.commands import (
    CloseCase,
    ConfirmLocation,
    DoStep,
    RecordClient,
    SetTier,
    StartEscalation,
    TakeCase,
)
from console.domain.ids import SYSTEM, ClientId, ProtocolId, StepId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Flag
from console.domain.protocol.escalation import Value
from console.domain.tier import Tier
from console.ui.person.glance import Corner
from tests.conftest import NOON, Clock
from tests.ui.centre import ME, arrive, dana, enrol
from tests.ui.escalation.seat import Seat
from tests.ui.person.conftest import Look
from tests.ui.reach import nameless


def says(seat: Seat, corner: Corner, *lines: str) -> None:
    seat.until(lambda: corner.said == lines)


def tone(corner: Corner, line: str) -> object:
    return next(one.property("tone") for one in corner.labels if one.text() == line)


def test_one_key_shows_the_whole_person_at_once(look: Look, desk: Desk) -> None:
    seat = look(None)
    enrol(desk, dana())
    case = arrive(desk, "text", "dana", said="I cannot do this tonight.")
    desk.do(TakeCase(case), ME)
    seat.until(lambda: case in seat.bridge.board.cases)
    seat.bridge.select(case)
    seat.grab()
    assert seat.person.head.name.text() == "Dana Reyes"
    assert seat.person.plan.lines[0] == "Signs: pacing, stops answering texts"
    assert seat.person.contacts.lines == (("12:00", "text", "“I cannot do this tonight.”"),)
    assert seat.person.glance.told.said[0] == "Rosa Reyes, sister ✓"


def test_the_head_says_who_it_is_and_what_a_rule_only_suggests(look: Look) -> None:
    head = look(dana()).person.head
    assert (head.name.text(), head.who.text()) == ("Dana Reyes", "34 · she/her · English")
    assert head.rule.text() == "rule suggests Moderate · not set"
    assert head.tier.isHidden()
    assert [chip.text() for chip in head.flags if not chip.isHidden()] == [
        "SUD record: Part 2",
        "past attempt",
    ]


def test_a_tier_that_a_person_set_is_shown_with_shape_word_and_time(look: Look) -> None:
    seat = look(dana())
    seat.press("F7", "2")
    seat.type("means within reach")
    seat.press("Return")
    seat.until(lambda: seat.case.tier is not None)
    assert seat.person.head.tier.text() == "▲ High, set 12:00"
    assert seat.person.head.rule.isHidden()


def test_a_location_is_as_sure_as_what_is_known_of_it(look: Look, clock: Clock) -> None:
    seat = look(dana())
    corner = seat.person.glance.location
    address = "412 E Long St, Apt 3B, Columbus, OH 43215"
    says(seat, corner, address, "○ not read back · 50 d", "on file · gate code 2210")
    seat.press("Ctrl+L")
    says(seat, corner, address, "✓ read back 12:00", "on file · gate code 2210")
    assert tone(corner, "✓ read back 12:00") == "well"
    clock.forward(timedelta(hours=3))
    says(seat, corner, address, "✓ read back 12:00, 3 h ago", "on file · gate code 2210")


def test_an_old_address_is_called_stale_in_words_and_shape(look: Look) -> None:
    client = dana()
    home = replace(client.addresses[0], since=date(2025, 12, 1))
    seat = look(replace(client, addresses=(home,)))
    corner = seat.person.glance.location
    says(
        seat,
        corner,
        "412 E Long St, Apt 3B, Columbus, OH 43215",
        "⚠ STALE 90 d · not read back",
        "on file · gate code 2210",
    )
    assert tone(corner, "⚠ STALE 90 d · not read back") == "high"


def test_the_number_comes_with_what_is_agreed_about_it(look: Look, desk: Desk) -> None:
    seat = look(dana())
    corner = seat.person.glance.call_back
    says(
        seat,
        corner,
        "+1 614 555 0178",
        "voicemail allowed · text allowed",
        "safe to talk: not asked yet",
    )
    run = fresh_run()
    case = seat.case.id
    desk.do(StartEscalation(case, run, ProtocolId("P00")), ME)
    desk.do(DoStep(case, run, StepId("a1"), fresh_run(), "yes"), ME)
    given = (
        Value("callback.number", text=private("+16145550178")),
        Value("callback.ok", "yes"),
        Value("callback.rule", "no_voicemail"),
    )
    desk.do(DoStep(case, run, StepId("a3"), fresh_run(), None, given), ME)
    says(seat, corner, "+1 614 555 0178", "agreed: no voicemail", "✓ safe to talk 12:00")


def test_whoever_must_not_be_called_is_marked(look: Look) -> None:
    seat = look(replace(dana(), flags=frozenset({Flag.DO_NOT_CALL})))
    corner = seat.person.glance.call_back
    assert corner.said[2] == "✕ do not call"
    assert tone(corner, "✕ do not call") == "imminent"


def test_that_nobody_asked_for_weapons_is_said_and_so_is_the_record(look: Look) -> None:
    seat = look(replace(dana(), flags=frozenset({Flag.WEAPONS})))
    corner = seat.person.glance.weapons
    assert corner.said == ("Not asked yet", "⚠ the record warns of weapons")
    assert tone(corner, "Not asked yet") == "imminent"


def test_weapons_and_means_are_said_as_they_were_answered(look: Look, desk: Desk) -> None:
    seat = look(dana())
    run, case = fresh_run(), seat.case.id
    desk.do(StartEscalation(case, run, ProtocolId("P01")), ME)
    given = (
        Value("means.type", "medicines"),
        Value("means.in_reach", "yes"),
        Value("weapons", "no"),
    )
    step = next(
        step.id
        for step in desk.board.protocol(ProtocolId("P01"), 1).steps
        if any(field.id == "means.type" for field in step.fields)
    )
    answer = next(
        iter(
            answer.key
            for found in desk.board.protocol(ProtocolId("P01"), 1).steps
            if found.id == step
            for answer in found.answers
        ),
        None,
    )
    desk.do(DoStep(case, run, step, fresh_run(), answer, given), ME)
    says(
        seat,
        seat.person.glance.weapons,
        "None reported · medicines within reach",
        "asked 12:00",
    )


def test_who_may_be_told_is_said_with_until_and_what_and_never_stands_out(look: Look) -> None:
    client = dana()
    circle = (
        *client.circle,
        Supporter(
            "Ben",
            "friend",
            scope=frozenset({Scope.LOCATION}),
            expires=date(2026, 3, 20),
            verified_on=date(2026, 1, 9),
        ),
        Supporter("Eva", "aunt"),
    )
    corner = look(replace(client, circle=circle)).person.glance.told
    assert corner.said == (
        "Rosa Reyes, sister ✓",
        "until 03/2027 · safety only",
        "Ben, friend ✓",
        "ends in 19 days · location only",
        "○ no release: Eva, aunt",
        "✕ never: A. Cole, ex-partner",
    )
    assert tone(corner, "✕ never: A. Cole, ex-partner") == "imminent"


def test_clocks_count_down_and_turn_amber(look: Look, desk: Desk, clock: Clock) -> None:
    seat = look(dana())
    corner = seat.person.glance.clocks
    says(seat, corner, "Nothing is running")
    desk.do(StartEscalation(seat.case.id, fresh_run(), ProtocolId("P05")), ME)
    says(seat, corner, "0:30 left · Get or confirm location")
    clock.forward(timedelta(seconds=45))
    says(seat, corner, "late 0:15 · Get or confirm location")
    assert tone(corner, "late 0:15 · Get or confirm location") == "high"


def test_a_dispatch_is_silent_until_somebody_is_with_the_person(
    look: Look, desk: Desk, clock: Clock
) -> None:
    seat = look(dana())
    run, case = fresh_run(), seat.case.id
    desk.do(StartEscalation(case, run, ProtocolId("P24")), ME)
    desk.do(DoStep(case, run, StepId("a2"), fresh_run(), "reached"), ME)
    seat.until(lambda: "psap.dialled_at" in seat.case.answers)
    assert seat.person.glance.clocks.said[-2:] == (
        "911 centre called 12:00",
        "○ not seen yet · silent 0:00",
    )
    clock.forward(timedelta(minutes=9, seconds=12))
    seat.bridge.ticked.emit(clock.now)
    assert seat.person.glance.clocks.said[-1] == "○ not seen yet · silent 9:12"
    met = (Value("responder.contact_at", code=clock.now.isoformat()),)
    desk.do(DoStep(case, run, StepId("b5"), fresh_run(), "with_person", met), ME)
    seat.until(lambda: "responder.contact_at" in seat.case.answers)
    assert seat.person.glance.clocks.said[-1] == "✓ responders with them 12:09"


def test_the_corners_never_move_while_a_case_is_worked_on(look: Look, desk: Desk) -> None:
    seat = look(dana())

    def places() -> list[tuple[int, int, int, int]]:
        rects = [corner.geometry() for corner in seat.person.glance.corners]
        return [(r.x(), r.y(), r.width(), r.height()) for r in rects]

    seat.until(lambda: seat.person.glance.centre.said[0] == "County Communications")
    seat.grab()
    before = places()
    desk.do(ConfirmLocation(seat.case.id), ME)
    desk.do(StartEscalation(seat.case.id, fresh_run(), ProtocolId("P05")), ME)
    seat.until_step("Get or confirm location")
    seat.press("Ctrl+Shift+L")
    seat.grab()
    assert places() == before


def test_the_cases_before_stand_below_this_one(look: Look, desk: Desk, clock: Clock) -> None:
    enrol(desk, dana())
    first = arrive(desk, "before", "dana", kind=ContactKind.MISSED_SESSION)
    desk.do(TakeCase(first), ME)
    desk.do(SetTier(first, Tier.MODERATE, (private("settled"),)), ME)
    landing = Landing(
        Ending.RESOLVED_PLAN, Tier.MODERATE, PlanLook.USED, next_contact=NOON + timedelta(days=1)
    )
    desk.do(CloseCase(first, landing), ME)
    clock.forward(timedelta(days=14))
    seat = look(dana())
    assert seat.person.contacts.lines == (
        ("12:00", "call · on the line since 12:00", ""),
        ("", "⚠ Again in crisis · Crises: 1 in 7 days, 2 in 30, 2 in 90", ""),
        ("", "follow-up owed Mon 2 Mar 12:00 · not tried yet", ""),
        ("01 Mar", "missed session · moderate · settled with a safety plan", ""),
    )


def test_answers_to_a_questionnaire_are_said_by_their_rule_and_figures(
    look: Look, desk: Desk
) -> None:
    seat = look(None)
    enrol(desk, dana())
    case = arrive(
        desk,
        "answers",
        "dana",
        kind=ContactKind.ASSESSMENT,
        tier=Tier.HIGH,
        rule=Rule.CSSRS_INTENT,
        detail="item 5",
        said="instrument: cssrs-screener answers q1: yes",
    )
    desk.do(TakeCase(case), ME)
    seat.open(case)
    assert seat.person.contacts.lines == (
        ("12:00", "high-risk answer · screener: intent, past month · item 5", ""),
    )


def test_somebody_unknown_has_a_designed_face(look: Look) -> None:
    seat = look(None, phone="")
    person = seat.person
    assert (person.head.name.text(), person.head.who.text()) == (
        "Unknown caller",
        "Ctrl I says who it is",
    )
    glance = person.glance
    assert glance.location.said == ("Not known yet", "Ask: where are you right now?")
    assert glance.call_back.said == (
        "No number yet",
        "Ask for it and read it back.",
        "safe to talk: not asked yet",
    )
    assert glance.told.said == (
        "Not known who this is",
        "Tell nobody until you know, unless a life depends on it.",
    )
    assert person.plan.empty.text() == "It shows once you know who this is."
    assert nameless(seat) == []


def test_a_plan_without_people_warns(look: Look, desk: Desk) -> None:
    client = dana()
    assert client.plan is not None
    few = replace(client.plan, items=client.plan.items[:2])
    seat = look(replace(client, plan=few))
    assert not seat.person.plan.warning.isHidden()
    assert seat.person.plan.title.text() == (
        "SAFETY PLAN · 41 days old · made with Dr Lin · version 2"
    )
    desk.do(RecordClient(ClientId("dana"), private(client), "test"), SYSTEM)
    seat.until(seat.person.plan.warning.isHidden)
