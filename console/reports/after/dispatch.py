"""From the call to a 911 centre until somebody who was sent reached the person.

Both times are those of the evidence: ``psap.dialled_at`` and ``responder.contact_at``, as they
were stamped or said, and not when somebody wrote them down.  A dispatch whose arrival nobody
has confirmed has no time, and is counted by itself.
"""

from datetime import UTC, datetime, timedelta
from math import ceil

from console.domain.care.landing import DIALLED, OUTCOME, SEEN
from console.domain.events import CaseClosed, CasesMerged, StepDone, StepTried
from console.domain.happened import Happened
from console.domain.ids import CaseId
from console.reports.shift import Dispatches, Spread

NOT_FOUND = "not_found"


def spread(times: list[timedelta]) -> Spread:
    """Return ``times`` summed up."""
    if not times:
        return Spread(0)
    found = sorted(times)
    mean = sum(found, timedelta(0)) / len(found)
    return Spread(len(found), mean, _rank(found, 0.50), _rank(found, 0.95), found[-1])


def _rank(found: list[timedelta], share: float) -> timedelta:
    return found[max(ceil(share * len(found)), 1) - 1]


class DispatchClock:
    """Follows dispatches from entry to entry; those dialled in the period are counted."""

    def __init__(self) -> None:
        self._out: dict[CaseId, tuple[datetime, bool]] = {}
        self._sent = self._unseen = 0
        self._times: list[timedelta] = []

    def look(self, one: Happened, *, inside: bool) -> None:
        """Take note of an entry; ``inside`` the period or before it."""
        event = one.event
        match event:
            case StepDone() | StepTried():
                self._step(one, event, inside=inside)
            case CasesMerged():
                gone = self._out.pop(event.gone, None)
                if gone is not None:
                    self._out.setdefault(event.into, gone)
            case CaseClosed():
                out = self._out.pop(event.case, None)
                self._unseen += out is not None and out[1]
            case _:
                pass

    def _step(self, one: Happened, event: StepDone | StepTried, *, inside: bool) -> None:
        said = {value.field: value for value in event.values}
        dialled = _time(said[DIALLED].code, one.at) if DIALLED in said else None
        if dialled is not None:
            self._out[event.case] = (dialled, inside)
            self._sent += inside
        lost = OUTCOME in said and said[OUTCOME].code == NOT_FOUND
        seen = _time(said[SEEN].code, one.at) if SEEN in said and not lost else None
        if seen is None or event.case not in self._out:
            return
        since, counts = self._out[event.case]
        if seen < since:  # of an earlier dispatch
            return
        del self._out[event.case]
        if counts:
            self._times.append(seen - since)

    def found(self) -> Dispatches:
        """Return what was counted."""
        waiting = sum(counts for _since, counts in self._out.values())
        return Dispatches(self._sent, waiting, self._unseen, spread(self._times))


def _time(code: str | None, written: datetime) -> datetime | None:
    """Return a time of the evidence; one that cannot be read was when it was written down."""
    if not code:
        return None
    try:
        found = datetime.fromisoformat(code)
    except ValueError:
        return written
    return found.replace(tzinfo=found.tzinfo or UTC)
