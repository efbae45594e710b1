"""Cases for the benchmarks, handed over in bulk to a real journal."""

from datetime import UTC, date, datetime

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import RecordClient
from console.domain.events import CaseClosed, CaseTaken, ContactArrived, Event
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId, StaffId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Address, Client, Phone
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.place.point import Point
from console.domain.private import Private
from console.domain.tier import Tier
from console.journal.entry import draft
from console.wiring.centre import Centre

BATCH = 500
CLIENTS = 200
HOME = Point(39.9612, -82.9988)
PLAN = SafetyPlan(
    1,
    date(2026, 1, 19),
    "the evening group",
    (PlanItem(Part.SIGNS, "pacing"), PlanItem(Part.ALONE, "music"), PlanItem(Part.PEOPLE, "Robin")),
)
SAID = "I can not sleep again and nobody is here tonight."
LANDED = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.REVIEWED, no_next=NoNext.NO_RISK)


def enrol(centre: Centre, count: int) -> list[Client]:
    """Write down and return ``count`` invented clients in Columbus, with a plan and a circle."""
    clients = []
    for n in range(count):
        home = Address("12 Elm St", "Columbus", "OH", "43215", at=HOME, error_m=150.0)
        client = Client(
            ClientId(f"bench-{n}"),
            f"Dana Number {n}",
            phones=(Phone(f"+1614555{n:04}"),),
            addresses=(home,),
            circle=(Supporter("Robin", "sister", ("+16145550199",), frozenset({Scope.PLAN})),),
            plan=PLAN,
        )
        centre.do(RecordClient(client.id, private(client), "bench"), SYSTEM)
        clients.append(client)
    return clients


def enrol_at(centre: Centre, n: int, at: Point) -> None:
    """Write down an invented client who lives at ``at``."""
    home = Address("12 Elm St", "Somewhere", "OH", "43215", at=at, error_m=150.0)
    client = Client(ClientId(f"there-{n}"), f"Alex Number {n}", addresses=(home,))
    centre.do(RecordClient(client.id, private(client), "bench"), SYSTEM)


def arrived(case: CaseId, client: ClientId | None = None) -> ContactArrived:
    """Return a new text message, and with it a new case."""
    return ContactArrived(
        ContactId(f"{case}-c"),
        case,
        ContactKind.TEXT,
        "bench",
        Suggestion(Tier.LOW, Rule.MESSAGE_WAITING),
        client,
        said=Private(SAID, f"{case:0>32}"),
    )


def write(centre: Centre, by: StaffId, *events: Event) -> None:
    """Write ``events`` as they are, past the rules, and let the desk read them."""
    asked = Asked(by, centre.desk.station, datetime.now(UTC))
    made = [draft(event, asked) for event in events]
    seen, _digest = centre.store.journal.head()
    centre.store.journal.append(made, seen=seen, request=f"bench-{seen}")
    centre.desk.catch_up()


def close(centre: Centre, by: StaffId, case: CaseId) -> None:
    """Land ``case``, so that it leaves the board."""
    write(centre, by, CaseClosed(case, LANDED))


def fill(centre: Centre, by: StaffId, cases: int) -> None:
    """Store ``cases`` closed cases of invented clients, three entries each, and keep the board."""
    clients = enrol(centre, CLIENTS)
    for start in range(0, cases, BATCH):
        names = [CaseId(f"bench-{n}") for n in range(start, min(start + BATCH, cases))]
        events: list[Event] = []
        for n, name in enumerate(names):
            who = clients[n % CLIENTS].id
            events += (arrived(name, who), CaseTaken(name), CaseClosed(name, LANDED))
        write(centre, by, *events)
    centre.keep_snapshot(1)
