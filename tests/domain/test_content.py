"""What the protocols that ship say, file by file: the rules of care that no code can hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis
from console.domain.care.followup import FollowUpOutcome
from console.domain.ids import ProtocolId
from console.domain.people.client import Flag
from console.domain.people.staff import Role
from console.domain.protocol.check import WORDS_A_STEP, WORDS_SAID, faults_in
from console.domain.protocol.condition import Sign
from console.domain.protocol.protocol import (
    Answer,
    Field,
    FieldType,
    How,
    Kind,
    Place,
    Protocol,
    Step,
)
from console.domain.protocol.read import read
from console.domain.publishable import KNOWN, faults_of
from tests.domain.centre import sources
from tests.shared import shared

SHIPPED = {found.id: found for found in map(read, sources())}
ALL = [f"P{number:02}" for number in range(35)]

WORDS_A_TITLE, WORDS_A_LABEL, WORDS_A_CHOICE, WORDS_AN_ANSWER = 6, 10, 7, 9
SUICIDE = ("suicide_q.now", "suicide_q.recent", "suicide_q.ever")
GOES = {
    How.REPLACE: {Place.START, Place.MAIN, Place.CLOSING},
    How.OVERLAY: {Place.OVERLAY, Place.SUB, Place.MAIN},
    How.CALL: {Place.SUB},
}
LEAVES = frozenset({How.REPLACE, How.STEP, How.RETURN})
CHOSEN = frozenset({Kind.DECIDE, Kind.GATE, Kind.TIMER})
READ = {
    "contact_barred": {"barred", "not_barred"},
    "consult.agrees": {"agrees", "disagrees"},
    "callback.rule": {"any", "call_only", "no_voicemail", "code_word", "never"},
}
"""Fields whose codes a rule of the program, or the glance panel, goes by."""
AGAINST = frozenset({"involuntary", "override", "512j"})
"""Keys that only ever name an act against a person's will."""

BY_HAND: Mapping[str, str] = {
    "P34": "what is down cannot say so itself",
}
"""Protocols that nothing offers and nothing leads to, each with the reason."""

DIFFERENT: Mapping[tuple[str, str], str] = {
    ("P29", "a7"): "c1: the act stands in a phase of its own, behind the gates a3 and a5",
}
"""Steps of the source that bear another id here, or none, each with the reason."""

HELD_IN: Mapping[tuple[str, str], str] = {
    ("P03", "G1"): "P28",
    ("P04", "G1"): "P28",
    ("P05", "G6"): "P24",
    ("P07", "G1"): "P28",
    ("P10", "G1"): "P28",
    ("P11", "G6"): "P24",
    ("P16", "G1"): "P28",
}
"""Gates of the source that stand in a called list, so that no paper holds up the call to it."""

KEPT_BY_RULE: Mapping[tuple[str, str], str] = {
    ("P01", "G2"): "a tier below the rule takes the lead wherever it is set (decide.tiers)",
}
"""Gates of the source that no list asks for, because a rule of the program holds them."""


@pytest.fixture(params=[*SHIPPED.values()], ids=[*SHIPPED])
def protocol(request: pytest.FixtureRequest) -> Protocol:
    found = request.param
    assert isinstance(found, Protocol)
    return found


def answers(protocol: Protocol) -> Iterator[tuple[Step, Answer]]:
    return ((step, answer) for step in protocol.steps for answer in step.answers)


def fields(protocol: Protocol) -> Iterator[tuple[Step, Field]]:
    return ((step, field) for step in protocol.steps for field in step.fields)


def words(text: str) -> int:
    return len(text.split())


def codes(field: Field) -> set[str]:
    if field.type is FieldType.YES_NO:
        return {"yes", "no"}
    return {code for code, _label in field.choices}


def test_every_protocol_of_the_source_ships() -> None:
    assert list(SHIPPED) == ALL


def test_no_file_has_anything_to_mend(protocol: Protocol) -> None:
    assert faults_in(protocol, set(SHIPPED)) == ()


def test_the_files_agree_with_each_other() -> None:
    assert faults_of(SHIPPED.values(), ()) == ()


