"""Two small lists and a drill, so that a score can be worked out by hand."""

from dataclasses import replace
from datetime import timedelta

from console.domain.ids import ProtocolId
from console.practice.drills.drill import Drill

P71 = """
id = "P71"
version = 1
title = "A call"
entry = "Trial"
[[phase]]
id = "a"
title = "Now"
[[phase.step]]
id = "a1"
text = "Where are they"
target_s = 60
pages = "shift_lead"
[[phase.step.field]]
id = "location.read_back"
label = "Read back"
type = "yes_no"
[[phase.step.field]]
id = "contact_barred"
label = "Barred"
type = "choice"
choices = { barred = "Barred" }
[[phase.step]]
id = "a2"
text = "Ask about suicide"
[[phase.step.field]]
id = "suicide_q.ever"
label = "Ever tried"
type = "yes_no"
[[phase.step.answer]]
key = "no"
label = "No"
[[phase.step]]
id = "a3"
text = "Tell the team"
na = { none = "No team" }
[[phase.step]]
id = "a4"
text = "Decide"
kind = "decide"
[[phase.step.answer]]
key = "help"
label = "Help"
[[phase.step.answer]]
key = "past"
label = "Past it"
how = "step"
to = "b2"
[[phase]]
id = "b"
title = "Then"
[[phase.step]]
id = "b1"
text = "Ask the lead"
kind = "gate"
gates = ["G6"]
[[phase.step.field]]
id = "consult.by"
label = "Who"
type = "text"
[[phase.step]]
id = "b2"
text = "Write down who was told"
[[phase.step.field]]
id = "psap.name"
label = "Who"
type = "text"
[[phase.step.field]]
id = "disclosure.basis"
label = "Why"
type = "choice"
choices = { 512j = "Threat", tpo = "Treatment" }
[[phase.step.field]]
id = "disclosure.what"
label = "What"
type = "text"
"""
P72 = """
id = "P72"
version = 1
title = "Another"
entry = "Trial"
[[phase]]
id = "a"
title = "Now"
[[phase.step]]
id = "a1"
text = "Do it"
"""
LISTS = (P71, P72)

BARE = Drill(
    id="made",
    version=1,
    title="Made by hand",
    about="About.",
    brief="Brief.",
    clock="",
    begin=ProtocolId("P71"),
    protocols=(),
    minutes=1,
    sources=(),
    aims=("Nobody is left alone.",),
    client=None,
    clients=(),
    lead_after=timedelta(seconds=5),
    beats=(),
    targets=(),
    expected=(),
    fails=(),
    told=(),
    endings=(),
    hands={},
)


def drill(**changes: object) -> Drill:
    """Return a drill that wants nothing but ``changes``."""
    return replace(BARE, **changes)  # type: ignore[arg-type]
