"""The stage of one drill in one window: lines are heard, the clock runs, the score is shown."""

from collections.abc import Callable
from datetime import timedelta
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from console.app.practice_room import beside
from console.app.station import Beside, Station
from console.practice.drills import words
from console.practice.drills.cast import DrillCast
from console.practice.drills.drill import Drill
from console.practice.drills.paper import content
from console.practice.drills.review import Review, draft
from console.practice.drills.running import Entrance, Happening, Running
from console.reports.pdf import NotPrinted
from console.store.journal import walk
from console.ui.drill.review import DrillReview
from console.ui.drill.strip import DrillStrip
from console.ui.widgets.saving import write
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import Centre
from console.words import labels


class Stage(QObject):
    """Owns the strip and the workspace of a drill, and its play.

    Signals:
        over: the drill has ended and its score is shown.
    """

    over = Signal()
    _heard = Signal(object)

    def __init__(self, drill: Drill, cast: DrillCast, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drill, self._cast = drill, cast
        self.strip = DrillStrip(drill.title, _brief(drill))
        self.pane = DrillReview(drill.title, _brief(drill), self._save)
        self.running: Running | None = None
        self._lead: Centre | None = None
        self._station: Station | None = None
        self._ending = False
        self.strip.ended.connect(self.finish)
        self._heard.connect(self.hear, Qt.ConnectionType.QueuedConnection)

    @property
    def beside(self) -> Beside:
        """What the window shows for it."""
        return Beside((self.strip,), {"drill": self.pane})

    def follow(self, station: Station, window: ConsoleWindow) -> None:
        """Belong to ``window`` of ``station``."""
        self._station = station
        self.strip.wanted.connect(lambda: window.bindings.run("drill"))
        bridge = station.bridge
        if bridge is not None:
            bridge.ticked.connect(self.strip.tick)
            bridge.ticked.connect(lambda _now: self._look())

    def ready(self, entrance: Entrance, *, hurried: bool = False) -> Running:
        """Let the lead come in and the drill begin."""
        assert self._station is not None  # noqa: S101 -- a stage without a station plays nothing
        self._lead = beside(self._station.centre)
        self.running = Running(
            self._drill, self._lead.desk, self._cast.lead, entrance, hurried=hurried
        )
        self.running.lead_in()
        self.strip.begin(self._lead.desk.now())
        return self.running

    def begin(self, entrance: Entrance) -> None:
        """Begin, by the clock."""
        self.ready(entrance).start(self._heard.emit)

    def hear(self, happening: Happening) -> None:
        """Show what somebody says."""
        if not happening.beat.says or self._ending:
            return
        voice = words.voice(happening.beat.voice)
        self.strip.hear(voice, happening.beat.says)
        self.pane.hear(
            self.strip.clock.text() or labels.clock(timedelta()), voice, happening.beat.says
        )

    def finish(self) -> None:
        """End the drill and show what it came to.  A second time does nothing."""
        if self._ending or self._station is None or self._station.bridge is None:
            return
        self._ending = True
        self.stop()
        self._station.bridge.ask(self.review, self._show)

    def stop(self) -> None:
        """Let nothing more come.  A second time does nothing."""
        if self.running is not None:
            self.running.stop()
        if self._lead is not None:
            self._lead.close()
            self._lead = None

    def review(self) -> Review:
        """Return what the journal says of the drill; it reads the whole practice journal."""
        assert self._station is not None  # noqa: S101 -- as above
        centre = self._station.centre
        since = self.running.since if self.running is not None else centre.desk.head[0]
        entries = (entry.happened for entry in walk(centre.store.journal))
        return draft(self._drill, entries, since, centre.desk.now().astimezone().date())

    def _show(self, review: Review) -> None:
        self.strip.finish(
            _("{summary}. {key} shows the score and the review.").format(
                summary=words.summary(review.score), key=self.strip.lines.key.text()
            )
        )
        self.pane.show_review(review)
        self.over.emit()

    def _look(self) -> None:
        """End when what it was about has landed, and nothing more comes by itself."""
        running, station = self.running, self._station
        if running is None or station is None or station.bridge is None:
            return
        if running.landed and not station.bridge.board.cases:
            self.finish()

    def _save(self, review: Review, file: Path, tell: Callable[[str, bool], None]) -> None:
        if self._station is None or self._station.bridge is None:
            return
        self._station.bridge.ask(lambda: saved(review, file), lambda said: tell(*said), slow=True)


def saved(review: Review, file: Path) -> tuple[str, bool]:
    """Write the review; return how that went, in words, and whether it is there."""
    try:
        write(file, content(review, file), replace=True)
    except NotPrinted:
        return _("No PDF can be made on this machine. Save it as JSON."), False
    except OSError as no:
        why = _("{file} cannot be written: {why}. Choose another place.")
        return why.format(file=file, why=(no.strerror or "").lower()), False
    return _("The review is in {file}.").format(file=file), True


def _brief(drill: Drill) -> str:
    if not drill.clock:
        return drill.brief
    return _("It is {clock}. {brief}").format(clock=drill.clock, brief=drill.brief)