def test_a_code_that_the_program_reads_is_one_that_it_knows(protocol: Protocol) -> None:
    for step, one in fields(protocol):
        here = codes(one)
        if one.id.endswith(".basis"):
            assert here <= set(Basis), step.id
        elif one.id == "attempt.outcome":
            assert here == set(FollowUpOutcome), step.id
        elif one.id in {"contact_barred", "consult.agrees", "callback.rule"}:
            assert here == READ[one.id], step.id


def test_whoever_asks_a_client_something_is_offered_words_for_it(protocol: Protocol) -> None:
    asked = [
        step
        for step in protocol.steps
        if step.who is Role.COUNSELLOR
        and (
            (step.required and step.kind is Kind.ASK)
            or any(one.id in SUICIDE for one in step.fields)
        )
    ]
    silent = [step.id for step in asked if step.say is None or not (step.say.en and step.say.es)]
    assert silent == []


def test_the_suicide_question_is_one_question_everywhere(protocol: Protocol) -> None:
    for step in protocol.steps:
        held = {one.id: one.type for one in step.fields if one.id.startswith("suicide_q")}
        if held:
            assert held == dict.fromkeys(held, FieldType.YES_NO)
            assert SUICIDE[0] in held
            assert set(held) <= set(SUICIDE)
            assert step.required
        elif step.say is not None and step.kind in {Kind.ASK, Kind.DECIDE}:
            assert "killing yourself" not in step.say.en
            assert "suicidarse" not in step.say.es


def test_every_clock_that_is_waited_for_pages_somebody(protocol: Protocol) -> None:
    timers = [step for step in protocol.steps if step.kind is Kind.TIMER]
    assert [step.id for step in timers if step.pages is None or step.target is None] == []
    clockless = [step.id for step in protocol.steps if step.pages and not step.target]
    assert clockless == [], "somebody is to be paged, and no clock runs"


def test_nothing_is_longer_than_somebody_under_stress_can_read(protocol: Protocol) -> None:
    long = [protocol.title] if words(protocol.title) > WORDS_A_TITLE else []
    for phase in protocol.phases:
        long += [phase.title] if words(phase.title) > WORDS_A_TITLE else []
    for step in protocol.steps:
        said = (step.say.en, step.say.es) if step.say is not None else ()
        long += [text for text in said if words(text) > WORDS_SAID]
        long += [step.text] if words(step.text) > WORDS_A_STEP else []
        long += [label for _code, label in step.na if words(label) > WORDS_A_CHOICE]
    for _step, one in fields(protocol):
        long += [one.label] if words(one.label) > WORDS_A_LABEL else []
        long += [label for _code, label in one.choices if words(label) > WORDS_A_CHOICE]
    for _step, answer in answers(protocol):
        long += [answer.label] if words(answer.label) > WORDS_AN_ANSWER else []
    assert long == []


def test_nothing_against_a_will_is_the_answer_that_lies_nearest(protocol: Protocol) -> None:
    first = [step.id for step in protocol.steps if step.answers and step.answers[0].deliberate]
    assert first == []
    easy = [a.key for _step, a in answers(protocol) if a.key in AGAINST and not a.deliberate]
    assert easy == []


def test_what_offers_a_protocol_is_something_that_the_program_knows(protocol: Protocol) -> None:
    asked: dict[str, set[str]] = defaultdict(set)
    for found in SHIPPED.values():
        for _step, one in fields(found):
            asked[one.id] |= codes(one)
    for condition in protocol.enter:
        known = KNOWN.get(condition.sign) or asked[condition.field]
        assert condition.what in known, str(condition)


def test_every_contact_and_every_flag_that_calls_for_one_offers_a_protocol() -> None:
    offered = {(c.sign, c.what) for protocol in SHIPPED.values() for c in protocol.enter}
    alerts = set(ContactKind) - {ContactKind.CALL}  # a call begins with P00 in any case
    assert {kind for kind in alerts if (Sign.CONTACT, kind) not in offered} == set()
    flags = {Flag.WEAPONS, Flag.DOMESTIC_VIOLENCE, Flag.MINOR, Flag.INTERPRETER}
    assert {flag for flag in flags if (Sign.FLAG, flag) not in offered} == set()


