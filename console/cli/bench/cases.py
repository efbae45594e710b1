"""Cases for the benchmarks, handed over in bulk to a real journal."""

from datetime import UTC, datetime

from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.events import CaseClosed, CaseTaken, ContactArrived, Event
from console.domain.happened import Asked
from console.domain.ids import CaseId, ContactId, StaffId
from console.domain.private import Private
from console.domain.tier import Tier
from console.journal.entry import draft
from console.wiring.centre import Centre

BATCH = 500
SAID = "I can not sleep again and nobody is here tonight."
LANDED = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.REVIEWED, no_next=NoNext.NO_RISK)


def arrived(case: CaseId, tier: Tier = Tier.LOW) -> ContactArrived:
    """Return a new text message, and with it a new case."""
    return ContactArrived(
        ContactId(f"{case}-c"),
        case,
        ContactKind.TEXT,
        "bench",
        Suggestion(tier, Rule.MESSAGE_WAITING),
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
    """Store ``cases`` closed cases of three entries each, and keep the board."""
    for start in range(0, cases, BATCH):
        names = [CaseId(f"bench-{n}") for n in range(start, min(start + BATCH, cases))]
        events: list[Event] = []
        for name in names:
            events += (arrived(name), CaseTaken(name), CaseClosed(name, LANDED))
        write(centre, by, *events)
    centre.keep_snapshot(1)
