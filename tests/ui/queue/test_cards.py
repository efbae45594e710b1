from datetime import timedelta

import pytest

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.care.case import Lateness
from console.domain.care.contact import ContactKind, Rule
from console.domain.care.limits import Limits
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    DoStep,
    EndCall,
    PublishProtocols,
    RankCase,
    ReleaseCase,
    SetTier,
    StartEscalation,
    TakeCase,
    WatchClocks,
)
from console.domain.ids import SYSTEM, ClientId, ContactId, ProtocolId, StepId
from console.domain.people.client import Client
from console.domain.tier import Tier
from console.ui.queue.cards import Card, Deck, Head, Nobody, Section
from console.ui.queue.says import together
from tests.conftest import NOON, Clock
from tests.domain.centre import sources
from tests.ui.centre import LEAD, ME, OTHER, arrive, dana, enrol


def cards(desk: Desk) -> list[Card]:
    return [row for row in Deck(ME, Limits()).rows(desk.board, None) if isinstance(row, Card)]


def card(desk: Desk) -> Card:
    (only,) = cards(desk)
    return only


def test_an_empty_queue_says_that_nobody_waits(desk: Desk) -> None:
    shown = Deck(ME, Limits()).rows(desk.board, NOON)
    assert shown == [Head(Section.WAITING, 0), Nobody(NOON)]


def test_the_sections_stand_in_order_with_their_counts(desk: Desk) -> None:
    mine, others = arrive(desk, "a"), arrive(desk, "b")
    arrive(desk, "c")
    desk.do(TakeCase(mine), ME)
    desk.do(TakeCase(others), OTHER)
    heads = [row for row in Deck(ME, Limits()).rows(desk.board, None) if isinstance(row, Head)]
    assert heads == [
        Head(Section.MINE, 1),
        Head(Section.WAITING, 1),
        Head(Section.OTHERS, 1),
    ]


def test_a_card_names_a_known_client_and_how_they_want_to_be_spoken_of(desk: Desk) -> None:
    enrol(desk, dana(), Client(ClientId("luis"), "Luis Gomez", languages=("es", "en")))
    arrive(desk, "a", "dana")
    arrive(desk, "b", "luis")
    assert [(c.name, c.aside) for c in cards(desk)] == [
        ("Dana R.", "she/her"),
        ("Luis G.", "· Español"),
    ]


@pytest.mark.parametrize(
    ("kind", "basis", "said", "words"),
    [
        (ContactKind.TEXT, (Rule.TEXT_WAITING, ""), "call me", "text · “call me”"),
        (ContactKind.TEXT, (Rule.TEXT_WAITING, ""), "", "text · wrote to the line"),
        (ContactKind.CALL, (Rule.CALL_WAITING, ""), "", "call · phone is ringing"),
        (
            ContactKind.MOOD,
            (Rule.MOOD_FALL, "-4 in 3 d"),
            "fall: 4",
            "mood alert · mood fell · \N{MINUS SIGN}4_in_3_d",
        ),
        (
            ContactKind.ASSESSMENT,
            (Rule.CSSRS_INTENT, "item 5"),
            "instrument: cssrs-screener\nanswers q5: yes",
            "high-risk answer · screener: intent, past month · item_5",
        ),
        (
            ContactKind.MISSED_SESSION,
            (Rule.SESSION_MISSED, ""),
            "group: evening",
            "missed session {noon}",
        ),
        (
            ContactKind.THIRD_PARTY,
            (Rule.THIRD_PARTY_WORRIED, ""),
            "she is not answering",
            "third party · somebody is worried · “she is not answering”",
        ),
    ],
)
def test_a_card_says_its_kind_and_the_rule_that_fired(
    desk: Desk, kind: ContactKind, basis: tuple[Rule, str], said: str, words: str
) -> None:
    arrive(desk, "a", kind=kind, rule=basis[0], detail=basis[1], said=said)
    said_there = words.format(noon=NOON.astimezone().strftime("%H:%M"))
    assert card(desk).words == said_there.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mood fell · -4 in 3 d", "mood fell · \N{MINUS SIGN}4_in_3_d"),
        ("items 1, 2, 3, 5 yes", "items_1,_2,_3,_5_yes"),
        ("raised, past 10 min", "raised, past_10_min"),
        ("PHQ-9: thoughts of death · item 9 = 1", "PHQ-9: thoughts of death · item_9 = 1"),
        ("well-known", "well-known"),
    ],
)
def test_figures_and_what_they_belong_to_stay_on_one_line(text: str, shown: str) -> None:
    assert together(text) == shown.replace("_", "\N{NO-BREAK SPACE}")


def test_the_contacts_of_one_client_are_one_card_with_their_number(desk: Desk) -> None:
    enrol(desk, dana())
    arrive(desk, "a", "dana", kind=ContactKind.MOOD, rule=Rule.MOOD_FALL, detail="4")
    arrive(desk, "b", "dana", kind=ContactKind.MISSED_SESSION, tier=Tier.LOW)
    arrive(desk, "c", "dana")
    assert (card(desk).signals, card(desk).words) == (
        3,
        "mood alert · mood fell · 4 · missed session · text",
    )


def test_a_lost_call_keeps_its_number_and_the_risk_that_was_known(desk: Desk) -> None:
    case = arrive(
        desk, "a", kind=ContactKind.CALL, rule=Rule.CALL_WAITING, phone="+16145550143", ringing=True
    )
    desk.do(TakeCase(case), ME)
    desk.do(SetTier(case, Tier.HIGH), ME)
    desk.do(EndCall(ContactId("a"), dropped=True), SYSTEM)
    desk.do(ReleaseCase(case), ME)
    noon = NOON.astimezone().strftime("%H:%M")
    assert (card(desk).tier, card(desk).words.replace("\N{NO-BREAK SPACE}", " ")) == (
        Tier.HIGH,
        f"call dropped {noon} · +1 614 555 0143",
    )