def test_every_protocol_can_be_come_to() -> None:
    led = {a.target for found in SHIPPED.values() for _step, a in answers(found)}
    alone = {
        found.id
        for found in SHIPPED.values()
        if found.id not in led and not found.enter and found.place is not Place.START
    }
    assert alone == set(BY_HAND)
    assert {name for name in BY_HAND if SHIPPED[ProtocolId(name)].place is Place.SUB} == set()


def test_what_is_called_comes_back_and_what_replaces_stands_by_itself() -> None:
    wrong = [
        (found.id, step.id, answer.key)
        for found in SHIPPED.values()
        for step, answer in answers(found)
        if answer.how in GOES and SHIPPED[ProtocolId(answer.target)].place not in GOES[answer.how]
    ]
    assert wrong == []


def test_no_step_with_a_way_out_can_be_ticked_without_choosing(protocol: Protocol) -> None:
    loose = []
    for step in protocol.steps:
        keys = {answer.key for answer in step.answers}
        leads = any(a.how in LEAVES or a.gates for a in step.answers)
        plain = [a for a in step.answers if a.how is How.NEXT]  # "done" means the only one
        covered = any(
            codes(one) and codes(one) <= keys | {"unknown"}
            for one in step.fields
            if one.type is not FieldType.CHOICES
        )
        if leads and step.kind not in CHOSEN and not covered and len(plain) != 1:
            loose.append(step.id)
    assert loose == []


def test_imminent_is_only_ever_said_by_a_person_with_room_for_two_reasons(
    protocol: Protocol,
) -> None:
    for step, answer in answers(protocol):
        tiers = [one for one in step.fields if one.type is FieldType.TIER]
        if answer.key == "imminent" and tiers:
            reasons = [one.id for one in step.fields if "reason" in one.id]
            assert len(reasons) >= 2, step.id


# The source ------------------------------------------------------------------


@dataclass
class Written:
    """A protocol of the source: the gates and the targets of each of its steps."""

    gates: dict[str, set[str]] = field(default_factory=dict)
    ways: set[str] = field(default_factory=set)


def written() -> Mapping[str, Written]:
    """Return the source by protocol; its layout is regular enough to be read by the line."""
    found: dict[str, Written] = {}
    step = ""
    for line in shared("clinical/protocols.yaml").read_text(encoding="utf-8").splitlines():
        if named := re.fullmatch(r"- id: (P\d\d)", line):
            found[named[1]] = Written()
        elif named := re.fullmatch(r" {4}- id: (\w+)", line):
            step = named[1]
            found[[*found][-1]].gates[step] = set()
        elif named := re.fullmatch(r" {6}- (G\d)\w*", line):
            found[[*found][-1]].gates[step].add(named[1])
        elif named := re.fullmatch(r" {8}goto: (P\d\d)", line):
            found[[*found][-1]].ways.add(named[1])
    return found


def test_every_step_of_the_source_is_here_or_is_named_with_a_reason() -> None:
    held = written()
    assert list(held) == ALL
    missing = {
        (name, step)
        for name, one in held.items()
        for step in one.gates
        if step not in {str(here.id) for here in SHIPPED[ProtocolId(name)].steps}
    }
    assert missing == set(DIFFERENT)


def test_every_way_from_one_protocol_to_another_is_here() -> None:
    for name, one in written().items():
        ours = {answer.target for _step, answer in answers(SHIPPED[ProtocolId(name)])}
        assert one.ways - ours == set(), name


def test_every_gate_of_the_source_stands_here_or_in_what_is_called() -> None:
    missing = {
        (name, gate)
        for name, one in written().items()
        for gate in set().union(*one.gates.values()) - gates(name)
    }
    assert missing == {*HELD_IN, *KEPT_BY_RULE}
    for (name, gate), called in HELD_IN.items():
        led = {a.target for _step, a in answers(SHIPPED[ProtocolId(name)]) if a.how is How.CALL}
        assert called in led, name
        assert gate in gates(called)


def gates(name: str) -> set[str]:
    """Return the gates that stand in a protocol, before a step or before one answer."""
    steps = SHIPPED[ProtocolId(name)].steps
    before = [step.gates for step in steps]
    before += [answer.gates for step in steps for answer in step.answers]
    return {str(gate) for some in before for gate in some}


def test_the_order_of_the_files_is_that_of_their_numbers() -> None:
    assert all(one < other for one, other in pairwise(SHIPPED))
