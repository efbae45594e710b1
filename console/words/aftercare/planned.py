"""What was begun for a client after a crisis, and how often they were in crisis, in a line each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.after.caring import Caring
from console.domain.care.after.kept import Aftercare
from console.domain.care.after.referral import Referral, ReferralState
from console.domain.care.after.rules import AfterRules
from console.domain.care.case import Case
from console.domain.seen.owed import OwedKind
from console.domain.seen.repeat import Repeat, repeat
from console.words.aftercare import said
from console.words.aftercare.owed import tries
from console.words.line import text_of

REPORTED = ReferralState.REPORTED
CARING_AHEAD = 4
"""How many of the caring contacts to come are named."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One line; ``tone`` is a tier's name, well or nothing, and the words say the same."""

    text: str
    tone: str = ""


def beside(board: Board, case: Case, now: datetime, rules: AfterRules) -> Iterator[str]:
    """Yield what goes on for the client of ``case`` beside it; nothing while nobody knows them."""
    if case.client is None:
        return
    known = repeat(board, case.client, now, rules)
    if known.flagged:
        yield crises(known)
    for owed in board.follow_ups.values():
        if owed.client == case.client and owed.into != case.id:
            words = _("follow-up owed {when} · {tries}")
            yield words.format(when=said.moment(owed.due), tries=tries(owed.log))
    yield from (plan.text for plan in planned(board.aftercare_of(case.client)))


def planned(care: Aftercare) -> Iterator[Plan]:
    """Yield what was begun for a client, whether or not it is due."""
    if care.raised is not None:
        change = f"{said.frequency(care.raised.was)} → {said.frequency(care.raised.now)}"
        words = _("{kind}: {change}, looked at again {day}")
        kind = said.kind(OwedKind.FREQUENCY)
        yield Plan(words.format(kind=kind, change=change, day=said.day(care.raised.review_on)))
    for message in reversed(care.messages):
        state = said.given(message.how) if message.how is not None else _("nobody has it yet")
        to = text_of(message.to)
        words = _("{kind}: {state}").format(kind=said.kind(OwedKind.MESSAGE), state=state)
        yield Plan(f"{words} · {to}" if to else words, "" if message.how else "moderate")
    for referral in reversed(care.referrals):
        yield _referral(referral)
    for left in reversed(care.discharges):
        ended = said.discharge_end(left.ended) if left.ended is not None else _("visit owed")
        words = _("{kind}: left {day}, {state}")
        kind = said.kind(OwedKind.DISCHARGE)
        yield Plan(words.format(kind=kind, day=said.day(left.on), state=ended))
    if care.caring is not None:
        yield from _caring(care.caring)


def _referral(referral: Referral) -> Plan:
    parts_ = [f"{said.kind(OwedKind.REFERRAL)}: {text_of(referral.to)}"]
    parts_.append(said.referral(referral.state))
    if referral.appointment is not None and not referral.over:
        parts_.append(said.moment(referral.appointment))
    if referral.over:
        return Plan(" · ".join(parts_), "well" if referral.state is REPORTED else "")
    parts_.append(_("next by {when}").format(when=said.moment(referral.due)))
    return Plan(" · ".join(parts_))


def _caring(caring: Caring) -> Iterator[Plan]:
    kind = said.kind(OwedKind.CARING)
    if caring.ended is not None:
        yield Plan(f"{kind}: {said.caring_end(caring.ended)}")
        return
    ahead = caring.due[caring.done : caring.done + CARING_AHEAD]
    days = ", ".join(said.day(day) for day in ahead)
    count = _("{n} of {all} made").format(n=caring.done, all=len(caring.due))
    yield Plan(_("{kind}: {count} · next {days}").format(kind=kind, count=count, days=days))


def crises(known: Repeat) -> str:
    """Return how many crises there were lately; with a mark when they come again and again."""
    week, month, quarter = known.counts
    words = _("Crises: {a} in 7 days, {b} in 30, {c} in 90").format(a=week, b=month, c=quarter)
    return _("⚠ Again in crisis · {words}").format(words=words) if known.flagged else words
