"""What is worth saying, at which station, and when again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.care.case import Lateness, Rung
from console.domain.care.contact import ContactKind
from console.domain.tier import Tier
from console.voice.alerts import (
    Concern,
    Declared,
    Help,
    OutOfReach,
    Repeats,
    Said,
    Seat,
    Unconfirmed,
    Waiting,
    worth_saying,
)
from console.voice.utterance import (
    Chime,
    HelpAsked,
    ImminentDeclared,
    LeadNeeded,
    NewContact,
    NewContacts,
    OnCallNeeded,
    PastCeiling,
    RecordBack,
    RecordLost,
    RespondersUnconfirmed,
    Tone,
    Utterance,
    priority_of,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COUNSELLOR, LEAD = Seat(lead=False), Seat(lead=True, takes=False)
EVERY = Repeats()


def waiting(
    key: str = "c1",
    tier: Tier = Tier.HIGH,
    lateness: Lateness = Lateness.IN_TIME,
    rung: Rung | None = None,
) -> Waiting:
    return Waiting(key, ContactKind.CALL, tier, NOON, lateness, rung)


def shift(seat: Seat, *looks: tuple[float, Iterable[Concern]]) -> list[tuple[Utterance, ...]]:
    """Return what ``seat`` hears when these concerns are open at these seconds after noon."""
    said: Said = {}
    heard = []
    for second, concerns in looks:
        verdict = worth_saying(concerns, said, seat, NOON + timedelta(seconds=second), EVERY)
        said = verdict.said
        heard.append(verdict.utterances)
    return heard


def test_a_new_contact_is_said_once() -> None:
    assert shift(COUNSELLOR, (0, [waiting()]), (1, [waiting()])) == [
        (NewContact(ContactKind.CALL, Tier.HIGH),),
        (),
    ]


def test_an_ignored_contact_sounds_again_without_words() -> None:
    looks = [(second, [waiting()]) for second in (0, 9, 10, 19, 20)]
    chime = (Chime(Tone.ARRIVAL_HIGH),)
    assert shift(COUNSELLOR, *looks)[1:] == [(), chime, (), chime]


def test_a_low_contact_does_not_sound_again() -> None:
    low = [waiting(tier=Tier.LOW)]
    assert shift(COUNSELLOR, (0, low), (3600, low))[1] == ()


def test_a_taken_contact_is_quiet_and_counts_as_new_when_it_waits_again() -> None:
    new = (NewContact(ContactKind.CALL, Tier.HIGH),)
    assert shift(COUNSELLOR, (0, [waiting()]), (5, []), (60, [waiting()])) == [new, (), new]


def test_several_at_once_are_one_sentence_of_the_gravest() -> None:
    several = [waiting("a", Tier.LOW), waiting("b", Tier.HIGH), waiting("c", Tier.MODERATE)]
    assert shift(COUNSELLOR, (0, several)) == [(NewContacts(3, Tier.HIGH),)]


def test_several_ignored_at_once_are_one_sound_of_the_gravest() -> None:
    several = [waiting("a", Tier.MODERATE), waiting("b", Tier.HIGH)]
    assert shift(COUNSELLOR, (0, several), (60, several))[1] == (Chime(Tone.ARRIVAL_HIGH),)


def test_a_contact_past_its_ceiling_is_said_once() -> None:
    red = [waiting(tier=Tier.LOW, lateness=Lateness.RED)]
    amber = [waiting(tier=Tier.LOW, lateness=Lateness.AMBER)]
    heard = shift(COUNSELLOR, (0, [waiting(tier=Tier.LOW)]), (1, amber), (2, red), (3, red))
    assert heard[1:] == [(), (PastCeiling(ContactKind.CALL, Tier.LOW),), ()]


def test_a_contact_whose_tier_rises_is_said_anew() -> None:
    heard = shift(COUNSELLOR, (0, [waiting(tier=Tier.LOW)]), (1, [waiting()]), (2, [waiting()]))
    assert heard[1:] == [(NewContact(ContactKind.CALL, Tier.HIGH),), ()]


def test_the_lead_hears_it_when_it_has_climbed_and_not_before() -> None:
    lead, on_call = waiting(rung=Rung.LEAD), waiting(rung=Rung.ON_CALL)
    first = waiting(rung=Rung.SOUND)
    heard = shift(
        LEAD, (0, [waiting()]), (10, [first]), (30, [lead]), (31, [lead]), (90, [on_call])
    )
    assert heard == [
        (),
        (),
        (LeadNeeded(ContactKind.CALL, Tier.HIGH, 30),),
        (),
        (OnCallNeeded(ContactKind.CALL, Tier.HIGH, 90),),
    ]


def test_a_counsellor_hears_no_sentence_for_the_lead() -> None:
    heard = shift(COUNSELLOR, (0, [waiting()]), (5, [waiting(rung=Rung.LEAD)]))
    assert heard[1] == ()


def test_a_declaration_and_a_help_key_are_for_the_lead() -> None:
    both: list[Concern] = [Help("c2", Tier.MODERATE, NOON), Declared("c1")]
    assert shift(COUNSELLOR, (0, both)) == [()]
    assert set(shift(LEAD, (0, both))[0]) == {ImminentDeclared(), HelpAsked(Tier.MODERATE)}


def test_a_help_key_that_no_lead_answers_is_heard_at_every_station() -> None:
    asked = [Help("c2", Tier.HIGH, NOON)]
    heard = shift(COUNSELLOR, (0, asked), (59, asked), (60, asked), (61, asked), (75, asked))
    chime = (Chime(Tone.LEAD_CALL),)
    assert heard == [(), (), (HelpAsked(Tier.HIGH),), (), chime]


def test_what_no_lead_came_to_is_said_at_every_station() -> None:
    looks = [(second, [waiting(rung=rung)]) for second, rung in ((0, None), (120, Rung.ON_CALL))]
    page = (OnCallNeeded(ContactKind.CALL, Tier.HIGH, 120),)
    assert [shift(seat, *looks)[1] for seat in (COUNSELLOR, LEAD)] == [page, page]


def test_an_unanswered_help_key_sounds_again_and_a_declaration_does_not() -> None:
    both: list[Concern] = [Help("c2", Tier.MODERATE, NOON), Declared("c1")]
    assert shift(LEAD, (0, both), (15, both))[1] == (Chime(Tone.LEAD_CALL),)


def test_unconfirmed_responders_are_for_the_owner_and_the_lead() -> None:
    mine, other = Unconfirmed("c1", NOON, mine=True), Unconfirmed("c1", NOON, mine=False)
    said = (RespondersUnconfirmed(10),)
    assert shift(COUNSELLOR, (600, [mine])) == [said]
    assert shift(LEAD, (600, [other])) == [said]
    assert shift(COUNSELLOR, (600, [other])) == [()]


def test_a_lost_record_is_said_and_so_is_its_return() -> None:
    heard = shift(COUNSELLOR, (0, [OutOfReach()]), (1, [OutOfReach()]), (2, []), (3, []))
    assert heard == [(RecordLost(),), (), (RecordBack(),), ()]


def test_whoever_is_with_a_client_hears_tones_and_no_words() -> None:
    seat = Seat(lead=True, takes=True, with_client=True)
    concerns: list[Concern] = [waiting(), OutOfReach(), Help("c2", Tier.HIGH, NOON)]
    assert shift(seat, (0, concerns)) == [
        (Chime(Tone.LEAD_CALL), Chime(Tone.RECORD_LOST), Chime(Tone.ARRIVAL_HIGH))
    ]


def test_what_may_only_sound_beside_a_client_is_shown_in_words() -> None:
    seat = Seat(lead=True, takes=True, with_client=True)
    concerns: list[Concern] = [Help("c2", Tier.HIGH, NOON), Unconfirmed("c1", NOON, mine=True)]
    verdict = worth_saying(concerns, {}, seat, NOON + timedelta(minutes=11), EVERY)
    assert verdict.utterances == (Chime(Tone.LEAD_CALL), Chime(Tone.CLOCK))
    assert verdict.shown == (HelpAsked(Tier.HIGH), RespondersUnconfirmed(11))


CONCERNS = st.lists(
    st.one_of(
        st.builds(
            Waiting,
            key=st.sampled_from("abc"),
            kind=st.sampled_from(ContactKind),
            tier=st.sampled_from(Tier),
            since=st.just(NOON),
            lateness=st.sampled_from(Lateness),
            rung=st.none() | st.sampled_from(Rung),
        ),
        st.builds(Declared, key=st.sampled_from("abc")),
        st.builds(
            Help,
            key=st.sampled_from("abc"),
            tier=st.sampled_from(Tier),
            asked=st.sampled_from([NOON, NOON - timedelta(minutes=2)]),
        ),
        st.builds(Unconfirmed, key=st.sampled_from("abc"), sent=st.just(NOON), mine=st.booleans()),
        st.just(OutOfReach()),
    ),
    unique_by=lambda concern: (type(concern), getattr(concern, "key", "")),
)
SEATS = st.builds(Seat, lead=st.booleans(), takes=st.booleans(), with_client=st.booleans())


@given(CONCERNS, SEATS)
def test_looking_again_at_the_same_moment_says_nothing(concerns: list[Concern], seat: Seat) -> None:
    first, again = shift(seat, (0, concerns), (0, concerns))
    assert again == ()
    assert len(set(first)) == len(first)


@given(CONCERNS, SEATS)
def test_the_most_urgent_comes_first(concerns: list[Concern], seat: Seat) -> None:
    (heard,) = shift(seat, (0, concerns))
    order = [priority_of(utterance) for utterance in heard]
    assert order == sorted(order, reverse=True)


@given(CONCERNS, SEATS, st.permutations(range(8)))
def test_the_order_in_which_concerns_are_given_changes_nothing(
    concerns: list[Concern], seat: Seat, order: list[int]
) -> None:
    shuffled = [concerns[i] for i in order if i < len(concerns)] + concerns[8:]
    assert set(shift(seat, (0, concerns))[0]) == set(shift(seat, (0, shuffled))[0])


def test_a_repeat_keeps_quiet_while_something_new_is_said() -> None:
    old, new = waiting("a"), waiting("b", Tier.MODERATE)
    heard = shift(COUNSELLOR, (0, [old]), (10, [old, new]))
    assert heard[1] == (NewContact(ContactKind.CALL, Tier.MODERATE),)
