"""The ids that came lately, to tell a sender that it used one twice."""

from collections import OrderedDict
from threading import Lock

from console.intake.event import IntakeEvent
from console.intake.receive import Reused

KEPT = 50_000
"""How many ids are remembered; a day of a busy line."""


class Window:
    """What came lately under which id: the kind, and which event of which call.

    The journal tells duplicates for ever; this only names the case that it cannot
    see, two different calls under one id, while the program runs.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._seen: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    def pass_(self, event: IntakeEvent) -> None:
        """Let ``event`` through and remember it.

        Raises:
            Reused: something else came under its id.
        """
        call = event.call
        what = f"{event.kind} {call.event} {call.call_id}" if call else event.kind.value
        with self._lock:
            held = self._seen.setdefault((event.sender, event.id), what)
            self._seen.move_to_end((event.sender, event.id))
            while len(self._seen) > self._kept:
                self._seen.popitem(last=False)
        if held != what:
            raise Reused
