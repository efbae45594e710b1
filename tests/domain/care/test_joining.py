"""Joining two cases loses nothing that was said, asked, or owned."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from console.desk.fresh import fresh_case
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    EndCall,
    IdentifyClient,
    MergeCases,
    SetTier,
    SplitContact,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId
from console.domain.refused import TwoOwners
from console.domain.seen.queue import waits
from console.domain.tier import Tier
from tests.domain.centre import ANA, BEN, LEE, Centre

FIELDS = st.sampled_from(["weapons", "scene.violence", "scene.hazards"])
SAID = st.lists(st.tuples(st.booleans(), FIELDS, st.sampled_from(["yes", "no"])), max_size=6)


@example([(False, "weapons", "no"), (True, "weapons", "yes")])
@example([(True, "weapons", "no"), (False, "weapons", "yes")])
@settings(deadline=None, max_examples=40)
@given(SAID)
def test_of_two_answers_to_one_question_the_newer_one_counts(
    said: list[tuple[bool, str, str]],
) -> None:
    centre = Centre()
    centre.publish()
    cases = [centre.taken(), centre.taken()]
    for case in cases:
        centre.begin(case, "P24")
    newest: dict[str, str] = {}
    for first, name, code in said:
        centre.step(cases[first], "P24", "a6", "ask", {name: code})
        newest[name] = code
    centre.do(MergeCases(cases[0], cases[1]))
    joined = centre.case(cases[0]).answers
    assert {field: joined[field].value.code for field in newest} == newest


def two(centre: Centre) -> tuple[CaseId, CaseId]:
    client = centre.enrol()
    unknown, _ = centre.arrives(ContactKind.CALL)
    known, _ = centre.arrives(ContactKind.TEXT, client)
    centre.do(TakeCase(unknown), ANA)
    centre.do(TakeCase(known), BEN)
    return unknown, known


@pytest.mark.parametrize("identify", [False, True])
def test_two_cases_of_two_people_are_joined_by_a_lead_only(identify: bool) -> None:
    centre = Centre()
    unknown, known = two(centre)
    client = centre.case(known).client
    assert client is not None
    join = IdentifyClient(unknown, client) if identify else MergeCases(unknown, known)
    assert centre.refused(join, ANA) == TwoOwners((ANA, BEN))
    centre.do(join, LEE)
    assert list(centre.board.cases) == [unknown]


def test_a_lost_call_stays_lost_when_its_case_is_joined() -> None:
    centre = Centre()
    client = centre.enrol()
    lost, call = centre.arrives(ContactKind.CALL, client)
    text, _ = centre.arrives(ContactKind.TEXT)
    centre.wait(seconds=5)
    centre.do(EndCall(call, dropped=False), SYSTEM)
    centre.do(TakeCase(text))
    centre.do(SetTier(text, Tier.HIGH))
    centre.do(IdentifyClient(text, client))
    assert lost not in centre.board.cases
    joined = centre.case(text)
    assert joined.lost is not None
    assert (joined.lost.id, waits(joined)) == (call, True)
    centre.do(TakeCase(text))
    assert centre.case(text).lost is None


def test_whoever_wrote_after_the_call_was_lost_is_found_when_the_cases_are_joined() -> None:
    centre = Centre()
    client = centre.enrol()
    _, call = centre.arrives(ContactKind.CALL, client)
    centre.do(EndCall(call), SYSTEM)
    centre.wait(seconds=5)
    text, _ = centre.arrives(ContactKind.TEXT)
    centre.do(TakeCase(text))
    centre.do(IdentifyClient(text, client))
    assert centre.case(text).lost is None


def test_a_contact_that_is_taken_out_keeps_the_client_it_came_from() -> None:
    centre = Centre()
    client = centre.enrol()
    centre.arrives(ContactKind.MOOD, client)
    _, text = centre.arrives(ContactKind.TEXT, client)
    fresh = fresh_case()
    centre.do(SplitContact(text, fresh))
    assert centre.case(fresh).client == client
    assert centre.case(fresh).place is None, "nobody has said where they are"
