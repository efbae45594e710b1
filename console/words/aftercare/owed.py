"""What a thing that is owed says of itself, on the screen and on paper."""

from datetime import datetime, timedelta
from gettext import gettext as _
from gettext import ngettext

from console.domain.board import Board
from console.domain.care.after.caring import Caring
from console.domain.care.after.discharge import Discharge
from console.domain.care.after.frequency import Raised
from console.domain.care.after.look_back import LookBack
from console.domain.care.after.message import TeamMessage
from console.domain.care.after.referral import Referral
from console.domain.care.after.rules import AfterRules
from console.domain.care.after.tries import Then, after, due_in_case
from console.domain.care.case import Case
from console.domain.care.followup import FollowUp, Try
from console.domain.seen.owed import Owed, OwedKind, When
from console.domain.seen.repeat import Repeat
from console.words import labels
from console.words.aftercare import said
from console.words.line import text_of

NEAR = timedelta(hours=20)
"""Within this time the day of the week says nothing that the time of day does not."""


def who(board: Board, one: Owed) -> str:
    """Return whom it is owed to, by first name and one letter."""
    client = board.clients.get(one.client) if one.client is not None else None
    return client.short_name if client is not None else _("Unknown caller")


def when(one: Owed, now: datetime) -> str:
    """Return when it is due, or for how long it has been; in words, with a mark when overdue."""
    here = one.due.astimezone(now.tzinfo)
    if one.kind is OwedKind.AGAIN:
        return _("last {day} {time}").format(day=_date(here), time=f"{here:%H:%M}")
    if one.when(now) is When.OVERDUE:
        late = labels.age(max(now - one.due, labels.MINUTE))
        return _("⚠ {span} overdue").format(span=late)
    days = (here.date() - now.date()).days
    if one.day:
        return _("due today") if days == 0 else _("due {day}").format(day=_date(here))
    if one.due - now < NEAR:
        return _("due {time}").format(time=f"{here:%H:%M}")
    return _("due {day} {time}").format(day=_date(here), time=f"{here:%H:%M}")


def _date(here: datetime) -> str:
    return f"{here:%a} {here.day} {here:%b}"


def tries(log: tuple[Try, ...]) -> str:
    """Return how often somebody was tried, and what came of it last."""
    if not log:
        return _("not tried yet")
    count = ngettext("{n} try", "{n} tries", len(log)).format(n=len(log))
    return f"{count} · {labels.follow_up(log[-1].outcome)}"


def what(board: Board, one: Owed, rules: AfterRules) -> str:
    """Return how it stands, in one line."""
    match one.thing:
        case FollowUp():
            return _follow_up(board, one.thing, rules)
        case Case():
            return _missed(board, one.thing, rules)
        case TeamMessage():
            number = _("case {n}").format(n=one.number) if one.number is not None else ""
            return " · ".join(part for part in (number, _("written, nobody has it yet")) if part)
        case LookBack(number=number):
            return _("case {n} · planned, happened, why, keep, change").format(n=number)
        case Raised(was=was, now=now_):
            change = f"{said.frequency(was)} → {said.frequency(now_)}"
            return _("{change} · look at it again").format(change=change)
        case Discharge():
            return _discharge(one)
        case Referral():
            state = said.referral(one.thing.state)
            return f"{text_of(one.thing.to)} · {state}"
        case Repeat(counts=(week, month, quarter)):
            words = _("{a} in 7 days, {b} in 30, {c} in 90")
            return words.format(a=week, b=month, c=quarter)
        case Caring():
            coming = one.thing.next
            nth = coming[0] if coming is not None else one.thing.done
            return _("contact {n} of {all}").format(n=nth, all=len(one.thing.due))


def _follow_up(board: Board, owed: FollowUp, rules: AfterRules) -> str:
    parts = [_("case {n}").format(n=owed.number), tries(owed.log)]
    held = board.cases.get(owed.into) if owed.into is not None else None
    if held is not None:
        parts.append(_("call is being made, case {n}").format(n=held.number))
    elif owed.log:
        circle = board.circle_may_be_told(owed.client, owed.log[-1].at)
        coming = after(owed.log, owed.tier, rules, circle=circle)
        if coming.then is not Then.TRY:
            parts.append(said.then(coming.then))
    return " · ".join(parts)


def _missed(board: Board, case: Case, rules: AfterRules) -> str:
    circle = board.circle_may_be_told(case.client, case.opened_at)
    plan = due_in_case(case, rules, circle=circle)
    if plan is None:
        return _("reached")
    if plan.then is Then.TRY:
        made = _("{n} of {all} tries").format(n=plan.made, all=plan.wanted)
    else:
        made = ngettext("{n} try", "{n} tries", plan.made).format(n=plan.made)
    return f"{made} · {said.then(plan.then)}"


def _discharge(one: Owed) -> str:
    if not isinstance(one.thing, Discharge):
        return ""
    left = one.thing
    by = _("visit by day 7") if one.due.date() <= left.week else _("day 7 is over · by day 30")
    facility = text_of(left.facility)
    return " · ".join((_("left {day}").format(day=said.day(left.on)), facility, by))


def spoken(board: Board, one: Owed, rules: AfterRules, now: datetime) -> str:
    """Return the whole line as a screen reader says it."""
    parts = (
        who(board, one),
        said.kind(one.kind),
        labels.tier(one.tier) if one.tier is not None else "",
        what(board, one, rules),
        when(one, now),
        _("stuck") if one.stuck else "",
    )
    return ", ".join(part for part in parts if part)
