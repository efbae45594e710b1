"""Which 911 centre is called for the place of a case, asked off the GUI thread."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from gettext import gettext as _
from typing import Final

from console.domain.care.case import Case
from console.domain.place.point import Point
from console.places.psap.answer import Answer, PsapHit, Rung
from console.ui.bridge import Bridge
from console.ui.escalation.step.known import Known
from console.words.place import book, ladder

DIGITS: Final = re.compile(r"(?<=\d) (?=\d)")


class Centres:
    """Every centre that may answer for the place; never a guess where there is none."""

    def __init__(self, bridge: Bridge, found: Callable[[], None]) -> None:
        self._bridge = bridge
        self._tell = found
        self._spot: tuple[Point, float] | None = None
        self._book = bridge.board.book
        self.answer: Answer | None = None

    def look(self, case: Case | None) -> None:
        """Ask for the centres of where ``case`` is; once for each place and each book."""
        spot = case.place.location.circle if case is not None and case.place else None
        known = self._bridge.board.book
        if spot == self._spot and known is self._book:
            return
        if spot != self._spot:
            self.answer = None
        self._spot, self._book = spot, known
        if spot is not None:
            places = self._bridge.room.places
            self._bridge.ask(
                lambda: places.answer(*spot), lambda answer: self._looked(spot, answer)
            )

    def known(self) -> Mapping[str, Known]:
        """Return what can be filled in of the centre: only where exactly one may answer.

        Else both stay empty: a number that was right for another place is worse than none.
        """
        found = self.answer
        if found is None or len(found.hits) != 1 or not found.complete:
            return {}
        only = found.hits[0].facility
        since = _("for this place")
        facts = {"psap.name": Known(only.name, since)}
        if only.phone:
            facts["psap.number"] = Known(only.phone, since)
        return facts

    def words(self, case: Case, now: datetime) -> str:
        """Return whom to call, for the top of the card."""
        if case.place is None or case.place.location.at is None:
            return _("No place on the map yet: find out where they are, then the centre for it.")
        if self.answer is None:
            return _("Looking for the 911 centre …")
        return "\n".join(_lines(self.answer, now))

    def instead(self, case: Case) -> str:
        """Return whom to reach when nobody answers: each rung, its number, and what was tried."""
        if self.answer is None:
            return ""
        rungs = (_rung(one, case) for one in self.answer.ladder)
        numbered = [f"{n}. {_whole(one)}" for n, one in enumerate(rungs, start=1)]
        return "\n".join((_("If nobody answers, in this order:"), *numbered))

    def _looked(self, spot: tuple[Point, float], answer: Answer) -> None:
        if spot == self._spot:
            self.answer = answer
            self._tell()


def _lines(found: Answer, now: datetime) -> Iterator[str]:
    """Yield the centres, and why there are several."""
    if not found.hits:
        yield _("No 911 centre is known for this place. Below stands whom to reach instead.")
    elif len(found.hits) > 1:
        yield _("More than one may answer; ask for their town:")
    yield from (_centre(hit, now) for hit in found.hits)
    yield from found.why
    if found.hits and not found.complete:
        yield _("Another centre may answer here that is not on file.")


def _rung(rung: Rung, case: Case) -> str:
    """Return a rung with its numbers, and when it was tried last with what came of it."""
    said = ladder.with_numbers(rung.fallback, rung.known)
    tried = [one for one in case.instead if one.fallback is rung.fallback]
    if not tried:
        return said
    came = _("they answered") if tried[-1].reached else _("nobody answered")
    return f"{said} · {tried[-1].at.astimezone():%H:%M} {came}"


def _centre(hit: PsapHit, now: datetime) -> str:
    one = hit.facility
    age = book.number_age(one, now.astimezone().date())
    named = "invented" in one.name.casefold()
    invented = _("invented") if one.invented and not named else ""
    parts = (one.name, _whole(book.number(one)), age, hit.why, invented)
    return " · ".join(part for part in parts if part)


def _whole(number: str) -> str:
    """Return words whose numbers are read in one line."""
    return DIGITS.sub("\N{NO-BREAK SPACE}", number)
