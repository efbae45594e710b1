"""A drill in progress: what is due is posted and said, and the lead is acted, by the real doors.

It looks at the journal as every station does and writes nothing there: contacts are posted
to the signed HTTP door, and the lead's answers are commands of a desk of their own.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Thread
from uuid import uuid4

from console.desk.desk import Busy, Change, Desk
from console.domain.ids import StaffId
from console.domain.refused import Refused
from console.journal.port import Unreachable
from console.practice.drills.drill import Beat, Drill, Inject
from console.practice.drills.facts import Facts
from console.practice.lead import ActedLead
from console.practice.senders import NotTaken, Sender, made_out

LOOK_EVERY_S = 0.3


@dataclass(frozen=True, slots=True)
class Happening:
    """A beat that came, and the contact that the door made of it, if it made one."""

    beat: Beat
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Entrance:
    """The signed HTTP door at ``url``, and what each sender signs with."""

    url: str
    secrets: Mapping[str, str]

    def sender(self, name: str) -> Sender:
        """Return the sender of that name, at this door."""
        return Sender(self.url, self.secrets[name])


@dataclass(slots=True)
class Seen:
    """What is known of the play so far."""

    began: datetime
    facts: Facts = field(default_factory=Facts)
    come: set[str] = field(default_factory=set)
    away_until: datetime | None = None


class Running:
    """Plays one drill to one door.

    Turn by turn with ``turn``, for hands that wait for their own widgets; or by the clock
    on a thread of its own with ``start``, for a person who plays.
    """

    def __init__(
        self,
        drill: Drill,
        desk: Desk,
        lead: StaffId,
        entrance: Entrance,
        *,
        hurried: bool = False,
    ) -> None:
        """Play ``drill``.

        Args:
            drill: what is played.
            desk: a desk of the practice store that nobody else uses, where the lead sits.
            lead: who leads.
            entrance: where it is posted.
            hurried: nothing is waited for: what is due once its signs are seen comes at once,
                the lead too, and what only nudges a person who waits does not come.
        """
        self._drill, self._desk = drill, desk
        self._lead = ActedLead(desk, lead)
        self._hurried = hurried
        self._senders = {name: entrance.sender(name) for name in drill.senders}
        self._run = uuid4().hex[:12]
        self._desk.catch_up()
        self.since = self._desk.head[0]
        self._seen = Seen(self._desk.now())
        self._desk.listen(self._see)
        self._stop = Event()
        self._thread: Thread | None = None

    def turn(self) -> tuple[Happening, ...]:
        """Look at the journal and let everything come that is due now.

        Raises:
            Unreachable: the journal cannot be read.
        """
        self._desk.catch_up()
        now = self._desk.now()
        self._answer_calls(now)
        due = [beat for beat in self._drill.beats if self._is_due(beat, now)]
        return tuple(found for beat in due if (found := self._come(beat, now)) is not None)

    def lead_in(self) -> None:
        """Let the lead come in, before anybody calls."""
        self._lead.come_in()
        self.since = self._desk.head[0]
        self._seen = Seen(self._desk.now())

    @property
    def landed(self) -> bool:
        """Whether a case was closed, and nothing more reaches the line by itself."""
        waiting = (b for b in self._drill.beats if b.post is not None and not b.when)
        closed = self._seen.facts.first("event:closed") is not None
        return closed and all(beat.id in self._seen.come for beat in waiting)

    @property
    def unheard(self) -> tuple[str, ...]:
        """The beats that never came, but for those that only nudge."""
        return tuple(
            beat.id
            for beat in self._drill.beats
            if not beat.unless and beat.id not in self._seen.come
        )

    def start(self, tell: Callable[[Happening], None]) -> None:
        """Begin to play by the clock; ``tell`` is called on the playing thread."""
        self._thread = Thread(target=self._play, args=(tell,), name="drill", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let nothing more come.  A second time does nothing."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _play(self, tell: Callable[[Happening], None]) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            try:
                for one in self.turn():
                    tell(one)
            except (Unreachable, Busy):
                continue  # the window says so; the play goes on when the journal is back

    # -- looking ---------------------------------------------------------------------------

    def _see(self, change: Change) -> None:
        for happened in change.happened:
            if happened.seq > self.since:
                self._seen.facts = self._seen.facts.see(happened)

    def _is_due(self, beat: Beat, now: datetime) -> bool:
        seen = self._seen
        if beat.id in seen.come or seen.facts.any_of(beat.unless):
            return False
        held = seen.facts.all_since(beat.when) if beat.when else seen.began
        if held is None or (self._hurried and beat.unless):
            return False
        return self._hurried or now >= max(seen.began + beat.at, held + beat.after)

    # -- acting ----------------------------------------------------------------------------

    def _come(self, beat: Beat, now: datetime) -> Happening | None:
        """Let ``beat`` come; a post that the door cannot take now comes at a later turn."""
        contact, post = None, beat.post
        if post is not None:
            event = made_out(post.event, sender=post.sender, run=self._run, name=beat.id, at=now)
            try:
                contact = self._senders[post.sender].post(event).contact
            except NotTaken as no:
                if no.passing:
                    return None
        if beat.inject is Inject.LEAD_BUSY:
            self._seen.away_until = now + beat.lead_away
        self._seen.come.add(beat.id)
        return Happening(beat, contact)

    def _answer_calls(self, now: datetime) -> None:
        """Let the lead come to every call, in their own time."""
        away = self._seen.away_until
        for case, asked_at in self._lead.calls().items():
            comes = asked_at + self._drill.lead_after
            if self._hurried or now >= max(comes, away or comes):
                with suppress(Refused):  # somebody else came first
                    self._lead.come_to(case)
