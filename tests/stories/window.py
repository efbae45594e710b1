"""A workplace in the middle of a case, with its window open, that waits to be killed.

``python -m tests.stories.window FOLDER`` takes the only case, does the first steps, begins
a note, says as one line of JSON how far it is, and works on until the end comes.
"""

import json
import sys
from pathlib import Path

from console.app import application
from console.app.hands import Hands
from console.app.station import Station
from console.desk.fresh import fresh_case, private
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import ReceiveContact, RecordStaff
from console.domain.ids import SYSTEM, ContactId, StaffId
from console.domain.people.staff import Role, Staff
from console.domain.tier import Tier
from console.settings import Settings
from console.ui.bridge import Bridge
from console.ui.escalation.pane import EscalationPane
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import Centre, open_centre

ANA = StaffId("ana")
NOTE = "keeps coming back to the bridge; agreed to sit down"
STEPS = 2


def begin(centre: Centre) -> None:
    """Let somebody work here, and somebody write to the line."""
    record = Staff(ANA, "Ana Reyes", frozenset({Role.COUNSELLOR}))
    centre.do(RecordStaff(ANA, private(record)), SYSTEM)
    centre.do(
        ReceiveContact(
            ContactId("c-1"),
            fresh_case(),
            ContactKind.TEXT,
            "sms",
            Suggestion(Tier.MODERATE, Rule.TEXT_WAITING),
            said=private("are you there"),
        ),
        SYSTEM,
    )


def work(window: ConsoleWindow, bridge: Bridge) -> None:
    """Take the case and do the first steps of the start of every contact."""
    hands, pane = Hands(window), window.findChildren(EscalationPane)[0]
    hands.sit_down()
    hands.press("take_next")
    hands.until("the case is mine", lambda: bridge.case is not None and bridge.case.owner == ANA)
    hands.press("step_done")
    hands.until("the first step", lambda: pane.step() is not None)
    for _n in range(STEPS):
        before = pane.step()
        hands.press("answer_1")
        hands.until("the next step", lambda was=before: pane.step() != was)  # type: ignore[misc]
    hands.press("note")
    hands.type(NOTE)
    case = bridge.case
    assert case is not None
    hands.until("the note is kept", lambda: bridge.room.drafts.find(case.id, ANA) == NOTE)


def main(folder: Path) -> None:
    """Work until killed."""
    centre = open_centre(Settings(folder), practice=True)
    begin(centre)
    app = application(folder)
    station = Station(centre, aloud=False, with_map=False)
    window = station.open(ANA, leads=False)
    assert station.bridge is not None
    work(window, station.bridge)
    step = window.findChildren(EscalationPane)[0].step()
    said = {"head": station.bridge.head[0], "step": step.id if step is not None else None}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
