"""Reading, checking and publishing protocols: each fault names its place and its remedy."""

from textwrap import dedent

import pytest

from console.desk.fresh import fresh_run
from console.domain.care.case import Ending, NoNext, PlanLook
from console.domain.commands import ApproveProtocol, PublishProtocols
from console.domain.commands import StartEscalation as Start
from console.domain.events import ProtocolPublished
from console.domain.ids import SYSTEM, ProtocolId
from console.domain.place.location import Source
from console.domain.protocol.check import faults_in
from console.domain.protocol.protocol import Field, How, Protocol
from console.domain.protocol.read import read
from console.domain.publishable import faults_of
from console.domain.reading.fault import Fault, Faulty
from console.domain.refused import NotApproved, ProtocolUnsound, VersionTaken
from tests.domain.centre import CARL, START, Centre, sources

HEAD = """
id = "P77"
version = 1
title = "A trial"
entry = "Trial"
"""
STEP = """
[[phase]]
id = "a"
title = "Now"
[[phase.step]]
id = "a1"
text = "Ask"
"""


def faults(text: str) -> list[str]:
    """Return what is wrong with ``text``, one line a fault."""
    try:
        protocol = read(HEAD + dedent(text))
    except Faulty as faulty:
        found = faulty.faults
    else:
        found = faults_in(protocol, {protocol.id})
    return [f"{fault.where}: {fault.what} {fault.remedy}" for fault in found]


SHIPPED = tuple(read(source) for source in sources())


def field(protocol: str, name: str) -> Field:
    fields = (
        field
        for found in SHIPPED
        if found.id == protocol
        for step in found.steps
        for field in step.fields
    )
    return next(field for field in fields if field.id == name)


@pytest.mark.parametrize("protocol", SHIPPED, ids=lambda found: found.id)
def test_what_is_shipped_is_sound_and_says_in_its_file_that_it_is_a_draft(
    protocol: Protocol,
) -> None:
    assert faults_in(protocol, {found.id for found in SHIPPED}) == ()


def test_the_shipped_files_say_that_they_are_drafts() -> None:
    first = {source.splitlines()[0].partition(":")[0] for source in sources()}
    assert first == {"# DRAFT.  Not approved by anybody"}


def test_the_shipped_protocols_agree_on_what_each_field_is() -> None:
    assert faults_of(SHIPPED, ()) == ()


def test_the_closing_protocol_offers_just_the_codes_that_a_landing_is_made_of() -> None:
    assert [code for code, _ in field("P32", "disposition").choices] == [*Ending]
    assert [code for code, _ in field("P32", "plan.looked_at").choices] == [*PlanLook]
    assert [code for code, _ in field("P32", "followup.none_because").choices] == [*NoNext]
    assert [code for code, _ in field("P00", "location.source").choices] == [*Source]


def test_every_word_that_is_to_be_said_aloud_has_spanish_beside_it() -> None:
    said = [step.say for protocol in SHIPPED for step in protocol.steps if step.say is not None]
    assert len(said) > 20
    assert [say for say in said if not say.es] == []


def test_text_that_is_no_toml_says_where() -> None:
    assert faults("title = ") == [
        (
            "the file: This is not TOML: Invalid value (at end of document)."
            " Mend the line that it names."
        )
    ]


def test_a_misspelt_key_does_not_vanish_in_silence() -> None:
    assert faults(STEP + "tarqet_s = 30\n") == [
        "P77 step a1: “tarqet_s” is not known here. Did you mean “target_s”?"
    ]


def test_what_is_missing_is_named_with_what_to_write() -> None:
    assert faults('[[phase]]\nid = "a"\ntitle = "Now"\n[[phase.step]]\nid = "a1"\n') == [
        'P77 step a1: “text” is missing or is not text. Write text = "…".'
    ]


def test_an_unknown_word_is_answered_with_the_known_ones() -> None:
    assert faults(STEP + 'kind = "aks"\n') == [
        (
            "P77 step a1: “kind” is “aks”, which is not known."
            " Known are ask, call, decide, do, gate, handoff, notify, record, timer."
        )
    ]


