"""Everything that is owed to anybody after a crisis, in one list, the most overdue first.

Computed from the board alone; nothing stands in it that is not in the journal, and nothing
leaves it but by an entry that says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from console.domain.board import Board
from console.domain.care.after.caring import Caring
from console.domain.care.after.discharge import Discharge
from console.domain.care.after.frequency import Raised
from console.domain.care.after.kept import Aftercare
from console.domain.care.after.look_back import LookBack
from console.domain.care.after.message import TeamMessage
from console.domain.care.after.referral import Referral, ReferralState
from console.domain.care.after.rules import AfterRules
from console.domain.care.after.tries import Then, due_in_case, unreached
from console.domain.care.case import Case
from console.domain.care.followup import FollowUp
from console.domain.ids import CaseId, ClientId, StaffId
from console.domain.seen.repeat import Repeat, repeat
from console.domain.tier import Tier

SOON = timedelta(hours=1)
"""How long before it is due something is shown as due soon."""

CARING_SHOWN = timedelta(days=7)
"""How long before its day a caring contact stands in the list."""


class OwedKind(StrEnum):
    """What is owed; ``AGAIN`` is no debt: somebody who is in crisis again and again."""

    FOLLOW_UP = "follow_up"
    MISSED_SESSION = "missed_session"
    MESSAGE = "message"
    FREQUENCY = "frequency"
    DISCHARGE = "discharge"
    REFERRAL = "referral"
    CARING = "caring"
    LOOK_BACK = "look_back"
    AGAIN = "again"


class When(IntEnum):
    """How something stands to its time."""

    LATER = 0
    SOON = 1
    OVERDUE = 2


Thing = FollowUp | Case | TeamMessage | Raised | Discharge | Referral | Caring | LookBack | Repeat


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed.

    Attributes:
        key: what it is known by while the board changes around it.
        due: aware; of a day, its last minute.
        day: whether only the day matters.
        by: whose it is to do, as far as that is known.
        stuck: whether a lead should look: the road it was on does not go on by itself.
        thing: what stands behind it.
    """

    kind: OwedKind
    key: str
    client: ClientId | None
    due: datetime
    thing: Thing
    tier: Tier | None = None
    number: int | None = None
    case: CaseId | None = None
    by: StaffId | None = None
    stuck: bool = False
    day: bool = False

    def when(self, now: datetime) -> When:
        """Return how it stands to its time at ``now``; a crisis that was has none."""
        if self.kind is OwedKind.AGAIN:
            return When.LATER
        if now > self.due:
            return When.OVERDUE
        soon = self.day or now >= self.due - SOON
        today = now.astimezone(self.due.tzinfo).date()
        return When.SOON if soon and self.due.date() <= today else When.LATER


def owed(board: Board, now: datetime, rules: AfterRules) -> tuple[Owed, ...]:
    """Return all that is owed at ``now``: overdue first, the gravest first, then by time.

    Args:
        board: as it is now.
        now: in the time zone of the centre, in which a day ends.
        rules: how often and how soon.
    """
    found = [*_follow_ups(board, rules), *_missed(board, rules), *_look_backs(board)]
    for client, care in board.aftercare.items():
        found += _of_client(board, client, care, now)
    return tuple(sorted(found, key=lambda one: _order(one, now)))


def again(board: Board, now: datetime, rules: AfterRules) -> tuple[Owed, ...]:
    """Return everybody who is in crisis again and again, whoever was so last in front."""
    clients = {case.client for case in board.cases.values()} | board.history.keys()
    found = []
    for client in clients - {None}:
        known = repeat(board, client, now, rules)
        if client is None or not known.flagged:
            continue
        last = known.crises[0]
        tiers = [one.at_end or one.at_start for one in known.crises]
        tier = max((tier for tier in tiers if tier is not None), default=None)
        found.append(
            Owed(OwedKind.AGAIN, f"again:{client}", client, last.began, known, tier, last.number)
        )
    return tuple(sorted(found, key=lambda one: (one.due, one.key), reverse=True))


def overdue(board: Board, now: datetime, rules: AfterRules) -> int:
    """Return how many things are overdue at ``now``."""
    return sum(one.when(now) is When.OVERDUE for one in owed(board, now, rules))


