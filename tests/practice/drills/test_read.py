"""The twelve drills that ship can be played, and a broken one is told where, what and how."""

from datetime import date

import pytest

from console.domain.care.disclosure import Basis
from console.domain.people.circle import ConsentState
from console.domain.protocol.read import read as read_protocol
from console.domain.reading.fault import Faulty
from console.practice.drills.check import faults_in
from console.practice.drills.drill import Inject
from console.practice.drills.read import read
from console.wiring.shipped import shipped_drills
from tests.domain.centre import sources

DAY = date(2026, 3, 1)
DRILLS = shipped_drills()
PROTOCOLS = {found.id: found for found in map(read_protocol, sources())}
SMALL = """
id = "small"
version = 1
title = "Small"
about = "About."
brief = "Brief."
minutes = 1
[[client]]
id = "pat"
mrn = "1"
name = "Pat Doe"
pronouns = "they/them"
age = 30
birthday = "01-01"
languages = ["en"]
team = "A team"
phones = [{ number = "614-555-0101" }]
[client.address]
line = "1 Elm St"
city = "Columbus"
state = "OH"
zip = "43215"
lat = 39.9
lon = -82.9
error_m = 60
days_ago = 3
[[client.circle]]
name = "Sam Doe"
relation = "brother"
phone = "614-555-0102"
scope = ["location"]
started = 90
ends_in = 20
[[beat]]
id = "rings"
[beat.post]
sender = "practice-phones"
kind = "call"
client = "pat"
call = { event = "ringing", call_id = "one" }
"""


def faults(text: str) -> list[str]:
    """Return what is wrong with ``text``, one line a fault."""
    try:
        drill = read(text if text.startswith("expekted") else SMALL + text, DAY)
    except Faulty as faulty:
        found = faulty.faults
    else:
        found = faults_in(drill, PROTOCOLS)
    return [f"{one.where}: {one.what} {one.remedy}" for one in found]


@pytest.mark.parametrize("name", DRILLS)
def test_what_is_shipped_can_be_played_and_says_that_it_is_a_draft(name: str) -> None:
    drill = read(DRILLS[name], DAY)
    assert (drill.id, faults_in(drill, PROTOCOLS)) == (name, ())
    assert DRILLS[name].startswith("# DRAFT.  Not approved by anybody")
    assert (bool(drill.aims), bool(drill.expected), bool(drill.fails)) == (True, True, True)


def test_the_starter_set_is_twelve_and_has_every_inject() -> None:
    drills = [read(text, DAY) for text in DRILLS.values()]
    assert len(drills) == 12
    assert {inject for drill in drills for inject in drill.injects} == set(Inject)


def test_the_release_in_the_drill_about_consent_has_run_out_on_any_day() -> None:
    for day in (DAY, date(2031, 12, 31)):
        drill = read(DRILLS["expired-consent"], day)
        (mother,) = drill.clients[0].circle
        assert mother.consent(day) is ConsentState.EXPIRED
        assert drill.told == (Basis.AGREED_510B,)


def test_a_small_drill_is_sound() -> None:
    assert faults("") == []


BROKEN = {
    "a misspelt key": (
        f"expekted = []\n{SMALL}",
        "small: “expekted” is not known here. Did you mean “expected”?",
    ),
    "a number that could be somebody's": (
        '[[beat]]\nid = "b"\npost = { sender = "s", kind = "call", phone = "614-867-5309" }\n',
        (
            "small beat b post: 614-867-5309 is not a number of the form 614-555-0100."
            " Write client, or an invented phone."
        ),
    ),
    "a beat in which nothing happens": (
        '[[beat]]\nid = "b"\n',
        "small beat b: Nothing happens in it. Write says, or post.",
    ),
    "one id twice": (
        '[[beat]]\nid = "rings"\nsays = "Hello?"\n',
        "small beat rings: The id is used twice. Give each its own.",
    ),
    "a sign of nothing": (
        '[[beat]]\nid = "b"\nsays = "Hello?"\nwhen = ["event:tired"]\n',
        (
            "small beat b: “tired” is not known. Known are arrived, taken, located, asked,"
            " lead_called, lead_came, on_call_called, dialled, told, lost, closed."
        ),
    ),
    "a step that is not there": (
        '[[fail]]\nsign = "step:P00.z9"\nwhy = "No."\n',
        "small fail: There is no step P00.z9. Write step:P00.a4.",
    ),
    "an answer that is not there": (
        '[[fail]]\nsign = "press:P26.a1=maybe"\nwhy = "No."\n',
        "small fail: P26.a1 has no answer “maybe”. It has yes, no, high.",
    ),
    "a code that is never given": (
        '[[fail]]\nsign = "answer:weapons=two"\nwhy = "No."\n',
        "small fail: “weapons” is never “two”. Write one of its codes.",
    ),
    "too much in one breath": (
        f'[[beat]]\nid = "b"\nsays = "{"word " * 41}"\n',
        "small beat b: It says 41 words at once. Make two beats of it.",
    ),
    "a release that holds": (
        '[[inject]]\nid = "i"\nkind = "consent_expired"\nwho = "Sam Doe"\n',
        "small inject i: The release of Sam Doe has not run out. Write ends_in = -21 there.",
    ),
    "nobody of the circle": (
        '[[inject]]\nid = "i"\nkind = "consent_expired"\nwho = "Kim Doe"\n',
        "small inject i: “Kim Doe” is in nobody's circle here. Name somebody of a circle.",
    ),
    "the state of their home": (
        '[[inject]]\nid = "i"\nkind = "other_state"\nstate = "OH"\nsays = "Here."\n',
        "small inject i: OH is where they live. Name another state.",
    ),
    "a lead who is busy for no time": (
        '[[inject]]\nid = "i"\nkind = "lead_busy"\n',
        "small inject i: It does not say how long. Write away_s = 120.",
    ),
    "a call that drops without a call": (
        '[[inject]]\nid = "i"\nkind = "drop_call"\n',
        "small inject i: No call is dropped by it. Write post with the call that ended.",
    ),
    "hands with a reason that is not of the step": (
        '[[hands]]\nstep = "P00.a1"\nna = "late"\n',
        "small hands P00.a1: “late” is no reason of its own. It has none.",
    ),
    "hands for a field that is not asked": (
        '[[hands]]\nstep = "P00.a1"\nfields = { weapons = "no" }\n',
        "small hands P00.a1: It does not ask for “weapons”. Take that field out.",
    ),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_drill_is_told_where_what_and_how_to_mend_it(text: str) -> None:
    broken, sentence = BROKEN[text]
    assert faults(broken) == [sentence]


def test_a_drill_in_which_nobody_calls_is_none() -> None:
    waits = SMALL.replace('id = "rings"', 'id = "rings"\nwhen = ["event:taken"]')
    found = faults_in(read(waits, DAY), PROTOCOLS)
    assert [one.what for one in found] == ["Nobody reaches the line in it."]
