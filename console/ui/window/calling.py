"""Writing down a call to a 911 centre, to somebody instead of it, or to the help near here."""

from collections.abc import Iterator
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.care.case import Case
from console.domain.commands import Command, ConfirmRoom, TryFallback, VerifyNumber
from console.domain.place.book import MOST_PLACES, ten_digits
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.fallback import Fallback
from console.domain.refused import NoSuchRoom, NotTenDigits
from console.places.psap.answer import Answer, Rung
from console.ui.bridge import Bridge
from console.ui.map.called import Called, CalledPanel, Callee
from console.ui.window.foot.calm import CalmBar
from console.ui.window.ground import Ground
from console.ui.window.panes import Calls, Panes
from console.words import labels
from console.words.place import ladder
from console.words.refusals import refusal

if TYPE_CHECKING:  # geopy, which no window start should wait for
    from console.places.nearest import Near

LIFELINE: Final = "988"
TAKES: Final = frozenset({FacilityKind.HOSPITAL, FacilityKind.CRISIS_CENTRE, FacilityKind.EMS,
                          FacilityKind.MOBILE_CRISIS})  # fmt: skip
NOBODY: Final = Answer((), complete=False, ladder=tuple(map(Rung, Fallback)))


class Calling(QObject):
    """Opens the panel in the place of the help near here, and sends what was written down.

    In a workspace that shows places it opens there, for the place that is chosen.
    """

    def __init__(self, bridge: Bridge, ground: Ground, panes: Panes, calm: CalmBar) -> None:
        super().__init__(ground)
        self._bridge, self._ground, self._help, self._calm = bridge, ground, panes.help, calm
        self.panel = CalledPanel()
        panes.help.hold(self.panel)
        self.panel.said.connect(self._said)
        self.books: list[tuple[Calls, CalledPanel]] = []
        for workspace in panes.workspaces.values():
            if isinstance(workspace, Calls):
                self._serve(workspace)
        bridge.selected.connect(lambda _case: self.panel.close_panel())

    def _serve(self, workspace: Calls) -> None:
        """Let the number book open in a workspace that shows places."""
        panel = CalledPanel()
        workspace.hold(panel)
        workspace.calls.connect(self.open)
        panel.said.connect(partial(self._booked, panel))
        self.books.append((workspace, panel))

    def open(self) -> None:
        """Ask for a call to the place that is chosen, or in the case that is looked at."""
        for workspace, panel in self.books:
            if isinstance(workspace, QWidget) and workspace.isVisible():
                self._open_book(workspace, panel)
                return
        case = self._bridge.case
        if case is None:
            self._calm.tell(_("Choose a contact first."), "", goes=True)
            return
        spot = case.place.location.circle if case.place is not None else None
        if spot is None:
            self._show(case, NOBODY)
            return
        places = self._bridge.room.places
        self._bridge.ask(lambda: places.answer(*spot), lambda found: self._show(case, found))

    def _show(self, case: Case, found: Answer) -> None:
        if self._bridge.case is None or self._bridge.case.id != case.id:
            return
        near = self._ground.found
        first = FacilityId(self._help.chosen()) if self._help.list.hasFocus() else None
        self.panel.open(tuple(callees(found, near)), first)

    def _open_book(self, workspace: Calls, panel: CalledPanel) -> None:
        place = workspace.place()
        if place is None:
            self._calm.tell(_("Choose a place first."), "", goes=True)
            return
        panel.open((of_place(place),))

    def _booked(self, panel: CalledPanel, called: Called) -> None:
        """Send what came of a call to a place, or say in the panel what is missing."""
        try:
            commands = tuple(of_book(called))
        except Missing as missing:
            panel.missing = refusal(missing.reason, self._bridge.board)
            return
        if not commands:
            panel.missing = _("A number is written down once somebody answers on it. Esc leaves.")
            return
        self._bridge.send(*commands)

    def _said(self, called: Called) -> None:
        """Send what came of the call, or say in the panel what is missing."""
        case = self._bridge.case
        if case is None:
            return
        try:
            commands = tuple(commands_of(case, called))
        except Missing as missing:
            self.panel.missing = refusal(missing.reason, self._bridge.board)
            return
        self._bridge.send(*commands)


class Missing(Exception):  # noqa: N818 -- it is what the form lacks
    """What was written down cannot be sent; ``reason`` is why."""

    def __init__(self, reason: NotTenDigits | NoSuchRoom) -> None:
        super().__init__(reason)
        self.reason = reason


def callees(found: Answer, near: "tuple[Near, ...]") -> Iterator[Callee]:
    """Yield everybody who can be called: the centres, the rungs below them, the help near here."""
    for hit in found.hits:
        one = hit.facility
        words = _("911 centre: {name}").format(name=one.name)
        yield Callee(words, one.id, number=labels.phone(one.phone or ""))
    for rung in found.ladder:
        if rung.fallback is Fallback.VERIFIED:
            continue  # these are centres of the directory, which stand above
        whom = ladder.short(rung.fallback)
        for one in rung.known:
            words, number = f"{whom}: {one.name}", labels.phone(one.phone or "")
            yield Callee(words, one.id, rung.fallback, number)
        if not rung.known:
            number = LIFELINE if rung.fallback is Fallback.LIFELINE else ""
            yield Callee(whom, None, rung.fallback, number)
    for it in near:
        yield of_place(it.facility)


def of_place(place: Facility) -> Callee:
    """Return a place of the directory as somebody who can be called."""
    words = f"{labels.facility(place.kind)}: {place.name}"
    return Callee(words, place.id, None, labels.phone(place.phone or ""), place.kind in TAKES)


def commands_of(case: Case, called: Called) -> Iterator[Command]:
    """Yield what is to be written down of a call in a case.

    Raises:
        Missing: a number has no ten digits, or the room is no number of people.
    """
    whom = called.callee
    if whom.fallback is not None:
        yield TryFallback(case.id, whom.fallback, called.number, called.answered)
    yield from of_book(called)


def of_book(called: Called) -> Iterator[Command]:
    """Yield what enters the number book.

    A number is verified only by somebody who answered on it.

    Raises:
        Missing: a number has no ten digits, or the room is no number of people.
    """
    whom = called.callee
    if whom.id is not None and called.answered:
        if ten_digits(called.number) is None:
            raise Missing(NotTenDigits(called.number))
        yield VerifyNumber(whom.id, called.number)
    if whom.id is not None and called.free:
        if not (called.free.isdecimal() and int(called.free) <= MOST_PLACES):
            raise Missing(NoSuchRoom(MOST_PLACES))
        yield ConfirmRoom(whom.id, int(called.free))
