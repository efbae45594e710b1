"""What is said of aftercare: its words, its entries, and what is missing."""

from datetime import date, datetime
from gettext import gettext as _
from typing import assert_never

from console.domain import events as e
from console.domain.care.after.caring import CaringEnd, CaringOutcome
from console.domain.care.after.discharge import DischargeEnd, NotCounted, VisitKind
from console.domain.care.after.frequency import Frequency, ReviewOutcome
from console.domain.care.after.message import GivenBy
from console.domain.care.after.reach import Unsafe
from console.domain.care.after.referral import ReferralState
from console.domain.care.after.tries import Then
from console.domain.care.followup import FollowUpEnd
from console.domain.refused import AfterLacks, AfterPart, NotFromHere
from console.domain.seen.owed import OwedKind
from console.words import labels
from console.words.line import Line, text_of


def day(value: date) -> str:
    """Return a day: Mon 5 Jan 2026."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def moment(value: datetime) -> str:
    """Return a day and a time here: Mon 5 Jan 14:00."""
    here = value.astimezone()
    return f"{here:%a} {here.day} {here:%b} {here:%H:%M}"


def kind(value: OwedKind) -> str:
    """Return what is owed."""
    return {
        OwedKind.FOLLOW_UP: _("follow-up"),
        OwedKind.MISSED_SESSION: _("missed session"),
        OwedKind.MESSAGE: _("message to the team"),
        OwedKind.FREQUENCY: _("more contact"),
        OwedKind.DISCHARGE: _("after hospital"),
        OwedKind.REFERRAL: _("referral"),
        OwedKind.CARING: _("caring contact"),
        OwedKind.LOOK_BACK: _("look back"),
        OwedKind.AGAIN: _("in crisis again"),
    }[value]


def end(value: FollowUpEnd) -> str:
    """Return why a follow-up is not owed any more."""
    return {
        FollowUpEnd.ENGAGED: _("engaged in care"),
        FollowUpEnd.RISK_DOWN: _("risk is down"),
        FollowUpEnd.NOT_WANTED: _("no longer wanted"),
        FollowUpEnd.CARRIED_ON: _("carried on in a later case"),
        FollowUpEnd.UNREACHED: _("could not be reached"),
        FollowUpEnd.DIED: _("has died"),
    }[value]


def then(value: Then) -> str:
    """Return what comes next for somebody who was not reached."""
    return {
        Then.TRY: _("try again"),
        Then.CIRCLE: _("ask somebody of their circle, within the release"),
        Then.LEAD: _("decide with the lead: circle, or a welfare check"),
    }[value]


def unsafe(value: Unsafe) -> str:
    """Return what to look at before somebody is reached."""
    return {
        Unsafe.DO_NOT_CALL: _("DO NOT CALL: only by the way they agreed"),
        Unsafe.VIOLENCE_AT_HOME: _("violence at home: ask if it is safe to talk, leave no message"),
        Unsafe.NO_VOICEMAIL: _("leave no voicemail"),
        Unsafe.CODE_WORD: _("say the code word first"),
        Unsafe.CALL_ONLY: _("call only: no text, no message"),
        Unsafe.NO_NUMBER: _("no number is known"),
    }[value]


def frequency(value: Frequency) -> str:
    """Return how often somebody is contacted."""
    return {
        Frequency.TWICE_DAILY: _("twice a day"),
        Frequency.DAILY: _("every day"),
        Frequency.EVERY_2_DAYS: _("every 2 days"),
        Frequency.TWICE_WEEKLY: _("twice a week"),
        Frequency.WEEKLY: _("every week"),
        Frequency.EVERY_2_WEEKS: _("every 2 weeks"),
        Frequency.MONTHLY: _("every month"),
        Frequency.SESSIONS_ONLY: _("in sessions only"),
    }[value]


def review(value: ReviewOutcome) -> str:
    """Return what a review came to."""
    return {
        ReviewOutcome.KEEP: _("goes on"),
        ReviewOutcome.USUAL: _("back to usual"),
        ReviewOutcome.REPLACED: _("changed"),
    }[value]


def look_back() -> tuple[tuple[str, str], ...]:
    """Return what is asked of whoever looks back at a case, by name: the work, nobody's fault."""
    return (
        ("planned", _("What was planned")),
        ("happened", _("What happened")),
        ("why", _("Why")),
        ("keep", _("What to keep")),
        ("change", _("What to change, and who does it")),
    )


def given(value: GivenBy) -> str:
    """Return how a message was given."""
    return {
        GivenBy.PHONE: _("by phone"),
        GivenBy.SECURE_MESSAGE: _("by secure message"),
        GivenBy.CHART: _("in the chart"),
        GivenBy.IN_PERSON: _("in person"),
        GivenBy.NOT_GIVEN: _("not given"),
    }[value]


