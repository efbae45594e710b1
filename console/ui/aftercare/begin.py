"""What can be begun for a client after a crisis."""

from datetime import date
from gettext import gettext as _

from console.desk.fresh import fresh_case, private
from console.domain.care.after.caring import CaringEnd
from console.domain.care.after.frequency import Frequency
from console.domain.commands import (
    Command,
    PlanCaring,
    RaiseFrequency,
    RecordDischarge,
    SendReferral,
    WriteTeamMessage,
)
from console.domain.ids import CaseId, ClientId, DischargeId, MessageId, ReferralId
from console.domain.people.client import Flag
from console.ui.aftercare.answers import Here, picked
from console.ui.aftercare.needs import Answer, Need, Sort, Values, day, days
from console.words.aftercare import said
from console.words.aftercare.draft import team_message


def beginnings(here: Here, client: ClientId) -> tuple[Answer, ...]:
    """Return what can be begun for ``client``, in the order of its keys."""
    today = here.now.date()
    return (
        _message(here, client),
        _referral(here, client),
        _raise(client, today),
        _caring(here, client, today),
        _discharge(client, today),
    )


def _about(here: Here, client: ClientId) -> CaseId | None:
    """Return the case that it comes out of: the open one, else the one that landed last."""
    held = here.board.open_case_of(client)
    if held is not None:
        return held.id
    past = here.board.history.get(client, ())
    return past[0].case if past else None


def _message(here: Here, client: ClientId) -> Answer:
    held, past = here.board.open_case_of(client), here.board.history.get(client, ())
    about = held or (past[0] if past else None)
    draft = team_message(about) if about is not None else ""
    known = here.board.clients.get(client)
    words = [
        _(
            "Vigil sends nothing by itself: read it, change what should change, then give it "
            "and say here how and to whom."
        )
    ]
    if known is not None and Flag.PART2 in known.flags:
        words.append(_("Part 2 record: nothing of treatment for substance use."))
    need = Need("text", " ".join(words), Sort.LINES, (), draft)
    case = _about(here, client)

    def make(values: Values, _worse: bool) -> Command:
        name = MessageId(fresh_case())
        return WriteTeamMessage(client, name, private(values["text"]), case)

    return Answer(_("message to the team"), make, (need,))


def _referral(here: Here, client: ClientId) -> Answer:
    case = _about(here, client)

    def make(values: Values, _worse: bool) -> Command:
        to, asked = private(values["to"]), private(values["asked"])
        return SendReferral(client, ReferralId(fresh_case()), to, asked, case)

    return Answer(
        _("referral"),
        make,
        (
            Need("to", _("To which service"), Sort.WORDS),
            Need("asked", _("What they are asked to do"), Sort.WORDS),
        ),
    )


def _raise(client: ClientId, today: date) -> Answer:
    every = tuple((str(one), said.frequency(one)) for one in Frequency)
    likely = days(today, 7, 14, 30)

    def make(values: Values, _worse: bool) -> Command:
        was, now = Frequency(picked(values, "was")), Frequency(picked(values, "now"))
        start, review = day(values, "start"), day(values, "review")
        return RaiseFrequency(client, was, now, start, review, private(values["why"]))

    return Answer(
        _("more contact"),
        make,
        (
            Need("was", _("Until now"), Sort.PICK, every, Frequency.WEEKLY),
            Need("now", _("From now on"), Sort.PICK, every, Frequency.DAILY),
            Need("start", _("From"), Sort.DAY, days(today, 0, 1), today.isoformat()),
            Need("review", _("Look at it again on"), Sort.DAY, likely, likely[1][0]),
            Need("why", _("Why"), Sort.WORDS),
        ),
    )


def _caring(here: Here, client: ClientId, today: date) -> Answer:
    held = here.board.aftercare_of(client).caring
    opted_out = held is not None and held.ended is CaringEnd.OPTED_OUT
    tick = Need("agreed", _("They wanted none; they agreed anew"), Sort.TICK)
    start = Need("start", _("Counted from"), Sort.DAY, days(today, 0, 1, 7), today.isoformat())

    def make(values: Values, _worse: bool) -> Command:
        agreed = values.get("agreed") == "yes"
        return PlanCaring(client, day(values, "start"), agreed=agreed)

    return Answer(_("caring contacts"), make, (start, tick) if opted_out else (start,))


def _discharge(client: ClientId, today: date) -> Answer:
    def make(values: Values, _worse: bool) -> Command:
        on, facility = day(values, "on"), private(values["facility"])
        return RecordDischarge(client, DischargeId(fresh_case()), on, facility)

    return Answer(
        _("left hospital"),
        make,
        (
            Need("facility", _("Which hospital"), Sort.WORDS),
            Need("on", _("Left on"), Sort.DAY, days(today, 0, -1, -2), today.isoformat()),
        ),
    )
