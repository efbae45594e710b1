"""A drill's text (TOML) to a drill, or everything that is wrong with the text."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from console.domain.care.case import Ending
from console.domain.care.disclosure import Basis
from console.domain.ids import ClientId, ProtocolId
from console.domain.people.client import Client
from console.domain.reading.fault import Fault, Faulty
from console.domain.reading.table import Table, opened
from console.practice.drills.drill import Beat, Drill, Fail, Inject, Post, Target, Voice
from console.practice.people import client_of, number_of
from console.practice.script import Move, Script, moves
from console.practice.shift import MRN, as_told

KEYS: Final = {
    *(
        "id",
        "version",
        "title",
        "about",
        "brief",
        "clock",
        "begin",
        "protocols",
        "minutes",
        "sources",
    ),
    *("aims", "caller", "lead_after_s", "client", "beat", "inject", "targets", "expected"),
    *("fail", "told", "endings", "hands"),
}
BEAT: Final = {"id", "at_s", "after_s", "when", "unless", "says", "voice", "post"}
INJECT: Final = {*BEAT, "kind", "call", "away_s", "who", "state", "language"}
MOVE: Final = {"answer", "then", "fields", "skip", "na", "begin", "says"}
POST: Final = {"sender", "kind", "client", "phone", "body", "text", "call"}


def read(source: str, today: date) -> Drill:
    """Return the drill that ``source`` describes, as it is played on ``today``.

    Raises:
        Faulty: the text is not TOML, or lacks or misspells something.
    """
    table, faults = opened(source)
    drill = _Reader(table, faults, today).drill()
    if faults:
        raise Faulty(tuple(faults))
    return drill


class _Reader:
    """Reads one text; every fault is noted beside it."""

    def __init__(self, table: Table, faults: list[Fault], today: date) -> None:
        self._data, self._where, self._faults = table.data, table.where, faults
        self._top = table
        self._today = today
        self._people: dict[ClientId, Client] = {}

    def drill(self) -> Drill:
        top = self._top
        top.only(KEYS)
        clients = tuple(self._clients())
        self._people = {client.id: client for client in clients}
        caller = ClientId(top.text("caller", default="")) or None
        if caller is not None and caller not in self._people:
            top.note(f"“{caller}” is nobody here.", "Name a client of this drill, or leave it out.")
        beats = tuple(self._beat(table) for table in top.tables("beat", "beat"))
        beats += tuple(self._inject(table) for table in top.tables("inject", "inject"))
        return Drill(
            top.text("id"),
            top.whole("version"),
            top.text("title"),
            top.text("about"),
            top.text("brief"),
            top.text("clock", default=""),
            ProtocolId(top.text("begin", default="P00")),
            tuple(ProtocolId(name) for name in top.texts("protocols")),
            top.whole("minutes"),
            top.texts("sources"),
            top.texts("aims"),
            caller,
            clients,
            timedelta(seconds=top.number("lead_after_s") or 5),
            beats,
            self._targets(),
            top.texts("expected"),
            tuple(self._fail(table) for table in top.tables("fail", "fail")),
            top.choices("told", Basis),
            top.choices("endings", Ending),
            self._hands(),
        )

    def _clients(self) -> list[Client]:
        found = []
        rows = self._data.get("client", [])
        for place, row in enumerate(rows if isinstance(rows, list) else [], start=1):
            where = f"{self._where} client {row.get('id', place)}"
            try:
                found.append(client_of(row, self._today, MRN))
            except KeyError as missing:
                self._note(where, f"{missing} is missing.", "Write it, as in the shift's file.")
            except (TypeError, ValueError, AttributeError) as wrong:
                self._note(
                    where, f"It cannot be read: {wrong}.", "Mend it, as in the shift's file."
                )
        return found

    def _note(self, where: str, what: str, remedy: str) -> None:
        self._faults.append(Fault(where, what, remedy))

    # -- what happens ----------------------------------------------------------------------

    def _beat(self, table: Table, inject: Inject | None = None) -> Beat:
        if inject is None:
            table.only(BEAT)
        post = self._post(table)
        says = table.text("says", default="")
        if inject is None and not says and post is None:
            table.note("Nothing happens in it.", "Write says, or post.")
        return Beat(
            table.text("id"),
            timedelta(seconds=table.figure("at_s") or 0),
            timedelta(seconds=table.figure("after_s") or 0),
            table.texts("when"),
            table.texts("unless"),
            says,
            table.choice("voice", Voice, Voice.CALLER),
            post,
            inject,
            timedelta(seconds=table.figure("away_s") or 0),
        )

    def _inject(self, table: Table) -> Beat:
        table.only(INJECT)
        kind = table.maybe("kind", Inject)
        if kind is None:
            table.note("It has no kind.", f"Write kind; known are {', '.join(sorted(Inject))}.")
            return self._beat(table, Inject.WEAPON)
        self._fits(table, kind)
        return self._beat(table, kind)

    def _fits(self, table: Table, kind: Inject) -> None:
        """Note what an inject of ``kind`` needs and has not."""
        says = table.text("says", default="")
        match kind:
            case Inject.DROP_CALL:
                if table.table("post") is None:
                    table.note("No call is dropped by it.", "Write post with the call that ended.")
            case Inject.LEAD_BUSY:
                if not table.figure("away_s"):
                    table.note("It does not say how long.", "Write away_s = 120.")
            case Inject.CONSENT_EXPIRED:
                self._expired(table)
            case Inject.OTHER_STATE:
                self._elsewhere(table, says)
            case Inject.WRONG_PSAP | Inject.WEAPON | Inject.INTERPRETER:
                if not says:
                    table.note("Nobody hears of it.", "Write what is said, in says.")

    def _expired(self, table: Table) -> None:
        who = table.text("who")
        circle = [one for client in self._people.values() for one in client.circle]
        named = [one for one in circle if one.name == who]
        if named and not any(one.expires and one.expires < self._today for one in named):
            table.note(f"The release of {who} has not run out.", "Write ends_in = -21 there.")
        if not named:
            table.note(f"“{who}” is in nobody's circle here.", "Name somebody of a circle.")

    def _elsewhere(self, table: Table, says: str) -> None:
        state = table.text("state")
        homes = {address.state for one in self._people.values() for address in one.addresses}
        if state in homes:
            table.note(f"{state} is where they live.", "Name another state.")
        if not says:
            table.note("Nobody hears of it.", "Write what is said, in says.")

    def _post(self, table: Table) -> Post | None:
        post = table.table("post")
        if post is None:
            return None
        post.only(POST)
        row: dict[str, Any] = {"kind": "", **post.data}
        about = self._people.get(ClientId(str(row.get("client", ""))))
        if "client" in row and about is None:
            post.note(f"“{row['client']}” is nobody here.", "Name a client of this drill.")
        body = row["body"] if isinstance(row.get("body"), dict) else {}
        if "text" in row:
            body = {**body, "text": row["text"]}
        told: Mapping[str, Any] = {}
        try:
            if "phone" in row:
                row["phone"] = number_of(str(row["phone"]))
            told = as_told({"at": "this time", **row}, about)
        except ValueError as wrong:
            post.note(f"{wrong}.", "Write client, or an invented phone.")
        event = {"kind": post.text("kind"), "client": told, "body": body}
        if "call" in row:
            event["call"] = row["call"]
        return Post(post.text("sender"), event)

    # -- what should come of it ------------------------------------------------------------

    def _targets(self) -> tuple[tuple[Target, timedelta], ...]:
        table = self._top.table("targets")
        if table is None:
            return ()
        table.only({f"{target}_s" for target in Target})
        found = ((target, table.number(f"{target}_s")) for target in Target)
        return tuple((t, timedelta(seconds=n)) for t, n in found if n is not None)

    @staticmethod
    def _fail(table: Table) -> Fail:
        table.only({"sign", "why"})
        return Fail(table.text("sign"), table.text("why"))

    def _hands(self) -> Script:
        script: dict[str, tuple[Move, ...]] = {}
        for table in self._top.tables("hands", "hands"):
            table.only({"step", *MOVE})
            step = table.text("step")
            if "." not in step or step in script:
                table.note("It names no step, or one that was named.", 'Write step = "P00.a1".')
            for key in MOVE - {"fields"}:
                table.text(key, default="")
            fields = table.table("fields")
            if fields is not None:
                for name in fields.data:
                    fields.text(name, default="")
            script[step] = moves({key: table.data[key] for key in MOVE if key in table.data})
        return script