BROKEN = {
    "a gate without evidence": (
        STEP + 'kind = "gate"\nskippable = false\n',
        "P77 step a1: It is a gate that asks for no evidence. Add a field that is required.",
    ),
    "a gate that can be skipped": (
        STEP + 'kind = "gate"\nskippable = true\n'
        '[[phase.step.field]]\nid = "x"\nlabel = "X"\ntype = "tick"\n',
        "P77 step a1: It is a gate that can be skipped. Take skippable out, or make it false.",
    ),
    "a timer that pages nobody": (
        STEP + 'kind = "timer"\ntarget_s = 60\n',
        (
            "P77 step a1: It is a timer that nobody is told of."
            " Write target_s, and in pages the role that is paged when it runs out."
        ),
    ),
    "a long line": (
        STEP.replace('"Ask"', '"one two three four five six seven eight nine ten eleven so many"'),
        "P77 step a1: Its text has 13 words. Say it in twelve or fewer.",
    ),
    "too much to say": (
        STEP + f'say = {{ en = "{"so " * 16}" }}\n',
        f"P77 step a1 say: “{'so ' * 16}” has 16 words. Say it in fifteen or fewer.",
    ),
    "an unknown protocol": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "replace"\nto = "P99"\n'
        '[[phase.step.answer]]\nkey = "n"\nlabel = "N"\n',
        (
            "P77 step a1 answer y: It leads to “P99”, which is not published: a dead end."
            ' Publish that protocol with it, or write how = "lead" to call the shift lead.'
        ),
    ),
    "an unknown step": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "step"\nto = "c9"\n',
        (
            "P77 step a1 answer y: It leads to step “c9”, which is not there: a dead end."
            " Name a step of this protocol."
        ),
    ),
    "a loop": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "step"\nto = "a1"\n',
        (
            "P77 step a1 answer y: It leads back to step “a1”: a loop."
            " Name a later step; a settled step is opened again by undoing it."
        ),
    ),
    "a target without a way": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nto = "P77"\n',
        (
            "P77 step a1 answer y: It names “P77” but does not lead there."
            ' Write how = "step", "replace", "call" or "overlay", or take to out.'
        ),
    ),
    "nothing but staying": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "stay"\n',
        "P77 step a1: Every answer stays on it: a dead end. Add an answer that goes on.",
    ),
    "one key twice": (
        STEP + '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\n' * 2,
        "P77 step a1: Two answers have one key. Give each answer its own key.",
    ),
    "one field twice": (
        STEP + '[[phase.step.field]]\nid = "x"\nlabel = "X"\ntype = "tick"\n' * 2,
        "P77 step a1: Two fields have one id. Give each field its own id.",
    ),
    "no choices": (
        STEP + '[[phase.step.field]]\nid = "x"\nlabel = "X"\ntype = "choice"\n',
        "P77 step a1 field x: It offers no choices. Write choices.",
    ),
    "more choices wanted than there are": (
        STEP + '[[phase.step.field]]\nid = "x"\nlabel = "X"\ntype = "choices"\nleast = 2\n'
        'choices = { a = "A" }\n',
        (
            "P77 step a1 field x: It wants 2 choices, which nobody can give."
            " Offer more choices, or lower least."
        ),
    ),
    "no steps": (
        '[[phase]]\nid = "a"\ntitle = "Now"\n',
        "P77: It has no steps. Write at least one phase with one step.",
    ),
    "one id twice": (
        STEP + '[[phase.step]]\nid = "a1"\ntext = "Ask"\n',
        "P77 step a1: The id is used twice. Give each step its own id.",
    ),
    "one phase twice": (
        STEP + '[[phase]]\nid = "a"\ntitle = "Then"\n[[phase.step]]\nid = "b1"\ntext = "Ask"\n',
        "P77 phase a: The id is used twice. Give each phase its own id.",
    ),
    "many memory items": (
        'memory = ["a1", "a1", "a1", "a1"]\n' + STEP,
        "P77: It has 4 memory items. Keep at most three.",
    ),
    "a memory item that is no step": (
        'memory = ["a9"]\n' + STEP,
        "P77: The memory item a9 is not a step. Name a step of this protocol.",
    ),
    "ten required steps": (
        STEP + "".join(f'[[phase.step]]\nid = "b{n}"\ntext = "Ask"\n' for n in range(9)),
        (
            "P77 phase a: It has 10 required steps; nobody can keep more than nine in view."
            " Split the phase."
        ),
    ),
    "a step that nothing leads to": (
        STEP + 'kind = "decide"\n'
        '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "step"\nto = "a3"\n'
        '[[phase.step]]\nid = "a2"\ntext = "Ask"\n[[phase.step]]\nid = "a3"\ntext = "Ask"\n',
        "P77 step a2: No answer leads to it. Add an answer that goes there, or take it out.",
    ),
    "ten answers": (
        STEP + "".join(f'[[phase.step.answer]]\nkey = "{n}"\nlabel = "Y"\n' for n in range(10)),
        "P77 step a1: It has 10 answers; there are nine number keys. Offer nine or fewer.",
    ),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_protocol_is_told_where_what_and_how_to_mend_it(text: str) -> None:
    broken, sentence = BROKEN[text]
    assert sentence in faults(broken)
    assert all(line.startswith("P77") for line in faults(broken))


def test_a_timer_whose_answers_only_act_again_is_a_dead_end() -> None:
    timer = STEP + 'kind = "timer"\ntarget_s = 60\npages = "shift_lead"\n'
    again = '[[phase.step.answer]]\nkey = "y"\nlabel = "Y"\nhow = "lead"\n'
    assert faults(timer + again) == [
        "P77 step a1: Every answer stays on it: a dead end. Add an answer that goes on."
    ]


