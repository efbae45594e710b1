"""Which protocols are offered: their entry conditions against a case as it stands."""

from datetime import date

import pytest

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    EndCall,
    PublishProtocols,
    RecordClient,
    SetTier,
    StateLocation,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId
from console.domain.people.client import Address, Client, Flag
from console.domain.place.location import Location, Source
from console.domain.refused import ProtocolUnsound
from console.domain.seen.fits import fits
from console.domain.tier import Tier
from tests.checklists import checklist, field, phase, step
from tests.domain.centre import ANA, START, Centre


def protocol(name: str, *enter: str, place: str = "main") -> str:
    weapons = field("weapons", "Weapons", "yes_no")
    signs = field("signs", "Signs", "choices", choices={"a": "A", "b": "B"})
    return checklist(name, phase("a", step("a1", "Ask", weapons, signs)), place=place, enter=enter)


def centre(*enter: str) -> Centre:
    """Return a centre where P70 is always there and P71 has these conditions."""
    made = Centre()
    made.do(PublishProtocols((protocol("P70"), protocol("P71", *enter))), SYSTEM)
    return made


def offered(made: Centre, case: CaseId) -> list[tuple[str, str]]:
    found = fits(made.board, made.case(case), made.time)
    return [(fit.protocol.id, str(fit.because)) for fit in found]


def test_what_has_no_condition_is_never_offered_by_itself() -> None:
    made = centre()
    assert offered(made, made.taken()) == []


def test_a_tier_that_a_person_sets_offers_its_protocol() -> None:
    made = centre("tier:high")
    case = made.taken()
    assert offered(made, case) == []
    made.do(SetTier(case, Tier.HIGH), ANA)
    assert offered(made, case) == [("P71", "tier:high")]


def test_the_newest_contact_counts_and_no_older_one() -> None:
    made = centre("contact:mood")
    client = made.enrol()
    case, _ = made.arrives(ContactKind.MOOD, client)
    assert offered(made, case) == [("P71", "contact:mood")]
    made.arrives(ContactKind.TEXT, client)
    assert offered(made, case) == []


@pytest.mark.parametrize("said", ["weapons=yes", "signs=b"])
def test_an_answer_offers_what_it_means_until_that_was_begun(said: str) -> None:
    made = centre(f"answer:{said}")
    case = made.taken()
    made.begin(case, "P70")
    made.step(case, "P70", "a1", None, {"weapons": "yes", "signs": "a,b"})
    assert offered(made, case) == [("P71", f"answer:{said}")]
    made.begin(case, "P71")
    assert offered(made, case) == []


def test_what_was_asked_in_it_does_not_offer_it_again_and_a_later_answer_does() -> None:
    made = centre("answer:weapons=yes")
    case = made.taken()
    made.begin(case, "P70")
    made.begin(case, "P71")
    made.step(case, "P71", "a1", None, {"weapons": "yes"})
    assert offered(made, case) == []
    made.wait(seconds=1)
    made.begin(case, "P70")
    made.step(case, "P70", "a1", None, {"weapons": "yes"})
    assert offered(made, case) == [("P71", "answer:weapons=yes")]


def enrolled(made: Centre, client: Client) -> CaseId:
    made.do(RecordClient(client.id, private(client), "test"), SYSTEM)
    case, _ = made.arrives(ContactKind.TEXT, client.id)
    made.do(TakeCase(case), ANA)
    return case


def test_the_record_offers_by_its_flags_and_a_minor_by_age_too() -> None:
    flagged, young = centre("flag:weapons"), centre("flag:minor")
    known = Client(
        ClientId("c"), "Ann Bell", born=date(2010, 1, 6), flags=frozenset({Flag.WEAPONS})
    )
    assert offered(flagged, enrolled(flagged, known)) == [("P71", "flag:weapons")]
    assert offered(young, enrolled(young, known)) == [("P71", "flag:minor")]


def test_on_the_eighteenth_birthday_nobody_is_a_minor() -> None:
    made = centre("flag:minor")
    grown = Client(ClientId("c"), "Ann Bell", born=START.date().replace(year=START.year - 18))
    assert offered(made, enrolled(made, grown)) == []


def test_a_lost_call_offers_the_search_and_being_found_takes_it_back() -> None:
    made = centre("line:lost")
    case, contact = made.arrives(ContactKind.CALL, made.enrol())
    made.do(EndCall(ContactId(contact)), SYSTEM)
    assert offered(made, case) == [("P71", "line:lost")]
    made.do(TakeCase(case), ANA)
    assert offered(made, case) == []


def test_another_state_than_home_is_noticed_by_what_was_said() -> None:
    made = centre("place:other_state")
    home = Address("12 Elm St", "Columbus", "OH", "43215")
    case = enrolled(made, Client(ClientId("c"), "Ann Bell", addresses=(home,)))
    there = Location("4 Bay Rd", Source.SAID, made.time, state="oh")
    made.do(StateLocation(case, private(there)), ANA)
    assert offered(made, case) == []
    there = Location("4 Bay Rd", Source.SAID, made.time, state="MI")
    made.do(StateLocation(case, private(there)), ANA)
    assert offered(made, case) == [("P71", "place:other_state")]


def test_overlays_are_offered_before_what_would_take_their_place() -> None:
    made = Centre()
    over = protocol("P72", "flag:weapons", place="overlay")
    made.do(PublishProtocols((protocol("P71", "flag:weapons"), over)), SYSTEM)
    armed = Client(ClientId("c"), "Ann Bell", flags=frozenset({Flag.WEAPONS}))
    assert [name for name, _ in offered(made, enrolled(made, armed))] == ["P72", "P71"]


@pytest.mark.parametrize(
    ("enter", "known"),
    [
        ("tier:severe", "Known are high, imminent, low, moderate."),
        ("answer:weapons=maybe", "Known are no, unknown, yes."),
        ("answer:pets=yes", "Name a field that a protocol asks for."),
        ("flag:tall", None),
    ],
)
def test_a_condition_that_nothing_can_ever_meet_is_refused(enter: str, known: str | None) -> None:
    texts = (protocol("P70"), protocol("P71", enter))
    unsound = Centre().refused(PublishProtocols(texts), SYSTEM)
    assert isinstance(unsound, ProtocolUnsound)
    (fault,) = unsound.faults
    assert fault.what == f"Nothing can ever be “{enter}”, so it would never be offered."
    assert known is None or fault.remedy == known


def test_what_is_no_condition_at_all_is_answered_with_how_to_write_one() -> None:
    unsound = Centre().refused(PublishProtocols((protocol("P71", "weapons"),)), SYSTEM)
    assert isinstance(unsound, ProtocolUnsound)
    assert [fault.what for fault in unsound.faults] == ["“weapons” is not a condition."]
