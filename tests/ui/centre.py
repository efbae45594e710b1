"""A small centre for the tests of the screen: staff, a few clients, places, and who calls."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import (
    OpenJournal,
    PublishProtocols,
    ReceiveContact,
    RecordClient,
    RecordStaff,
    SignIn,
)
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId, StaffId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Address, Client, Flag, Phone
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.staff import Role, Staff
from console.domain.place.book import Book, with_book
from console.domain.place.candidate import Candidate
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.fallback import Fallback
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.domain.tier import Tier
from console.journal.entry import Entry
from console.journal.history import Wanted
from console.journal.memory import MemoryJournal
from console.places.nearest import Near, Nearest
from console.places.psap.answer import Answer, FoundBy, PsapHit, Rung

ME, LEAD, OTHER = StaffId("ortiz"), StaffId("okafor"), StaffId("novak")
STAFF = (
    Staff(ME, "J. Ortiz", frozenset({Role.COUNSELLOR})),
    Staff(LEAD, "M. Okafor", frozenset({Role.SHIFT_LEAD, Role.COUNSELLOR})),
    Staff(OTHER, "R. Novak", frozenset({Role.COUNSELLOR})),
)
COLUMBUS = Point(39.9612, -82.9988)
PROTOCOLS = Path(__file__).parents[2] / "resources" / "protocols"


class MemoryHistory:
    """Looks back over a journal that is kept in memory; ``words`` are looked for in bodies only."""

    def __init__(self, journal: MemoryJournal) -> None:
        self._journal = journal

    def find(
        self, wanted: Wanted, *, before: int | None = None, limit: int = 200
    ) -> Sequence[Entry]:
        found = [entry for entry in self._all(wanted) if before is None or entry.seq < before]
        return tuple(reversed(found))[:limit]

    def of_case(self, case: CaseId) -> Sequence[Entry]:
        return self._all(Wanted(case=case))

    def count(self, wanted: Wanted) -> int:
        return len(self._all(wanted))

    def _all(self, wanted: Wanted) -> Sequence[Entry]:
        return tuple(entry for entry in self._journal.since(0) if _is(entry, wanted))


def _is(entry: Entry, wanted: Wanted) -> bool:
    happened = entry.happened
    event = happened.event
    cases = {getattr(event, name, None) for name in ("case", "into", "gone")}
    text = " ".join(str(word.text) for word in entry.words).lower()
    return (
        (wanted.case is None or wanted.case in cases)
        and (wanted.client is None or wanted.client == getattr(event, "client", None))
        and (wanted.staff is None or wanted.staff == happened.by)
        and (not wanted.kinds or entry.kind in wanted.kinds)
        and (wanted.since is None or wanted.since <= happened.at)
        and (wanted.until is None or happened.at < wanted.until)
        and all(word in text for word in wanted.words.lower().split())
    )


class MemoryDrafts:
    """Keeps drafts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[tuple[CaseId, StaffId], str] = {}

    def keep(self, case: CaseId, staff: StaffId, text: str) -> None:
        self.kept[case, staff] = text

    def find(self, case: CaseId, staff: StaffId) -> str:
        return self.kept.get((case, staff), "")


class FewPlaces:
    """The places of one small county, all invented."""

    county_m = 5_000.0

    def __init__(self, facilities: Sequence[Facility]) -> None:
        self._facilities = tuple(facilities)
        self.book: Callable[[], Book] = Book
        self.elsewhere: tuple[str, str] | None = None
        self.asked_outside: list[str] = []
        self._index = Nearest(self._facilities, lambda one: with_book(one, self.book()))

    def near(self, point: Point, kinds: Sequence[FacilityKind], n: int) -> Sequence[Near]:
        rooms = self.book().rooms
        found = self._index.nearest(point, kinds or None, n)
        return [replace(one, room=rooms.get(one.facility.id)) for one in found]

    def answer(self, point: Point, error_m: float = 0.0) -> Answer:
        found = self._index.nearest(point, [FacilityKind.PSAP])
        hits = tuple(
            PsapHit(near.facility, FoundBy.COUNTY, "listed for Franklin") for near in found
        )
        return Answer(hits, error_m <= self.county_m, (), tuple(map(Rung, Fallback)))

    def locate(self, text: str) -> Sequence[Candidate]:
        if "columbus" not in text.lower():
            return ()
        return (
            Candidate(
                "Columbus, OH",
                COLUMBUS.lat,
                COLUMBUS.lon,
                Precision.CITY,
                9_000,
                "39049",
                "OH",
                "invented",
            ),
        )

    def outside(self) -> tuple[str, str] | None:
        return self.elsewhere

    def locate_outside(self, text: str) -> tuple[Sequence[Candidate], str]:
        self.asked_outside.append(text)
        return self.locate(text), "" if self.locate(text) else "geo.example.org knows nothing."

    def hospitals(self) -> Sequence[Facility]:
        return [place for place in self._facilities if place.kind is FacilityKind.HOSPITAL]


