"""The lead of a headless practice shift reviews it, by keys at a second workplace."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt

from console.app.hands import Hands, Stuck
from console.app.shift.camera import Camera
from console.app.station import Station
from console.domain.ids import CaseId, StaffId
from console.reports.written import Format
from console.ui.review.workspace import ReviewWorkspace
from console.ui.signin.screen import SignIn as SignInScreen
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import Centre

PAPERS = (Format.PDF, Format.CSV)
PIN = "0000"
"""Practice believes everybody."""


class LeadReview:
    """Sits at a station of their own on the same journal."""

    def __init__(
        self, centre: Centre, who: StaffId, secrets: Mapping[str, str], camera: Camera
    ) -> None:
        self._centre = centre
        self._who = who
        self._secrets = secrets
        self._camera = camera

    def review(self, case: CaseId, folder: Path) -> tuple[Path, ...]:
        """Sign in, read ``case``, check the journal and save the shift's report; by keys."""
        station = Station(self._centre, secrets=self._secrets, aloud=False)
        try:
            return self._in_review(self._sign_in(station), case, folder)
        finally:
            station.close()

    def _sign_in(self, station: Station) -> ConsoleWindow:
        opened: list[ConsoleWindow] = []
        station.opened.connect(opened.append)
        screen = station.begin()
        if not isinstance(screen, SignInScreen):
            raise Stuck("the sign-in screen")
        hands = Hands(screen)
        hands.sit_down()
        hands.go(screen.list)
        for _n in range(screen.list.count()):
            if screen.chosen is None or screen.chosen.id != self._who:
                hands.key(Qt.Key.Key_Down)
        self._camera.take("sign-in", screen, hands)
        hands.write(screen.secret, PIN)
        hands.enter()
        hands.until("the lead has signed in", lambda: bool(opened))
        return opened[0]

    def _in_review(self, window: ConsoleWindow, case: CaseId, folder: Path) -> tuple[Path, ...]:
        hands = Hands(window)
        hands.sit_down()
        review = window.findChildren(ReviewWorkspace)[0]
        hands.press("review")
        hands.until("the journal is listed", lambda: bool(review.journal.model.rows))
        hands.settle()
        table = review.journal.table
        hands.go(table)
        for _n in range(len(review.journal.model.rows)):
            if table.chosen is None or table.chosen.case != case:
                hands.key(Qt.Key.Key_Down)
        hands.enter()
        hands.until("the case is read", lambda: review.case.opened(case))
        hands.press("check_journal")
        hands.until("the journal is whole", lambda: review.banner.property("tone") == "well")
        self._camera.take("review", window, hands)
        return tuple(self._save(hands, review, folder / f"shift.{kind}") for kind in PAPERS)

    @staticmethod
    def _save(hands: Hands, review: ReviewWorkspace, file: Path) -> Path:
        file.unlink(missing_ok=True)
        hands.press("shift_report")
        hands.until("the report is asked for", review.panel.isVisible)
        hands.go(review.panel.pdf)
        if file.suffix == f".{Format.CSV}":
            hands.key(Qt.Key.Key_Right)
        hands.write(review.panel.file, str(file))
        hands.enter()
        hands.until(f"{file.name} is saved", file.is_file)
        return file
