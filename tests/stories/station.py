"""A station that works on one case without a pause, and says what was acknowledged.

``python -m tests.stories.station URL FOLDER``.  After every answer of the desk it prints
one line of JSON: the request, the entries, and a digest of the board.  It is meant to be killed.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Event

from console.desk.desk import Desk, Done, Start
from console.desk.fresh import fresh_case, fresh_request, fresh_run, private
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import (
    Command,
    DoStep,
    OpenJournal,
    PublishProtocols,
    ReceiveContact,
    RecordStaff,
    StartEscalation,
    TakeCase,
    UndoStep,
    WatchClocks,
    WriteNote,
)
from console.domain.ids import SYSTEM, ContactId, ProtocolId, StaffId, StationId
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import current_step
from console.domain.refused import Refused
from console.domain.tier import Tier
from console.journal.plain import Inline, canonical, plain
from console.journal.port import Unreachable
from console.store.beside.drafts import Draft
from console.store.open import Store, open_store
from console.store.trouble import StoreTrouble
from tests.checklists import checklist, field, phase, step

ANA = StaffId("ana")
DRILL = ProtocolId("P90")
STEPS = 5
PROTOCOL = checklist(
    DRILL,
    *(
        phase(
            f"p{n}", step(f"s{n}", "Tick", field(f"f{n}", "Done"), target_s=1), title=f"Phase {n}"
        )
        for n in range(STEPS)
    ),
    title="A drill that is repeated",
)
AGAIN_S = 0.05


def board_digest(board: Board) -> str:
    """Return a digest of everything on ``board``, clocks included."""
    return sha256(canonical(plain(board, Inline())).encode()).hexdigest()


class Station:
    """Drives the case; every answer is printed before the next thing is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        newest = store.snapshots.newest()
        self._desk = Desk(
            store.journal,
            StationId("desk-1"),
            lambda: datetime.now(UTC),
            start=Start(*newest) if newest else None,
        )

    def do(self, command: Command, by: StaffId) -> None:
        """Ask until there is an answer, always under the same name, and print the answer."""
        request = fresh_request()
        done = self._patiently(command, by, request)
        seq, digest = self._desk.head
        self.say(
            request=request,
            entries=[happened.seq for happened in done.happened],
            head=[seq, digest],
            board=board_digest(self._desk.board),
        )

    def _patiently(self, command: Command, by: StaffId, request: str) -> Done:
        tries = 0
        while True:
            try:
                return self._desk.do(command, by, request=request)
            except Unreachable:
                Event().wait(AGAIN_S)
                tries += 1
            except Refused:
                if not tries:
                    raise
                return Done(())  # it had been written, and cannot be done twice

    def say(self, **what: object) -> None:
        """Print one line at once."""
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

    def begin(self) -> Case:
        """Return the open case, owned by Ana; make what is missing."""
        self.do(OpenJournal("j-1", practice=True), SYSTEM)
        record = Staff(ANA, "Ana", frozenset({Role.COUNSELLOR}))
        self.do(RecordStaff(ANA, private(record)), SYSTEM)
        self.do(PublishProtocols((PROTOCOL,)), SYSTEM)
        if not self._desk.board.cases:
            self.do(_arriving(), SYSTEM)
        (case,) = self._desk.board.cases.values()
        if case.owner is None:
            self.do(TakeCase(case.id), ANA)
        return self._case()

    def _case(self) -> Case:
        (case,) = self._desk.board.cases.values()
        return case

    def commands(self) -> Iterator[Command]:
        """Yield one thing after the other to do in the case, for ever."""
        for n in count():
            case = self._case()
            run = next((run for run in case.escalations if run.running), None)
            if run is None:
                yield StartEscalation(case.id, fresh_run(), DRILL)
                continue
            step = current_step(self._desk.board.protocol_of(run), run)
            if step is None:
                raise AssertionError(run)
            if n % 7 == 3 and run.settled:
                yield UndoStep(case.id, run.id, list(run.settled)[-1])
            elif n % 3 == 1:
                yield WriteNote(case.id, private(f"note {fresh_request()}"))
            elif n % 11 == 5:
                yield WatchClocks()
            else:
                yield DoStep(case.id, run.id, step.id, fresh_run())

    def work(self) -> None:
        """Work until killed."""
        case = self.begin()
        for n, command in enumerate(self.commands()):
            self.do(command, SYSTEM if isinstance(command, WatchClocks) else ANA)
            self.draft(case, f"draft {fresh_request()}")
            if n % 20 == 10:
                self.snapshot()

    def draft(self, case: Case, text: str) -> None:
        """Keep what is typed so far, as the screen does every second."""
        self.say(typing=text)
        try:
            self._store.drafts.keep(Draft(case.id, ANA, text, datetime.now(UTC)))
        except StoreTrouble:
            return
        self.say(draft=text)

    def snapshot(self) -> None:
        """Keep the board, as the console does now and then."""
        try:
            self._store.snapshots.save(self._desk.board, self._desk.head[1])
        except StoreTrouble:
            return


def _arriving() -> ReceiveContact:
    return ReceiveContact(
        ContactId("c-1"),
        fresh_case(),
        ContactKind.TEXT,
        "sms",
        Suggestion(Tier.MODERATE, Rule.TEXT_WAITING),
        said=private("are you there"),
    )


if __name__ == "__main__":
    Station(open_store(sys.argv[1], Path(sys.argv[2]))).work()
