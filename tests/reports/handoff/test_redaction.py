"""No file takes substance use to whoever may not hear of it, whatever stands in the record."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC

import pytest
from hypothesis import given, settings

from console.domain.care.disclosure import Recipient
from console.domain.care.packet import GOES_THERE, Audience, Item
from console.reports.document import Document
from console.reports.handoff.told import OF_NO_SUBSTANCE, Nature, Told
from console.reports.handoff.written import Form, paper, written
from tests.reports.handoff.people import AUDIENCES, CASES, TELLS, Odd, usual

TEXT_FORMS = [form for form in Form if form is not Form.PDF]
GIVES_AWAY = (
    TELLS,
    "substance",
    "part 2",
    "42 cfr",
    "42cfr",
    "audit-c",
    "dast",
    "alcohol",
    "withheld",
)


def strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            yield from strings(getattr(part, one.name))
    elif isinstance(part, tuple | list | frozenset):
        for inner in part:
            yield from strings(inner)


def text_of(document: Document) -> str:
    return "\n".join(strings(document))


def files(told: Told) -> Iterator[str]:
    to = told.made.to.recipient
    yield text_of(paper(told, UTC))
    for form in TEXT_FORMS:
        if to in form.readers:
            yield written(told, form, UTC).decode()


@given(CASES, AUDIENCES)
@settings(deadline=None)
def test_no_file_tells_of_substance_use_where_the_packet_may_not(case: Odd, to: Audience) -> None:
    told = case.told(to)
    if told.made.sud:
        return
    for text in files(told):
        assert [word for word in GIVES_AWAY if word in text.lower()] == []


@given(CASES, AUDIENCES)
@settings(deadline=None)
def test_what_is_held_back_is_listed_for_whoever_makes_it(case: Odd, to: Audience) -> None:
    told = case.told(to)
    named = {what for what, _why in told.left_out}
    assert len(named) >= len({one.item for one in told.made.withheld} | set(told.unread))
    assert set(told.unread) <= set(told.made.items)


def test_words_that_somebody_has_read_go_along_and_the_rest_stays_held_back() -> None:
    police = Audience(Recipient.POLICE)
    unread, read = usual().told(police), usual().told(police, read=True)
    assert unread.unread == (Item.SCENE,)
    medical = usual().told(Audience(Recipient.MEDICAL))
    assert Item.REASON in medical.unread
    assert Item.REASON not in {line.item for line in medical.lines}, "empty would say unknown"
    assert read.unread == ()
    (one, other) = (told.line(Item.SCENE) for told in (unread, read))
    assert one is not None
    assert other is not None
    assert TELLS not in one.value
    assert TELLS in other.value
    for text in files(read):
        assert "Substance use" not in text
        assert "leave substance use out" not in text


@pytest.mark.parametrize("recipient", set(Recipient) - GOES_THERE)
def test_a_door_code_goes_to_nobody_who_does_not_go_there(recipient: Recipient) -> None:
    told = usual().told(Audience(recipient, "Rosa Lee"), read=True)
    assert [text for text in files(told) if "code 99" in text] == []


@pytest.mark.parametrize("recipient", GOES_THERE)
def test_whoever_goes_there_has_the_door_code(recipient: Recipient) -> None:
    told = usual().told(Audience(recipient))
    line = told.line(Item.PLACE)
    assert line is not None
    assert "code 99" in line.value


def test_in_a_named_emergency_medical_staff_read_it_with_the_notice() -> None:
    told = usual().told(Audience(Recipient.MEDICAL, emergency=True))
    for text in files(told):
        assert TELLS in text
        if "vigil_packet" in text or "What is told" in text:
            assert "42 CFR part 2 prohibits unauthorized use" in text


def test_only_instruments_that_ask_for_no_substance_are_told_as_the_risk_is() -> None:
    told = usual().told(Audience(Recipient.MEDICAL))
    assert [one.found.instrument for one in told.scores] == ["phq-9"]
    assert not {"audit-c", "dast-10"} & OF_NO_SUBSTANCE
    whole = usual().told(Audience(Recipient.MEDICAL, emergency=True))
    assert [one.found.instrument for one in whole.scores] == ["phq-9", "audit-c"]


@pytest.mark.parametrize("recipient", set(Recipient))
def test_whoever_is_barred_has_a_packet_with_nothing_in_it(recipient: Recipient) -> None:
    case = usual()
    assert case.client is not None
    circle = tuple(replace(one, do_not_contact=True) for one in case.client.circle)
    barred = replace(case, client=replace(case.client, circle=circle))
    contact = recipient is Recipient.CONTACT
    told = barred.told(Audience(recipient, "Rosa Lee" if contact else ""))
    if contact:
        assert told.lines == ()
        assert (told.person, told.place, told.plan, told.scores) == (None, None, None, ())
    for text in files(told):
        assert "Rosa Lee" not in text or contact


@given(CASES, AUDIENCES)
@settings(deadline=None)
def test_a_fact_goes_only_along_with_its_line(case: Odd, to: Audience) -> None:
    told = case.told(to)
    facts = {
        Item.PERSON: told.person,
        Item.PLACE: told.place,
        Item.CALL_BACK: told.call_back,
        Item.TIER: told.tier,
        Item.PLAN: told.plan,
        Item.SUPPORT: told.permissions,
        Item.WEAPONS: told.armed,
        Item.NAME: told.origin.organisation,
        Item.RISK: told.nature is not Nature.MENTAL,
    }
    assert [item for item, fact in facts.items() if fact and item not in told.made.items] == []
    full = told.person is not None and bool(told.person.legal or told.person.born)
    assert not full or to.recipient in {Recipient.MEDICAL, Recipient.INTERNAL}