def facilities() -> tuple[Facility, ...]:
    def one(name: str, kind: FacilityKind, north: float, east: float, phone: str) -> Facility:
        return Facility(
            FacilityId(f"invented:{name.lower().replace(' ', '-')}"),
            kind,
            name,
            Point(COLUMBUS.lat + north, COLUMBUS.lon + east),
            "invented",
            "2026",
            phone,
            emergency=kind is FacilityKind.HOSPITAL or None,
            county_fips="39049",
            invented=True,
        )

    return (
        one("Grant Park Hospital", FacilityKind.HOSPITAL, 0.01, 0.01, "+16145550190"),
        one("Riverside Hospital", FacilityKind.HOSPITAL, 0.05, -0.02, "+16145550191"),
        one("County Communications", FacilityKind.PSAP, 0.02, 0.0, "+16145550100"),
        one("Mobile Crisis Team", FacilityKind.MOBILE_CRISIS, -0.03, 0.02, "+16145550192"),
        one("Crisis Centre East", FacilityKind.CRISIS_CENTRE, 0.0, 0.06, "+16145550193"),
        one("Station 7", FacilityKind.EMS, -0.01, -0.01, "+16145550194"),
    )


def dana() -> Client:
    """Return a client of whom everything is known."""
    return Client(
        ClientId("dana"),
        "Dana Reyes",
        pronouns="she/her",
        born=date(1991, 5, 4),
        languages=("en",),
        phones=(Phone("+16145550178", voicemail_ok=True, text_ok=True),),
        addresses=(
            Address(
                "412 E Long St",
                "Columbus",
                "OH",
                "43215",
                "Apt 3B",
                "gate code 2210",
                COLUMBUS,
                150.0,
                date(2026, 1, 10),
            ),
        ),
        flags=frozenset({Flag.PART2, Flag.PAST_ATTEMPT}),
        circle=(
            Supporter(
                "Rosa Reyes",
                "sister",
                ("+16145550155",),
                frozenset({Scope.SAFETY_CONCERN}),
                date(2025, 3, 1),
                date(2027, 3, 1),
                verified_on=date(2026, 1, 10),
            ),
            Supporter("A. Cole", "ex-partner", do_not_contact=True),
        ),
        plan=SafetyPlan(
            2,
            date(2026, 1, 19),
            "Dr Lin",
            (
                PlanItem(Part.SIGNS, "pacing, stops answering texts"),
                PlanItem(Part.ALONE, "cold water, the blue playlist"),
                PlanItem(Part.DISTRACT, "Rosa, chess club"),
                PlanItem(Part.PEOPLE, "Rosa (614 555 0155)"),
                PlanItem(Part.SAFER, "pills to Rosa", done=False),
                PlanItem(Part.LIVES_FOR, "Mateo, 9"),
            ),
        ),
        team="Dr Lin, evening group",
    )


def open_centre(desk: Desk, *, practice: bool = True) -> None:
    """Open the journal and let the staff in; all sit at this desk, and the lead leads."""
    desk.do(OpenJournal("test", practice), SYSTEM)
    for person in STAFF:
        desk.do(RecordStaff(person.id, private(person)), SYSTEM)
    desk.do(SignIn(leads=True), LEAD)
    desk.do(SignIn(), ME)


def enrol(desk: Desk, *clients: Client) -> None:
    """Write clients into the register."""
    for client in clients:
        desk.do(RecordClient(client.id, private(client), "test"), SYSTEM)


def publish(desk: Desk, *ids: str) -> None:
    """Publish the protocols that ship, all at once; only some, when their ids are given."""
    sources = [
        path.read_text(encoding="utf-8")
        for path in sorted(PROTOCOLS.glob("*.toml"))
        if not ids or path.stem.split("-")[0].upper() in ids
    ]
    desk.do(PublishProtocols(tuple(sources)), SYSTEM)


def arrive(  # noqa: PLR0913 -- a contact has many sides
    desk: Desk,
    name: str,
    client: str | None = None,
    *,
    kind: ContactKind = ContactKind.TEXT,
    tier: Tier = Tier.MODERATE,
    rule: Rule = Rule.TEXT_WAITING,
    detail: str = "",
    said: str = "",
    phone: str = "",
    ringing: bool = False,
) -> CaseId:
    """Let a contact come in; return the case that it is in."""
    desk.do(
        ReceiveContact(
            ContactId(name),
            CaseId(f"case-{name}"),
            kind,
            "test",
            Suggestion(tier, rule, detail),
            ClientId(client) if client else None,
            private(said) if said else None,
            private(phone) if phone else None,
            f"call-{name}" if kind is ContactKind.CALL else None,
            ringing,
        ),
        SYSTEM,
    )
    found = desk.board.contact(ContactId(name))
    assert found is not None
    return found[0].id
