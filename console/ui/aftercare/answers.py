"""What can be said of each thing that is owed: one key an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from gettext import gettext as _
from typing import assert_never

from console.desk.fresh import fresh_case, fresh_run, private
from console.domain.board import Board
from console.domain.care.after.caring import Caring, CaringEnd, CaringOutcome
from console.domain.care.after.discharge import Discharge, DischargeEnd, VisitKind
from console.domain.care.after.frequency import Raised, ReviewOutcome
from console.domain.care.after.look_back import LookBack
from console.domain.care.after.message import GivenBy, TeamMessage
from console.domain.care.after.reach import stopped
from console.domain.care.after.referral import NEEDS_REASON, Referral, ReferralState
from console.domain.care.case import Case
from console.domain.care.followup import FollowUp, FollowUpEnd, FollowUpOutcome
from console.domain.commands import (
    CloseDischarge,
    Command,
    EndFollowUp,
    Fresh,
    GiveTeamMessage,
    MoveReferral,
    RecordVisit,
    ReviewFrequency,
    StopCaring,
    TryCaring,
    TryFollowUp,
    WriteLookBack,
)
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.seen.owed import Owed
from console.domain.seen.repeat import Repeat
from console.ui.aftercare.needs import Answer, Missing, Need, Sort, Values, day, days, moment
from console.words import labels
from console.words.aftercare import said

AGAIN = (4, 24, 48, 72, 168)
"""After how many hours somebody who was reached may be called again."""

ENDS = (FollowUpEnd.ENGAGED, FollowUpEnd.RISK_DOWN, FollowUpEnd.NOT_WANTED)
UNTRIED = (
    FollowUpEnd.ENGAGED,
    FollowUpEnd.CARRIED_ON,
    FollowUpEnd.UNREACHED,
    FollowUpEnd.DIED,
)


@dataclass(frozen=True, slots=True)
class Here:
    """The board, and the time here (aware, in the time zone of this station)."""

    board: Board
    now: datetime


def answers(here: Here, one: Owed) -> tuple[Answer, ...]:
    """Return what can be said of ``one``, in the order of its keys."""
    thing = one.thing
    match thing:
        case FollowUp():
            return (*_tries(here, thing.case, ends=True), _end(thing.case))
        case Case():
            return _tries(here, thing.id, ends=False)
        case TeamMessage():
            return _message(one.client, thing)
        case Raised():
            return _raised(one.client, thing)
        case Caring():
            return _caring(here, one.client, thing)
        case Discharge():
            return _discharge(here, one.client, thing)
        case Referral():
            return _referral(here, one.client, thing)
        case LookBack():
            return (_look_back(thing),)
        case Repeat():
            return ()
        case _:
            assert_never(thing)


def fresh() -> Fresh:
    """Return names for what a concern, or a call, may open."""
    return Fresh(fresh_case(), ContactId(fresh_case()), fresh_run())


def _tries(here: Here, case: CaseId, *, ends: bool) -> tuple[Answer, ...]:
    found = []
    for outcome in FollowUpOutcome:
        needs: tuple[Need, ...] = ()
        if ends and outcome is FollowUpOutcome.REACHED:
            needs = (_next(here, ""),)
        elif ends and outcome is FollowUpOutcome.DECLINED:
            needs = (_next(here, FollowUpEnd.NOT_WANTED),)
        made = partial(_tried, case, outcome)
        found.append(Answer(labels.follow_up(outcome), made, needs))
    return tuple(found)


def _next(here: Here, first: str) -> Need:
    """Return the question that comes after a talk: when again, or why not."""
    again = []
    for hours in AGAIN:
        span = timedelta(hours=hours)
        words = _("again in {span}").format(span=labels.age(span))
        again.append(((here.now + span).isoformat(), words))
    whys = [(str(why), said.end(why)) for why in ENDS]
    return Need("next", _("When again, or why not"), Sort.PICK, (*again, *whys), first)


def _tried(case: CaseId, outcome: FollowUpOutcome, values: Values, worse: bool) -> Command:
    given = values.get("next", "")
    why = next((found for found in FollowUpEnd if found == given), None)
    due = datetime.fromisoformat(given) if given and why is None else None
    if outcome is FollowUpOutcome.REACHED and "next" in values and not given and not worse:
        raise Missing(_("Say when you reach out again, or why it is not needed."))
    return TryFollowUp(case, outcome, worse, due, None if worse else why, fresh())


def _end(case: CaseId) -> Answer:
    options = tuple((str(why), said.end(why)) for why in UNTRIED)
    need = Need("why", _("Why nothing more is owed"), Sort.PICK, options)

    def make(values: Values, _worse: bool) -> Command:
        return EndFollowUp(case, FollowUpEnd(picked(values, "why")))

    return Answer(_("end it, with the reason"), make, (need,))


def picked(values: Values, name: str) -> str:
    """Return what was picked.

    Raises:
        Missing: nothing was.
    """
    if not values.get(name):
        raise Missing(_("Choose one."))
    return values[name]


def _message(client: ClientId | None, message: TeamMessage) -> tuple[Answer, ...]:
    whom = ClientId(client or "")

    def make(how: GivenBy, values: Values, _worse: bool) -> Command:
        return GiveTeamMessage(whom, message.id, how, private(values["to"]))

    found = []
    for how in GivenBy:
        asked = _("Why it was not given") if how is GivenBy.NOT_GIVEN else _("To whom")
        found.append(Answer(said.given(how), partial(make, how), (Need("to", asked, Sort.WORDS),)))
    return tuple(found)


def _look_back(thing: LookBack) -> Answer:
    def make(values: Values, _worse: bool) -> Command:
        planned, happened, why, keep, change = (
            private(values[name]) for name, _label in said.look_back()
        )
        supported = bool(values["supported"])
        return WriteLookBack(thing.case, planned, happened, why, keep, change, supported)

    asked = tuple(Need(name, label, Sort.WORDS) for name, label in said.look_back())
    support = Need("supported", _("Relief and support were offered"), Sort.TICK)
    return Answer(_("look back"), make, (*asked, support))


def _raised(client: ClientId | None, raised: Raised) -> tuple[Answer, ...]:
    whom = ClientId(client or "")
    why = Need("why", _("Why"), Sort.WORDS)
    again = days(raised.review_on, 7, 14, 30)
    look = Need("review", _("Look again on"), Sort.DAY, again, again[0][0])

    def keep(values: Values, _worse: bool) -> Command:
        reason = private(values["why"])
        return ReviewFrequency(whom, ReviewOutcome.KEEP, reason, day(values, "review"))

    def usual(values: Values, _worse: bool) -> Command:
        return ReviewFrequency(whom, ReviewOutcome.USUAL, private(values["why"]))

    return (
        Answer(said.review(ReviewOutcome.KEEP), keep, (look, why)),
        Answer(said.review(ReviewOutcome.USUAL), usual, (why,)),
    )


def _caring(here: Here, client: ClientId | None, caring: Caring) -> tuple[Answer, ...]:
    whom = ClientId(client or "")
    coming = caring.next
    number = coming[0] if coming is not None else 0
    tick = Need("checked", _("The agreed way was checked: it is safe to reach them"), Sort.TICK)
    unsafe = stopped(here.board.clients.get(whom))

    def tried(outcome: CaringOutcome, values: Values, _worse: bool) -> Command:
        checked = values.get("checked", "") == "yes"
        return TryCaring(whom, number, outcome, checked)

    def stop(values: Values, _worse: bool) -> Command:
        return StopCaring(whom, CaringEnd(picked(values, "why")))

    ends = tuple(
        (str(why), said.caring_end(why)) for why in CaringEnd if why is not CaringEnd.ALL_MADE
    )
    found = []
    for outcome in CaringOutcome:
        needs = (tick,) if unsafe and outcome is CaringOutcome.SENT else ()
        found.append(Answer(said.caring(outcome), partial(tried, outcome), needs))
    end = Need("why", _("Why there are no more"), Sort.PICK, ends)
    return (*found, Answer(_("no more, with the reason"), stop, (end,)))


def _discharge(here: Here, client: ClientId | None, left: Discharge) -> tuple[Answer, ...]:
    whom, today = ClientId(client or ""), here.now.date()
    likely = days(today, 0, -1, -2)
    on = Need("on", _("Seen on"), Sort.DAY, likely, likely[0][0])

    def seen(kind: VisitKind, values: Values, _worse: bool) -> Command:
        return RecordVisit(whom, left.id, day(values, "on"), kind)

    def close(values: Values, _worse: bool) -> Command:
        return CloseDischarge(whom, left.id, DischargeEnd(picked(values, "why")))

    ends = tuple(
        (str(why), said.discharge_end(why)) for why in DischargeEnd if why is not DischargeEnd.SEEN
    )
    visits = [
        Answer(_("seen {how}").format(how=said.visit(kind)), partial(seen, kind), (on,))
        for kind in VisitKind
    ]
    why = Need("why", _("Why the dates are not watched any more"), Sort.PICK, ends)
    return (*visits, Answer(_("end it, with the reason"), close, (why,)))


def _referral(here: Here, client: ClientId | None, sent: Referral) -> tuple[Answer, ...]:
    whom = ClientId(client or "")

    def move(state: ReferralState, values: Values, _worse: bool) -> Command:
        at = moment(values, "at") if "at" in values else None
        reason = values.get("why", "").strip()
        return MoveReferral(whom, sent.id, state, at, private(reason) if reason else None)

    return tuple(
        Answer(said.referral(state), partial(move, state), tuple(_asked(here, state)))
        for state in sent.may()
    )


def _asked(here: Here, state: ReferralState) -> Sequence[Need]:
    if state is ReferralState.SCHEDULED:
        ten = here.now.replace(hour=10, minute=0, second=0, microsecond=0)
        likely = [ten + timedelta(days=n) for n in (1, 2, 7)]
        options = tuple((f"{at:%Y-%m-%d %H:%M}", said.moment(at)) for at in likely)
        return [Need("at", _("Appointment on"), Sort.MOMENT, options)]
    return [Need("why", _("Why"), Sort.WORDS)] if state in NEEDS_REASON else []
