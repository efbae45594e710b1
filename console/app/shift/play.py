"""One headless practice shift: every contact by the real door, every act by a real key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from console.app.hands import Stuck
from console.app.practice_room import beside
from console.app.seat import Seat
from console.app.shift.camera import Camera
from console.app.shift.lead import LeadReview
from console.app.station import Station
from console.app.walk import Walk
from console.domain.events import CaseClosed
from console.domain.ids import CaseId
from console.domain.seen.queue import queue
from console.domain.tier import Tier
from console.practice.lead import ActedLead
from console.practice.playing import Playing
from console.practice.script import NOT_HERE, script_of
from console.practice.shift import PracticeShift
from console.ui import theme
from console.ui.escalation.runs import START
from console.wiring.report import checked
from console.wiring.shipped import PRACTICE
from console.words import labels
from console.words.entries import describe

LANDING = PRACTICE / "landing.toml"
MAP_WAIT_S, SETTLE_S = 2.5, 2.5
PAUSE, LAST = "P24.a1", "P05.c2"
"""Where pictures are taken: before the 911 centre is called, and once it has been."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    whole: bool
    plain: dict[str, object]
    lines: tuple[str, ...]


class Play:
    """Plays one shift at one station, and acts the lead at another desk."""

    def __init__(
        self,
        station: Station,
        shift: PracticeShift,
        secrets: Mapping[str, str],
        shots: Path,
    ) -> None:
        self._station = station
        self._shift = shift
        self._secrets = secrets
        self._shots = shots
        self._camera = Camera(shots)
        self._saved: tuple[Path, ...] = ()
        station.open(shift.player, leads=False)
        self._seat = Seat(station)
        self._hands = self._seat.hands
        script = script_of(tomllib.loads(LANDING.read_text(encoding="utf-8")))
        self._walk = Walk(self._seat, script, self._lead_comes, unnamed=NOT_HERE)
        centre = beside(station.centre)
        self._lead = ActedLead(centre.desk, shift.lead)
        self._review = LeadReview(centre, shift.lead, secrets, self._camera)

    def play(self) -> Played:
        """Play the shift to the end and say what happened."""
        desk = self._station.centre.desk
        self._lead.come_in()
        playing = Playing(self._shift, self._seat.door(), self._secrets, desk.now)
        for beat in self._shift.beats:
            self._seat.wait_for(playing.post(beat).contact, beat.name)
        self._shoot("queue")
        case = self._land()
        self._saved = self._review.review(case, self._shots)
        found = checked(self._station.centre)
        sealed = self._station.centre.store.sealer(desk.now).now()
        lines = self._told(found.entries, not found.faults)
        plain: dict[str, object] = {
            "seed": self._shift.seed,
            "contacts": len(playing.posted),
            "landed": True,
            "journal": {"entries": found.entries, "ok": not found.faults},
            "sealed_to": sealed.size if sealed is not None else found.sealed_to,
            "shots": self._camera.taken,
            "saved": [file.name for file in self._saved],
        }
        return Played(not found.faults, plain, lines)

    # -- the imminent case ---------------------------------------------------------------

    def _land(self) -> CaseId:
        desk, seat, walk, hands = self._station.centre.desk, self._seat, self._walk, self._hands
        case = desk.board.open_case_of(self._shift.imminent)
        client = desk.board.client_of(case) if case is not None else None
        if case is None or client is None:
            raise Stuck("the imminent client's call")
        hands.press("command_bar")
        hands.type(client.shown_name)
        hands.settle()
        hands.enter()
        hands.until("the case is looked at", lambda: seat.at(case.id))
        seat.take("take_selected")
        hands.rest(MAP_WAIT_S)
        self._shoot("person-and-map")
        hands.press("step_done")  # nothing runs yet: it begins with the start of every contact
        walk.stands_at(START)
        walk.to(PAUSE)
        hands.press("call_card")
        self._shoot("call-card")
        hands.press("call_card")
        walk.to(LAST)
        self._shoot("escalation")
        self._dress()
        walk.to()
        walk.land()
        hands.rest(SETTLE_S)
        self._shoot("landed")
        return case.id

    def _lead_comes(self) -> None:
        """Let the lead answer every call for help, and wait until it is on the screen."""
        self._seat.catch_up(self._lead.come())

    # -- pictures and words ------------------------------------------------------------------

    def _shoot(self, name: str) -> None:
        self._camera.take(name, self._seat.window, self._hands)

    def _dress(self) -> None:
        """Take the same picture in every theme."""
        for _theme in theme.Theme:
            self._shoot(f"console-{theme.worn().value}")
            self._hands.press("theme")
            self._hands.rest(0.6)

    def _told(self, entries: int, whole: bool) -> tuple[str, ...]:
        centre = self._station.centre
        waiting = queue(centre.desk.board, self._shift.player).waiting
        lines = []
        for entry in centre.store.journal.since(0):
            said = describe(entry.event)
            if isinstance(entry.event, CaseClosed) or said.tier is Tier.IMMINENT:
                lines.append(f"{entry.at[11:19]}  {said.title}")
        lines.append(f"waiting: {len(waiting)}; riskiest {labels.tier(waiting[0].rank)}")
        lines.append(f"journal: {entries} entries, {'whole' if whole else 'NOT WHOLE'}")
        lines.append("the imminent case has landed")
        return tuple(lines)
