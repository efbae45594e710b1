"""Cases that have landed, for the tests of what comes after."""

from datetime import datetime, timedelta

from console.desk.fresh import fresh_case, fresh_run, private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind
from console.domain.care.limits import Limits
from console.domain.commands import CloseCase, Fresh, SetTier, TakeCase
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.seen.owed import Owed, owed
from console.domain.tier import Tier
from tests.domain.centre import ANA, LEE, START, Centre

RULES = Limits().after
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = START.date()
NEXT = timedelta(hours=20)
ATTEMPT = {"attempt.at": START.isoformat(), "attempt.channel": "call"}
"""A try, as the first steps of a list of tries ask for it."""


def fresh() -> Fresh:
    return Fresh(fresh_case(), ContactId(fresh_case()), fresh_run())


def landing(tier: Tier, next_contact: datetime | None) -> Landing:
    return Landing(
        Ending.RESOLVED_PLAN,
        tier,
        PlanLook.USED,
        next_contact=next_contact,
        no_next=None if next_contact is not None else NoNext.WITH_OTHERS,
        who_has_them=private("her sister"),
    )


def landed(
    centre: Centre,
    client: ClientId | None = None,
    tier: Tier = Tier.HIGH,
    *,
    owed: bool = True,
) -> CaseId:
    """A text that was taken, rated and closed, with a contact owed 20 hours later."""
    case, _ = centre.arrives(ContactKind.TEXT, client)
    centre.do(TakeCase(case), LEE)
    reasons = (private("She has a plan."), private("It is tonight."))
    centre.do(SetTier(case, tier, reasons), LEE)
    centre.do(CloseCase(case, landing(tier, centre.time + NEXT if owed else None)), LEE)
    return case


def owes(centre: Centre) -> tuple[Owed, ...]:
    """Return all that is owed now."""
    return owed(centre.board, centre.time, RULES)


def taken(centre: Centre, kind: ContactKind, client: ClientId | None = None) -> CaseId:
    case, _ = centre.arrives(kind, client)
    centre.do(TakeCase(case), ANA)
    return case
