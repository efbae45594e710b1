"""A centre to be reviewed: an imminent case driven to its landing, and others beside it."""

from datetime import timedelta
from pathlib import Path

from console.app.press import StationPress
from console.desk.fresh import private
from console.domain.care.contact import ContactKind, Rule
from console.domain.care.landing import drafted
from console.domain.commands import (
    AnswerHelp,
    CloseCase,
    Command,
    RankCase,
    RecordStaff,
    SetTier,
    SignIn,
    TakeCase,
    WatchClocks,
    WriteNote,
)
from console.domain.events import Event
from console.domain.ids import SYSTEM, CaseId, ClientId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.domain.tier import Tier
from console.settings import Settings
from console.store.journal import SqlJournal
from console.store.open import Store
from console.ui.bridge import Bridge
from console.ui.room import Room
from console.wiring.centre import StationDrafts, open_centre
from tests.conftest import Clock
from tests.domain import centre as domain
from tests.domain import test_road as road
from tests.ui.centre import FewPlaces, arrive, dana, enrol, facilities

ORTIZ, NOVAK, OKAFOR, LIN, HADDAD = map(StaffId, ("ana", "ben", "lee", "carl", "ada"))
PEOPLE = (
    Staff(ORTIZ, "J. Ortiz", frozenset({Role.COUNSELLOR})),
    Staff(NOVAK, "R. Novak", frozenset({Role.COUNSELLOR})),
    Staff(OKAFOR, "M. Okafor", frozenset({Role.SHIFT_LEAD})),
    Staff(LIN, "Dr Lin", frozenset({Role.CLINICAL_LEAD})),
    Staff(HADDAD, "A. Haddad", frozenset({Role.ADMINISTRATOR})),
)


class Ward(domain.Centre):
    """The centre in which the rules are tried, on a real database and with people who sit down."""

    def __init__(self, folder: Path, clock: Clock, *, begin: bool = True) -> None:
        """Open the centre in ``folder``; ``begin`` lets people in, unless they are there."""
        self._clock = clock
        self.whole = open_centre(Settings(folder, station="desk-1"), practice=True, clock=clock)
        self.desk = self.whole.desk
        if begin:
            self._begin()

    def _begin(self) -> None:
        for person in PEOPLE:
            self.do(RecordStaff(person.id, private(person)), SYSTEM)
        self.do(SignIn(leads=True), OKAFOR)
        self.do(SignIn(), ORTIZ)
        self.do(SignIn(), NOVAK)
        enrol(
            self.desk,
            dana(),
            Client(ClientId("evan"), "Evan Price"),
            Client(ClientId("keisha"), "Keisha Long"),
            Client(ClientId("luis"), "Luis Gomez", languages=("es",)),
        )

    @property
    def time(self) -> object:  # type: ignore[override]
        """The time of the clock."""
        return self._clock.now

    @property
    def store(self) -> Store:
        return self.whole.store

    @property
    def journal(self) -> SqlJournal:  # type: ignore[override]
        return self.store.journal

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(entry.event for entry in self.store.journal.since(0))

    @property
    def press(self) -> StationPress:
        return StationPress(self.whole)

    def do(self, command: Command, by: StaffId = ORTIZ) -> tuple[Event, ...]:
        self._clock.forward(timedelta(seconds=7))
        return super().do(command, by)

    def wait(self, **span: float) -> None:
        self._clock.forward(timedelta(**span))

    def bridge(self, me: StaffId) -> Bridge:
        room = Room(
            self.store.history,
            StationDrafts(self.store, self._clock),
            FewPlaces(facilities()),
        )
        return Bridge(self.desk, me, room)

    def rescue(self) -> CaseId:
        """Dana's call: imminent, rescued against her will, landed."""
        case = arrive(self.desk, "call", "dana", kind=ContactKind.CALL, ringing=True)
        self.wait(seconds=6)
        self.do(TakeCase(case))
        self.begin(case, "P00")
        road.start(self, case)
        road.assess(self, case)
        self.step(case, "P01", "b1", "high", {"tier.reason_1": "Plan and means."})
        self.step(case, "P04", "a1", "call")
        self.do(AnswerHelp(case), OKAFOR)
        self.step(case, "P04", "a2", "joined", {"consult.by": "M. Okafor"}, by=OKAFOR)
        self.step(case, "P04", "a3", "same")
        self.step(case, "P04", "a4", "refused", {"means.moved": "refused"})
        two = {"imminent.reason_1": "Pills in her hand.", "imminent.reason_2": "Within the hour."}
        self.step(case, "P04", "b1", "imminent", two)
        for step, answer in (("a1", "known"), ("a2", "knows"), ("a3", "on"), ("a4", "no")):
            self.step(case, "P05", step, answer)
        self.step(case, "P05", "b1", "no")
        road.decide(self, case)
        gate = {**two, **road.GATE, "consult.by": "M. Okafor"}
        self.step(case, "P05", "b2", "involuntary", gate, by=OKAFOR, deliberate=True)
        road.rescue(self, case)
        self.wait(minutes=9)
        road.arrived(self, case)
        road.confirm(self, case)
        self.do(AnswerHelp(case), OKAFOR)
        road.close(self, case, "active_rescue_involuntary", "moderate")
        landing = drafted(self.case(case))
        assert landing is not None
        self.do(CloseCase(case, landing))
        return case

    def others(self) -> tuple[CaseId, CaseId, CaseId]:
        """Evan's text with a late note, Keisha's lowered answer, Luis who waits too long."""
        evan = arrive(self.desk, "evan", "evan", said="I did not sleep at all")
        self.wait(minutes=2)
        self.do(TakeCase(evan), NOVAK)
        self.begin(evan, "P00", NOVAK)
        self.do(
            WriteNote(
                evan, private("Called back, no answer."), self._clock.now - timedelta(hours=1)
            ),
            NOVAK,
        )
        self.do(WriteNote(evan, private("Slept four hours, sister is with him.")), NOVAK)
        keisha = arrive(
            self.desk,
            "keisha",
            "keisha",
            kind=ContactKind.ASSESSMENT,
            tier=Tier.HIGH,
            rule=Rule.CSSRS_INTENT,
            detail="item 5",
        )
        self.wait(seconds=17)
        self.do(TakeCase(keisha), NOVAK)
        lower = private("Answered the paper form, meant last year.")
        self.do(SetTier(keisha, Tier.MODERATE, (lower,)), OKAFOR)
        luis = arrive(self.desk, "luis", "luis", kind=ContactKind.MESSAGE, tier=Tier.LOW)
        self.do(RankCase(luis, Tier.MODERATE, private("Third message today.")), OKAFOR)
        self.wait(minutes=40)
        self.do(WatchClocks(), SYSTEM)
        return evan, keisha, luis