def test_a_closing_protocol_must_ask_for_all_that_a_landing_is_read_from() -> None:
    assert faults('place = "closing"\n' + STEP)[0] == (
        "P77: It closes a case and never asks for “disposition”."
        " Add that field to one of its steps."
    )


def test_protocols_that_lead_to_each_other_are_published_together_or_not_at_all() -> None:
    centre = Centre()
    alone = centre.refused(PublishProtocols((sources()[0],)), SYSTEM)
    assert isinstance(alone, ProtocolUnsound)
    assert {fault.where for fault in alone.faults} == {
        f"P00 step {step.id} answer {answer.key}"
        for step in SHIPPED[0].steps
        for answer in step.answers
        if answer.how in {How.REPLACE, How.OVERLAY}
    }
    broken = tuple(
        source.replace("tier.end_reason", "tier.end") if 'id = "P32"' in source else source
        for source in sources()
    )
    refused = centre.refused(PublishProtocols(broken), SYSTEM)
    assert refused == ProtocolUnsound(
        (
            Fault(
                "P32 step a1 field tier.end",
                "It is text here and tier in P01 step b2.",
                "Give it one type everywhere, or its own id.",
            ),
            Fault("P32 step a1", "Two fields have one id.", "Give each field its own id."),
        )
    )
    published = centre.do(PublishProtocols(sources()), SYSTEM)
    names = [event.protocol for event in published if isinstance(event, ProtocolPublished)]
    assert names == [found.id for found in SHIPPED]
    assert centre.do(PublishProtocols(sources()), SYSTEM) == ()


def test_a_published_version_never_changes() -> None:
    centre = Centre()
    centre.publish()
    other = sources()[0].replace("Start of every contact", "Start")
    assert centre.refused(PublishProtocols((other,)), SYSTEM) == VersionTaken(ProtocolId("P00"), 1)
    centre.do(PublishProtocols((other.replace("version = 1", "version = 2"),)), SYSTEM)
    versions = [found.version for found in centre.board.protocols[ProtocolId("P00")]]
    assert versions == [1, 2]


def test_live_work_takes_only_what_a_clinical_lead_stands_for() -> None:
    centre = Centre(practice=False)
    centre.publish()
    case = centre.taken()
    start = Start(case, fresh_run(), ProtocolId("P00"))
    assert centre.refused(start) == NotApproved(ProtocolId("P00"))
    approve = ApproveProtocol(ProtocolId("P00"), 1, "LPC 4411", START.date())
    centre.do(approve, CARL)
    centre.do(start)
    assert centre.run(case, "P00").version == 1


def test_an_approval_past_its_review_leaves_nobody_without_a_list() -> None:
    centre = Centre(practice=False)
    centre.publish()
    case = centre.taken()
    centre.do(ApproveProtocol(ProtocolId("P00"), 1, "LPC 4411", START.date()), CARL)
    centre.wait(days=1)
    approval = centre.board.approvals[ProtocolId("P00")][1]
    assert (approval.overdue(START.date()), approval.overdue(centre.time.date())) == (False, True)
    centre.do(Start(case, fresh_run(), ProtocolId("P00")))
    assert centre.run(case, "P00").running


def closing_file() -> str:
    return next(text for text in sources() if 'place = "closing"' in text)


CLOSURES = {
    "no hours for a tier": (
        closing_file().replace("moderate = 48, ", ""),
        (
            "P32 closure: It does not say how soon to reach out after moderate."
            " Write moderate = 24 under followup_h."
        ),
    ),
    "an ending without a rule": (
        closing_file().replace('referred = "tier"\n', ""),
        (
            "P32 closure: The ending “referred” has no follow-up rule."
            ' Write referred = "tier" or referred = "none" under rules.'
        ),
    ),
    "a rule without an ending": (
        closing_file().replace('referred = "tier"\n', 'referred = "tier"\ngone = "none"\n'),
        "P32 closure: It has a rule for “gone”, which is no ending. Take it out.",
    ),
}


@pytest.mark.parametrize("broken", CLOSURES)
def test_an_ending_after_which_nobody_knows_what_is_owed_is_refused(broken: str) -> None:
    text, sentence = CLOSURES[broken]
    known = {found.id for found in SHIPPED}
    found = faults_in(read(text), known)
    assert [f"{fault.where}: {fault.what} {fault.remedy}" for fault in found] == [sentence]


def test_a_closing_protocol_without_follow_up_rules_is_refused() -> None:
    head, rules, tail = closing_file().partition("[closure]")
    text = head + rules.replace("[closure]", "") + tail[tail.index("[[phase]]") :]
    (found,) = faults_in(read(text), {found.id for found in SHIPPED})
    assert (found.where, found.what) == ("P32 closure", "It has no follow-up rules.")
