"""``drill run``: a drill on an empty practice store, its score, and its review."""

import sys
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QApplication

from console.app import application, watched
from console.app.drill.cast import DrillBill, DrillCast, cast_of, secrets_of
from console.app.drill.stage import Stage, saved
from console.app.practise import LOOK, alone, put_away
from console.app.station import Station
from console.practice.drills import words
from console.practice.drills.paper import as_plain
from console.practice.drills.review import Review
from console.practice.drills.running import Entrance, Running
from console.practice.shift import UnsoundShift, enrol
from console.settings import Settings
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre, open_centre
from console.words.trouble import trouble

Answer = Callable[[object, Iterable[str]], None]


def play(settings: Settings, bill: DrillBill, answer: Answer) -> int:
    """Play a drill and return the exit status: 0 once it is scored, met or not."""
    try:
        cast = cast_of(bill.drill, date.today())  # noqa: DTZ011 -- the day here, as people say it
    except UnsoundShift as no:
        sys.stderr.write(f"{str(no).rstrip('.')}. Mend the practice shift.\n")
        return 2
    lock = alone(settings.data)
    if lock is None:
        return 2
    try:
        put_away(settings.data)
        centre = open_centre(settings, practice=True)
    except StoreTrouble as no:
        sys.stderr.write(f"{trouble(no.why)}\n")
        return 2
    try:
        return _played(centre, bill, cast, answer)
    finally:
        lock.unlock()


def _played(centre: Centre, bill: DrillBill, cast: DrillCast, answer: Answer) -> int:
    enrol(centre.desk, cast)
    look = None if bill.headless else centre.settings.data / LOOK
    app = application(look or centre.settings.data / "practice")
    secrets = secrets_of(bill.drill)
    stage = Stage(bill.drill, cast)
    seen = not bill.headless
    station = Station(centre, secrets=secrets, aloud=seen, with_map=seen, look=look)
    station.beside = stage.beside
    window = station.open(cast.player, leads=False)
    stage.follow(station, window)
    try:
        if bill.headless:
            return _by_hands(stage, station, bill, secrets, answer)
        return _by_a_person(stage, station, bill, secrets, answer, app)
    finally:
        stage.stop()
        station.close()


def _by_a_person(  # noqa: PLR0913, PLR0917 -- all that a play is made of
    stage: Stage,
    station: Station,
    bill: DrillBill,
    secrets: dict[str, str],
    answer: Answer,
    app: QApplication,
) -> int:
    if station.backstage is not None:
        station.backstage.door_open.connect(lambda url: stage.begin(Entrance(url, secrets)))
    stage.over.connect(stage.strip.wanted)
    code = watched(station, app)
    stage.stop()
    return _told(stage.review(), bill, answer, stage.running) if code == 0 else code


def _by_hands(
    stage: Stage, station: Station, bill: DrillBill, secrets: dict[str, str], answer: Answer
) -> int:
    from console.app.drill.hands import DrillHands  # noqa: PLC0415 -- hands that a person has
    from console.app.hands import Stuck  # noqa: PLC0415 -- as above

    try:
        review = DrillHands(stage, station, bill.drill, secrets).play()
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