def caring(value: CaringOutcome) -> str:
    """Return what came of a caring contact."""
    return {
        CaringOutcome.SENT: _("sent"),
        CaringOutcome.NOT_SENT: _("could not be sent"),
        CaringOutcome.HELD_BACK: _("held back"),
    }[value]


def caring_end(value: CaringEnd) -> str:
    """Return why no more caring contacts are made."""
    return {
        CaringEnd.OPTED_OUT: _("they want none"),
        CaringEnd.UNSAFE: _("not safe for them"),
        CaringEnd.ALL_MADE: _("all were made"),
        CaringEnd.DIED: _("has died"),
        CaringEnd.LEFT: _("left the programme"),
    }[value]


def visit(value: VisitKind) -> str:
    """Return how somebody was seen."""
    return {
        VisitKind.OFFICE: _("in an office"),
        VisitKind.TELEHEALTH: _("by video"),
        VisitKind.TELEPHONE: _("by phone"),
        VisitKind.INTENSIVE: _("in our programme"),
        VisitKind.HOME: _("at home"),
        VisitKind.NO_PROVIDER: _("by somebody else"),
    }[value]


def uncounted(value: NotCounted) -> str:
    """Return why a visit does not count."""
    return {
        NotCounted.SAME_DAY: _("does not count: same day"),
        NotCounted.NO_PROVIDER: _("does not count: no mental-health provider"),
        NotCounted.BEFORE: _("does not count: before the discharge"),
        NotCounted.TOO_LATE: _("does not count: after day 30"),
    }[value]


def discharge_end(value: DischargeEnd) -> str:
    """Return why the dates after a discharge are not watched any more."""
    return {
        DischargeEnd.SEEN: _("seen"),
        DischargeEnd.READMITTED: _("in hospital again"),
        DischargeEnd.MOVED: _("moved away"),
        DischargeEnd.DECLINED: _("declined"),
        DischargeEnd.NOT_SEEN: _("was not seen in time"),
        DischargeEnd.DIED: _("has died"),
    }[value]


def referral(value: ReferralState) -> str:
    """Return how far a referral has come."""
    return {
        ReferralState.SENT: _("sent"),
        ReferralState.RECEIVED: _("received"),
        ReferralState.ACCEPTED: _("accepted"),
        ReferralState.SCHEDULED: _("appointment made"),
        ReferralState.ATTENDED: _("attended"),
        ReferralState.REPORTED: _("report back"),
        ReferralState.DECLINED: _("declined"),
        ReferralState.NO_SHOW: _("did not come"),
        ReferralState.CLOSED: _("closed"),
    }[value]


def refusal(reason: AfterLacks | NotFromHere) -> str:
    """Return what is missing before something can be written down."""
    if isinstance(reason, NotFromHere):
        words = _("This referral is “{here}”; from there it does not go to “{there}”.")
        here, there = ReferralState(reason.here), ReferralState(reason.there)
        return words.format(here=referral(here), there=referral(there))
    return {
        AfterPart.NEXT_OR_END: _("Say when you reach out again, or why it is not needed."),
        AfterPart.NEXT_IS_PAST: _("The next contact lies in the past. Choose a time to come."),
        AfterPart.END_DOES_NOT_FIT: _("That reason does not fit what came of the try."),
        AfterPart.TRIES_FIRST: _(
            "{n} tries are written down first; then a lead may end it as not reached."
        ).format(n=reason.tries),
        AfterPart.MORE_OFTEN: _("Choose more often than before."),
        AfterPart.REVIEW_DAY: _("Choose a later day on which somebody looks at it again."),
        AfterPart.WORDS: _("There is nothing written yet."),
        AfterPart.REASON: _("Say why, in a few words."),
        AfterPart.APPOINTMENT: _("Say when the appointment is."),
        AfterPart.IN_THE_FUTURE: _("That day has not come yet."),
        AfterPart.SAFE_CHECKED: _(
            "It may not be safe to reach them. Check the agreed way first, and tick it."
        ),
        AfterPart.OPTED_OUT: _("They wanted no caring contacts. Only begin if they agreed anew."),
        AfterPart.FACILITY: _("Say from which hospital."),
        AfterPart.TO_WHOM: _("Say to whom."),
        AfterPart.FIVE_PARTS: _("Write all five: planned, happened, why, keep, change."),
    }[reason.part]