def test_a_card_that_waited_past_its_ceiling_says_so(desk: Desk, clock: Clock) -> None:
    arrive(desk, "a", tier=Tier.LOW, said="hello")
    clock.forward(timedelta(minutes=11))
    desk.do(WatchClocks(), SYSTEM)
    past = "past_10_min".replace("_", "\N{NO-BREAK SPACE}")
    assert card(desk).words == f"text · “hello” · raised, {past}"


def test_a_card_that_was_moved_by_hand_says_why(desk: Desk) -> None:
    case = arrive(desk, "a", said="hello")
    desk.do(RankCase(case, Tier.HIGH, private("sounded worse")), LEAD)
    assert card(desk).words == "text · “hello” · moved by hand: sounded worse"


def test_my_card_shows_the_reason_for_its_tier(desk: Desk) -> None:
    case = arrive(desk, "a", kind=ContactKind.CALL, rule=Rule.CALL_WAITING)
    desk.do(TakeCase(case), ME)
    desk.do(SetTier(case, Tier.IMMINENT, (private("means near"), private("plan"))), ME)
    assert (card(desk).tier, card(desk).words) == (Tier.IMMINENT, "call · means near")


def test_a_card_of_others_names_them(desk: Desk) -> None:
    desk.do(TakeCase(arrive(desk, "a")), OTHER)
    assert card(desk).words == "R. Novak · text"


@pytest.mark.parametrize(
    ("seconds", "late"),
    [
        (14, Lateness.IN_TIME),
        (15, Lateness.AMBER),
        (19, Lateness.AMBER),
        (20, Lateness.RED),
    ],
)
def test_a_ringing_call_is_amber_at_15_and_red_at_20_seconds_before_the_journal_says_so(
    desk: Desk, seconds: int, late: Lateness
) -> None:
    arrive(desk, "a", kind=ContactKind.CALL, rule=Rule.CALL_WAITING, ringing=True)
    assert card(desk).late(NOON + timedelta(seconds=seconds)) is late


def test_a_case_that_somebody_has_is_never_late(desk: Desk) -> None:
    desk.do(TakeCase(arrive(desk, "a")), ME)
    assert card(desk).late(NOON + timedelta(hours=9)) is Lateness.IN_TIME


def test_what_arrives_in_a_case_that_i_have_stands_on_its_card_until_i_turn_to_it(
    desk: Desk, clock: Clock
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    desk.do(SetTier(case, Tier.HIGH, (private("means near"),)), ME)
    clock.now += timedelta(minutes=5)
    arrive(desk, "b", "dana", said="the bridge")
    assert card(desk).words == "new · text · “the bridge” · text · means near"
    assert card(desk).late(clock.now + timedelta(minutes=1)) is Lateness.RED
    desk.do(TakeCase(case), ME)
    assert card(desk).words == "text · means near"
    assert card(desk).late(clock.now + timedelta(minutes=1)) is Lateness.IN_TIME


def test_a_card_says_that_the_lead_was_called_until_they_come(desk: Desk) -> None:
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    desk.do(AskForHelp(case), ME)
    noon = NOON.astimezone().strftime("%H:%M")
    assert card(desk).words == f"lead called {noon} · text · wrote to the line"
    desk.do(AnswerHelp(case), LEAD)
    assert card(desk).words == "text · wrote to the line"


def test_a_card_can_be_read_aloud(desk: Desk) -> None:
    enrol(desk, dana())
    arrive(desk, "a", "dana", kind=ContactKind.CALL, rule=Rule.CALL_WAITING, ringing=True)
    assert card(desk).spoken(NOON + timedelta(seconds=21)) == (
        "Dana R., she/her, Moderate, call · phone is ringing, 0:21, very late"
    )


def test_a_card_is_made_once_and_again_when_its_case_changes(desk: Desk) -> None:
    case = arrive(desk, "a")
    arrive(desk, "b")
    deck = Deck(ME, Limits())
    before = {row.key: row for row in deck.rows(desk.board, None)}
    desk.do(RankCase(case, Tier.HIGH, private("sounded worse")), LEAD)
    after = {row.key: row for row in deck.rows(desk.board, None)}
    assert after["case:case-b"] is before["case:case-b"]
    changed = after["case:case-a"]
    assert isinstance(changed, Card)
    assert changed.tier is Tier.HIGH


def test_a_call_that_was_picked_up_rings_no_more_on_its_card(desk: Desk, clock: Clock) -> None:
    call = {"kind": ContactKind.CALL, "rule": Rule.CALL_WAITING}
    case = arrive(desk, "a", ringing=True, **call)  # type: ignore[arg-type]
    assert card(desk).words == "call · phone is ringing"
    desk.do(TakeCase(case), ME)
    at = f"{clock.now.astimezone():%H:%M}"
    assert card(desk).words == f"call · on the line since\N{NO-BREAK SPACE}{at}"


def test_the_answer_that_lifts_a_case_stands_on_its_card(desk: Desk) -> None:
    desk.do(PublishProtocols(sources()), SYSTEM)
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    run = fresh_run()
    desk.do(StartEscalation(case, run, ProtocolId("P09")), ME)
    desk.do(DoStep(case, run, StepId("a1"), fresh_run(), "danger"), ME)
    assert (card(desk).tier, card(desk).words.replace("\N{NO-BREAK SPACE}", " ")) == (
        Tier.HIGH,
        "checklist: danger now · P09 a1 danger · text · wrote to the line · P09 step 2",
    )
