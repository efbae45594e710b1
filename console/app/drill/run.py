"""``drill run``: a drill on an empty practice store, its score, and its review."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.app import watched
from console.app.drill.stage import Stage, saved
from console.app.practice_room import Answer, in_an_empty_room, workplace
from console.app.station import Station
from console.practice.drills import words
from console.practice.drills.cast import DrillCast, cast_of
from console.practice.drills.drill import Drill
from console.practice.drills.paper import as_plain
from console.practice.drills.review import Review
from console.practice.drills.running import Entrance, Running
from console.practice.senders import fresh_secrets
from console.practice.shift import UnsoundShift
from console.settings import Settings
from console.wiring.centre import Centre


@dataclass(frozen=True, slots=True)
class DrillBill:
    """What is played, and how.

    Attributes:
        aar: where the review is written once it is over; ``None``, and it is not.
    """

    drill: Drill
    headless: bool = False
    aar: Path | None = None


def play(settings: Settings, bill: DrillBill, answer: Answer) -> int:
    """Play a drill and return the exit status: 0 once it is scored, met or not."""
    try:
        cast = cast_of(bill.drill, date.today())  # noqa: DTZ011 -- the day here, as people say it
    except UnsoundShift as no:
        sys.stderr.write(f"{str(no).rstrip('.')}. Mend the practice shift.\n")
        return 2
    return in_an_empty_room(settings, lambda centre: _played(centre, bill, cast, answer))


def _played(centre: Centre, bill: DrillBill, cast: DrillCast, answer: Answer) -> int:
    secrets, seen = fresh_secrets(bill.drill.senders), not bill.headless
    station = workplace(centre, cast, secrets, seen=seen, with_map=seen)
    stage = Stage(bill.drill, cast)
    station.beside = stage.beside
    window = station.open(cast.player, leads=False)
    stage.follow(station, window)
    try:
        if bill.headless:
            return _by_hands(stage, station, bill, secrets, answer)
        return _by_a_person(stage, station, bill, secrets, answer)
    finally:
        stage.stop()
        station.close()


def _by_a_person(
    stage: Stage, station: Station, bill: DrillBill, secrets: dict[str, str], answer: Answer
) -> int:
    if station.backstage is not None:
        station.backstage.door_open.connect(lambda url: stage.begin(Entrance(url, secrets)))
    stage.over.connect(stage.strip.wanted)
    code = watched(station)
    stage.stop()
    return _told(stage.review(), bill, answer, stage.running) if code == 0 else code


def _by_hands(
    stage: Stage, station: Station, bill: DrillBill, secrets: dict[str, str], answer: Answer
) -> int:
    from console.app.drill.hands import DrillHands  # noqa: PLC0415 -- hands that a person has
    from console.app.hands import Stuck  # noqa: PLC0415 -- as above
    from console.app.seat import Seat  # noqa: PLC0415 -- as above

    try:
        review = DrillHands(stage, Seat(station), bill.drill, secrets).play()
    except Stuck as stuck:
        sys.stderr.write(f"The drill stopped at: {stuck}.\n")
        return 1
    return _told(review, bill, answer, stage.running)


def _told(review: Review, bill: DrillBill, answer: Answer, running: Running | None = None) -> int:
    lines = list(words.lines(review.score))
    document = as_plain(review.score)
    if running is not None:
        document["unheard"] = list(running.unheard)
        lines += [words.unheard(running.unheard)] if running.unheard else []
    code = 0
    if bill.aar is not None:
        said, there = saved(review, bill.aar)
        lines.append(said)
        code = 0 if there else 1
    answer(document, lines)
    return code