def tried(event: e.FollowUpTried) -> Line:
    """Return the line for a try."""
    parts = [_("new safety concern")] if event.new_safety_concern else []
    if event.ended is not None:
        parts.append(end(event.ended))
    elif event.next_contact is not None:
        parts.append(_("next {when}").format(when=moment(event.next_contact)))
    outcome = labels.follow_up(event.outcome)
    return Line(_("Follow-up: {outcome}").format(outcome=outcome), " · ".join(parts))


def describe(event: e.AfterEvent) -> Line:
    """Return the line for ``event``."""
    match event:
        case e.FollowUpBegun():
            return Line(_("Follow-up call begun, in a case of its own"))
        case e.FollowUpEnded():
            return Line(_("Follow-up ended: {why}").format(why=end(event.why)))
        case e.LookBackOwed() | e.LookBackWritten():
            return _look_back(event)
        case e.FrequencyRaised() | e.FrequencyReviewed():
            return _frequency(event)
        case e.TeamMessageWritten():
            title = _("Message to the care team written; nobody has it yet")
            return Line(title, text_of(event.text))
        case e.TeamMessageGiven():
            title = _("Message to the care team: {how}").format(how=given(event.how))
            return Line(title, text_of(event.to))
        case e.CaringPlanned() | e.CaringTried() | e.CaringStopped():
            return _caring(event)
        case e.DischargeRecorded() | e.VisitRecorded() | e.DischargeClosed():
            return _discharge(event)
        case e.ReferralSent() | e.ReferralMoved():
            return _referral(event)
        case _:
            assert_never(event)


def _look_back(event: e.LookBackOwed | e.LookBackWritten) -> Line:
    match event:
        case e.LookBackOwed():
            due = _("by {when}").format(when=moment(event.due))
            return Line(_("A look back is owed, case {n}").format(n=event.number), due)
        case e.LookBackWritten():
            words = (event.planned, event.happened, event.why, event.keep, event.change)
            support = _("support was offered") if event.supported else ""
            parts = (*(text_of(one) for one in words), support)
            return Line(_("Looked back at the case"), " · ".join(part for part in parts if part))


def _frequency(event: e.FrequencyRaised | e.FrequencyReviewed) -> Line:
    match event:
        case e.FrequencyRaised():
            title = _("Contact raised: {was} → {now}")
            until = _("from {start}, looked at again {review}").format(
                start=day(event.start), review=day(event.review_on)
            )
            words = title.format(was=frequency(event.was), now=frequency(event.now))
            return Line(words, f"{until} · {text_of(event.reason)}")
        case e.FrequencyReviewed():
            title = _("Raised contact looked at: {outcome}").format(outcome=review(event.outcome))
            parts = [text_of(event.reason)]
            if event.review_on is not None:
                parts.append(_("again {day}").format(day=day(event.review_on)))
            return Line(title, " · ".join(parts))


def _caring(event: e.CaringPlanned | e.CaringTried | e.CaringStopped) -> Line:
    match event:
        case e.CaringPlanned():
            first = _("the first on {day}").format(day=day(event.due[0])) if event.due else ""
            return Line(_("Caring contacts begun: {n}").format(n=len(event.due)), first)
        case e.CaringTried():
            checked = _("safe to reach: checked") if event.checked else ""
            title = _("Caring contact {n}: {outcome}")
            return Line(title.format(n=event.number, outcome=caring(event.outcome)), checked)
        case e.CaringStopped():
            return Line(_("Caring contacts end: {why}").format(why=caring_end(event.why)))


def _discharge(event: e.DischargeRecorded | e.VisitRecorded | e.DischargeClosed) -> Line:
    match event:
        case e.DischargeRecorded():
            title = _("Left hospital on {day}").format(day=day(event.on))
            return Line(title, text_of(event.facility))
        case e.VisitRecorded():
            return Line(_("Seen on {day}").format(day=day(event.on)), visit(event.kind))
        case e.DischargeClosed():
            why = discharge_end(event.why)
            return Line(_("Dates after hospital end: {why}").format(why=why))


def _referral(event: e.ReferralSent | e.ReferralMoved) -> Line:
    match event:
        case e.ReferralSent():
            due = _("to be heard of by {when}").format(when=moment(event.due))
            asked = text_of(event.asked_for)
            return Line(
                _("Referred to {to}").format(to=text_of(event.to)),
                f"{asked} · {due}" if asked else due,
            )
        case e.ReferralMoved():
            parts = [text_of(event.reason)]
            if event.appointment is not None:
                parts.append(moment(event.appointment))
            if event.due is not None:
                parts.append(_("next by {when}").format(when=moment(event.due)))
            title = _("Referral: {state}").format(state=referral(event.state))
            return Line(title, " · ".join(part for part in parts if part))