def _order(one: Owed, now: datetime) -> tuple[object, ...]:
    late = one.when(now) is When.OVERDUE
    tier = one.tier if one.tier is not None else Tier.LOW
    return (not late, -tier if late else 0, one.due, -tier, one.key)


def _follow_ups(board: Board, rules: AfterRules) -> Iterator[Owed]:
    for one in board.follow_ups.values():
        lost = unreached(one.log) >= rules.trying(one.tier).tries
        yield Owed(
            OwedKind.FOLLOW_UP,
            f"follow:{one.case}",
            one.client,
            one.due,
            one,
            one.tier,
            one.number,
            one.case,
            one.by,
            lost,
        )


def _missed(board: Board, rules: AfterRules) -> Iterator[Owed]:
    for case in board.cases.values():
        circle = board.circle_may_be_told(case.client, case.opened_at)
        plan = due_in_case(case, rules, circle=circle)
        if plan is None:
            continue
        yield Owed(
            OwedKind.MISSED_SESSION,
            f"missed:{case.id}",
            case.client,
            plan.due,
            case,
            case.rank,
            case.number,
            case.id,
            case.owner,
            plan.then is not Then.TRY,
        )


def _look_backs(board: Board) -> Iterator[Owed]:
    for one in board.look_backs.values():
        yield Owed(
            OwedKind.LOOK_BACK,
            f"look_back:{one.case}",
            one.client,
            one.due,
            one,
            one.tier,
            one.number,
            one.case,
        )


def _of_client(board: Board, client: ClientId, care: Aftercare, now: datetime) -> Iterator[Owed]:
    tier = _last_tier(board, client)
    if care.raised is not None:
        raised = care.raised
        due = _end_of(raised.review_on, now)
        yield Owed(
            OwedKind.FREQUENCY,
            f"raised:{client}",
            client,
            due,
            raised,
            tier,
            by=raised.by,
            day=True,
        )
    for message in care.messages:
        if message.how is None:
            yield Owed(
                OwedKind.MESSAGE,
                f"message:{message.id}",
                client,
                message.due,
                message,
                tier,
                message.number,
                message.case,
                message.by,
            )
    for discharge in care.discharges:
        yield from _discharge(client, discharge, tier, now)
    for referral in care.referrals:
        yield from _referral(client, referral, tier, now)
    yield from _caring(client, care.caring, tier, now)


def _discharge(
    client: ClientId, discharge: Discharge, tier: Tier | None, now: datetime
) -> Iterator[Owed]:
    day = discharge.owed(now.date())
    if day is not None:
        yield Owed(
            OwedKind.DISCHARGE,
            f"discharge:{discharge.id}",
            client,
            _end_of(day, now),
            discharge,
            tier,
            by=discharge.by,
            stuck=now.date() > discharge.week,
            day=True,
        )


def _referral(
    client: ClientId, referral: Referral, tier: Tier | None, now: datetime
) -> Iterator[Owed]:
    if referral.over:
        return
    aside = referral.state in {ReferralState.DECLINED, ReferralState.NO_SHOW}
    yield Owed(
        OwedKind.REFERRAL,
        f"referral:{referral.id}",
        client,
        referral.due,
        referral,
        tier,
        case=referral.case,
        by=referral.steps[-1].by,
        stuck=aside or now > referral.due,
    )


def _caring(
    client: ClientId, caring: Caring | None, tier: Tier | None, now: datetime
) -> Iterator[Owed]:
    coming = caring.next if caring is not None else None
    if caring is None or coming is None:
        return
    due = _end_of(coming[1], now)
    if due - now <= CARING_SHOWN:
        yield Owed(
            OwedKind.CARING, f"caring:{client}", client, due, caring, tier, by=caring.by, day=True
        )


def _last_tier(board: Board, client: ClientId) -> Tier | None:
    held = board.open_case_of(client)
    if held is not None:
        return held.rank
    past = board.history.get(client, ())
    return past[0].tier if past else None


def _end_of(day: date, now: datetime) -> datetime:
    """Return the last minute of ``day`` where ``now`` is."""
    return datetime.combine(day, time(23, 59), tzinfo=now.tzinfo)
