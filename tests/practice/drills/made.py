"""Two small lists and a drill, so that a score can be worked out by hand."""

from dataclasses import replace
from datetime import timedelta

from console.domain.ids import ProtocolId
from console.practice.drills.drill import Drill
from tests.checklists import answer, checklist, field, phase, step

P71 = checklist(
    "P71",
    phase(
        "a",
        step(
            "a1",
            "Where are they",
            field("location.read_back", "Read back", "yes_no"),
            field("contact_barred", "Barred", "choice", choices={"barred": "Barred"}),
            target_s=60,
            pages="shift_lead",
        ),
        step(
            "a2",
            "Ask about suicide",
            field("suicide_q.ever", "Ever tried", "yes_no"),
            answer("no", "No"),
        ),
        step("a3", "Tell the team", na={"none": "No team"}),
        step(
            "a4",
            "Decide",
            answer("help", "Help"),
            answer("past", "Past it", how="step", to="b2"),
            kind="decide",
        ),
    ),
    phase(
        "b",
        step(
            "b1",
            "Ask the lead",
            field("consult.by", "Who", "text"),
            kind="gate",
            gates=["G6"],
        ),
        step(
            "b2",
            "Write down who was told",
            field("psap.name", "Who", "text"),
            field(
                "disclosure.basis",
                "Why",
                "choice",
                choices={"512j": "Threat", "tpo": "Treatment"},
            ),
            field("disclosure.what", "What", "text"),
        ),
        title="Then",
    ),
    title="A call",
)
P72 = checklist("P72", phase("a", step("a1", "Do it")), title="Another")
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
