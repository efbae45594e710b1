"""What the command bar knows by itself: acts, clients without an open case, places."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from gettext import gettext as _
from typing import Final

from console.desk.fresh import private
from console.domain.commands import IdentifyClient, StateLocation
from console.domain.place.candidate import Candidate
from console.domain.place.location import Location, Source
from console.ui.actions import ACTIONS, Act, Offer, Offers
from console.ui.bridge import Bridge
from console.ui.window.binding import Bindings

SHORTEST_PLACE: Final = 4
SEVERAL: Final = 4


class Offering:
    """Asks every pane, and adds what no pane knows."""

    def __init__(self, bridge: Bridge, bindings: Bindings, panes: Sequence[object]) -> None:
        self._bridge = bridge
        self._bindings = bindings
        self._panes = [pane for pane in panes if isinstance(pane, Offers)]

    def look(self, text: str) -> Sequence[Offer]:
        """Return what ``text`` may mean, at once."""
        found = [offer for pane in self._panes for offer in pane.offers(text)]
        return (*found, *self._acts(text), *self._clients(text))

    def search(self, text: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        """Look for places, off the GUI thread."""
        case = self._bridge.case
        if len(text) < SHORTEST_PLACE or case is None:
            return
        places = self._bridge.room.places
        self._bridge.ask(
            lambda: tuple(places.locate(text))[:SEVERAL],
            lambda found: answer([self._place(place) for place in found]),
        )

    def _acts(self, text: str) -> Sequence[Offer]:
        """Return the acts with words that begin like what was typed; those in its name first."""
        typed = text.lower().split()
        known = self._bindings.known()
        found = [(_fit(typed, act), act) for act in ACTIONS if act.id in known]
        fits = [(fit, act) for fit, act in found if fit and not act.is_answer]
        return [
            Offer(act.words, act.cap, partial(self._bindings.run, act.id))
            for _fits, act in sorted(fits, key=lambda one: -one[0])
        ]

    def _clients(self, text: str) -> Iterator[Offer]:
        """Yield who the chosen unknown person may be."""
        case = self._bridge.case
        if case is None or case.client is not None:
            return
        board, wanted = self._bridge.board, text.lower()
        for client in board.clients.values():
            if wanted in client.name.lower() or wanted in client.shown_name.lower():
                yield Offer(
                    client.shown_name,
                    _("this is who it is"),
                    partial(self._bridge.send, IdentifyClient(case.id, client.id)),
                )

    def _place(self, place: Candidate) -> Offer:
        kilometres = max(round(place.error_m / 1_000, 1), 0.1)
        said = _("they say that they are here · within {n} km").format(n=f"{kilometres:g}")
        return Offer(
            place.label,
            f"{said} · {place.note}" if place.note else said,
            lambda: self._state(place),
        )

    def _state(self, place: Candidate) -> None:
        case = self._bridge.case
        if case is not None:
            said = Location(place.label, Source.SAID, self._bridge.now())
            self._bridge.send(StateLocation(case.id, private(place.taken(said))))


def _fit(typed: Sequence[str], act: Act) -> int:
    """Return 2 when all that was typed begins words of the act's name, 1 of its help, else 0."""
    name, explained = act.words.lower().split(), act.help.lower().split()
    if all(any(word.startswith(part) for word in name) for part in typed):
        return 2
    both = (*name, *explained)
    return int(all(any(word.startswith(part) for word in both) for part in typed))
