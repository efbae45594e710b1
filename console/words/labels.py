"""One word or two for each value that a person meets."""

import re
from collections.abc import Iterable
from datetime import timedelta
from gettext import gettext as _

from console.domain.care.case import Ending, Lateness, NoNext, PlanLook, Rung
from console.domain.care.contact import ContactKind, LineState, Rule, Suggestion
from console.domain.care.disclosure import Basis
from console.domain.care.followup import FollowUpOutcome
from console.domain.care.landing import INCIDENT, OPERATOR
from console.domain.people.circle import ConsentState, Scope
from console.domain.people.client import Flag
from console.domain.people.plan import Part
from console.domain.people.staff import Role
from console.domain.place.facility import FacilityKind
from console.domain.place.location import Location, Source
from console.domain.place.whereabouts import Doubt
from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Mode
from console.domain.tier import Tier

KM = 1_000
SHAPES = {Tier.IMMINENT: "◆", Tier.HIGH: "▲", Tier.MODERATE: "●", Tier.LOW: "■"}
"""The shape of each tier: colour never stands alone."""


def tier(value: Tier) -> str:
    """Return the word for a tier."""
    return {
        Tier.IMMINENT: _("Imminent"),
        Tier.HIGH: _("High"),
        Tier.MODERATE: _("Moderate"),
        Tier.LOW: _("Low"),
    }[value]


def shaped(value: Tier) -> str:
    """Return a tier as shape and word."""
    return f"{SHAPES[value]} {tier(value)}"


def contact_kind(value: ContactKind) -> str:
    """Return the word for a kind of contact."""
    return {
        ContactKind.CALL: _("call"),
        ContactKind.TEXT: _("text"),
        ContactKind.MESSAGE: _("secure message"),
        ContactKind.MOOD: _("mood alert"),
        ContactKind.MISSED_SESSION: _("missed session"),
        ContactKind.ASSESSMENT: _("high-risk answer"),
        ContactKind.THIRD_PARTY: _("third party"),
    }[value]


def line(value: LineState) -> str:
    """Return where a call is."""
    return {
        LineState.RINGING: _("ringing"),
        LineState.OPEN: _("open"),
        LineState.ENDED: _("ended"),
        LineState.ABANDONED: _("hung up before an answer"),
        LineState.DROPPED: _("dropped"),
    }[value]


def rule(value: Rule) -> str:
    """Return what a rule saw."""
    return {
        Rule.CALL_WAITING: _("phone is ringing"),
        Rule.TEXT_WAITING: _("wrote to the line"),
        Rule.MESSAGE_WAITING: _("wrote in the portal"),
        Rule.THIRD_PARTY_WORRIED: _("somebody is worried"),
        Rule.CSSRS_INTENT: _("screener: intent, past month"),
        Rule.CSSRS_RECENT_BEHAVIOUR: _("screener: behaviour, past 3 months"),
        Rule.CSSRS_RECENCY_UNKNOWN: _("screener: behaviour, not known when"),
        Rule.CSSRS_METHOD: _("screener: method"),
        Rule.CSSRS_PAST_BEHAVIOUR: _("screener: behaviour, lifetime"),
        Rule.CSSRS_IDEATION: _("screener: thoughts"),
        Rule.ASQ_ACUTE: _("ASQ: thoughts right now"),
        Rule.ASQ_ACUITY_UNKNOWN: _("ASQ: positive, not said whether right now"),
        Rule.ASQ_POSITIVE: _("ASQ: positive"),
        Rule.PHQ9_ITEM9: _("PHQ-9: thoughts of death"),
        Rule.PHQ9_SEVERE: _("PHQ-9: severe"),
        Rule.SCORE_RAISED: _("questionnaire over its cut-off"),
        Rule.ANSWERS_UNSCORED: _("answers could not be scored, look at them"),
        Rule.ANSWERS_LOW: _("answers in, nothing raised"),
        Rule.MOOD_FALL: _("mood fell"),
        Rule.MOOD_SILENT: _("tracker silent"),
        Rule.MOOD_LOW: _("mood low"),
        Rule.SESSION_MISSED: _("did not come to the session"),
        Rule.LAST_TIER: _("was at high risk lately"),
        Rule.CALL_DROPPED: _("call was lost"),
        Rule.RAISED_BY_HAND: _("raised by hand"),
        Rule.FOLLOW_UP: _("follow-up call of ours"),
        Rule.FOLLOW_UP_CONCERN: _("new safety concern at a follow-up"),
        Rule.DANGER_SAID: _("checklist: danger now"),
    }[value]


def reason(value: Suggestion) -> str:
    """Return the rule that fired together with its figures."""
    if not value.detail:
        return rule(value.rule)
    figures = re.sub(r"(?<!\w)-(?=\d)", "\N{MINUS SIGN}", value.detail)
    return f"{rule(value.rule)} · {figures}"


def role(value: Role) -> str:
    """Return the word for a role."""
    return {
        Role.COUNSELLOR: _("counsellor"),
        Role.SHIFT_LEAD: _("shift lead"),
        Role.CLINICIAN_ON_CALL: _("clinician on call"),
        Role.CLINICAL_LEAD: _("clinical lead"),
        Role.ADMINISTRATOR: _("administrator"),
    }[value]


def lateness(value: Lateness) -> str:
    """Return how late a case is, in words."""
    return {
        Lateness.IN_TIME: _("in time"),
        Lateness.AMBER: _("late"),
        Lateness.RED: _("very late"),
    }[value]


def rung(value: Rung) -> str:
    """Return how far a call for somebody has climbed."""
    return {
        Rung.SOUND: _("alert sounded again"),
        Rung.LEAD: _("lead's station rang"),
        Rung.ON_CALL: _("on-call name and number shown"),
    }[value]


def ending(value: Ending) -> str:
    """Return how a case ended."""
    return {
        Ending.RESOLVED_PLAN: _("settled with a safety plan"),
        Ending.RESOLVED_INFO: _("settled with information"),
        Ending.VOLUNTARY_ED: _("went to an emergency department by choice"),
        Ending.VOLUNTARY_CRISIS_CENTRE: _("went to a crisis centre by choice"),
        Ending.MOBILE_CRISIS: _("mobile crisis team took over"),
        Ending.EMS_MEDICAL: _("EMS took over"),
        Ending.ACTIVE_RESCUE_CONSENTED: _("rescue with consent"),
        Ending.ACTIVE_RESCUE_INVOLUNTARY: _("rescue against their will"),
        Ending.POLICE_WELFARE_CHECK: _("police welfare check"),
        Ending.CLINICIAN_TOOK_OVER: _("clinician took over"),
        Ending.HANDOFF_988: _("handed to 988"),
        Ending.HANDOFF_OTHER: _("handed to another service"),
        Ending.POISON_CENTRE: _("poison centre"),
        Ending.SUPPORT_PERSON_TOOK_OVER: _("support person is with them"),
        Ending.REFERRED: _("referred"),
        Ending.UNREACHED_CLOSED: _("could not be reached"),
        Ending.CLIENT_ENDED: _("client ended the contact"),
        Ending.NO_RISK_ENDED: _("no risk found"),
        Ending.ABUSIVE_ENDED: _("ended: abusive"),
        Ending.SILENT: _("silent call"),
        Ending.MISDIAL: _("wrong number"),
        Ending.TEST_DRILL: _("test or drill"),
    }[value]


def plan_look(value: PlanLook) -> str:
    """Return what came of the safety plan."""
    return {
        PlanLook.USED: _("used"),
        PlanLook.REVIEWED: _("looked at"),
        PlanLook.MADE: _("made"),
        PlanLook.DECLINED: _("declined"),
        PlanLook.NOT_POSSIBLE: _("not possible"),
    }[value]


def no_next(value: NoNext) -> str:
    """Return why no next contact is agreed."""
    return {
        NoNext.CLIENT_DECLINED: _("client declined"),
        NoNext.WITH_OTHERS: _("others look after them"),
        NoNext.UNKNOWN_CALLER: _("caller unknown"),
        NoNext.NO_RISK: _("no risk"),
    }[value]


def skip(value: SkipCode) -> str:
    """Return why a step was skipped."""
    return {
        SkipCode.NO_TIME: _("no time"),
        SkipCode.UNSAFE_TO_ASK: _("not safe to ask"),
        SkipCode.CLIENT_DECLINED: _("client declined"),
        SkipCode.ALREADY_KNOWN: _("already known"),
        SkipCode.NOT_APPLICABLE: _("does not apply"),
        SkipCode.SOMEONE_ELSE_DOES: _("somebody else does it"),
    }[value]


def mode(value: Mode) -> str:
    """Return how a checklist is worked."""
    return {Mode.READ_DO: _("READ and DO"), Mode.DO_CONFIRM: _("DO, then CONFIRM")}[value]


def follow_up(value: FollowUpOutcome) -> str:
    """Return what came of a try."""
    return {
        FollowUpOutcome.REACHED: _("reached"),
        FollowUpOutcome.NO_ANSWER: _("no answer"),
        FollowUpOutcome.MESSAGE_LEFT: _("message left"),
        FollowUpOutcome.UNABLE: _("could not be tried"),
        FollowUpOutcome.WRONG_INFO: _("number is wrong"),
        FollowUpOutcome.DECLINED: _("declined"),
        FollowUpOutcome.REACHED_SUPPORTER: _("reached a support person"),
    }[value]


def consent(value: ConsentState) -> str:
    """Return the state of a release."""
    return {
        ConsentState.GIVEN: _("may be told"),
        ConsentState.ENDS_SOON: _("may be told, ends soon"),
        ConsentState.NOT_YET: _("release not begun"),
        ConsentState.EXPIRED: _("release has expired"),
        ConsentState.REVOKED: _("release was revoked"),
        ConsentState.NONE: _("no release"),
        ConsentState.NEVER: _("never contact"),
    }[value]


def scope(value: Scope) -> str:
    """Return what may be said."""
    return {
        Scope.SAFETY_CONCERN: _("safety"),
        Scope.LOCATION: _("location"),
        Scope.IN_CARE: _("that they are in care"),
        Scope.PLAN: _("safety plan"),
        Scope.MEDICINES: _("medicines"),
        Scope.SUBSTANCE_USE: _("substance use"),
    }[value]


def flag(value: Flag) -> str:
    """Return what a flag warns of."""
    return {
        Flag.WEAPONS: _("weapons"),
        Flag.DOMESTIC_VIOLENCE: _("domestic violence"),
        Flag.PART2: _("SUD record: Part 2"),
        Flag.MINOR: _("minor"),
        Flag.DO_NOT_CALL: _("do not call"),
        Flag.PAST_ATTEMPT: _("past attempt"),
        Flag.INTERPRETER: _("interpreter"),
    }[value]


def part(value: Part) -> str:
    """Return the heading of a part of the safety plan."""
    return {
        Part.SIGNS: _("Signs"),
        Part.ALONE: _("Alone"),
        Part.DISTRACT: _("People who distract"),
        Part.PEOPLE: _("Ask for help"),
        Part.PROFESSIONALS: _("Professionals"),
        Part.SAFER: _("Make safer"),
        Part.LIVES_FOR: _("Lives for"),
    }[value]


def facility(value: FacilityKind) -> str:
    """Return the word for a sort of help."""
    return {
        FacilityKind.HOSPITAL: _("hospital"),
        FacilityKind.EMS: _("EMS"),
        FacilityKind.PSAP: _("911 centre"),
        FacilityKind.MOBILE_CRISIS: _("mobile crisis team"),
        FacilityKind.CRISIS_CENTRE: _("crisis centre"),
        FacilityKind.SHERIFF: _("sheriff"),
        FacilityKind.WARNING_POINT: _("state warning point"),
        FacilityKind.RELAY: _("relay service"),
    }[value]


def place(where: Location) -> str:
    """Return where somebody is said to be: the words of it, else the point."""
    words = ", ".join(part for part in (where.address, where.city, where.state) if part)
    if words or where.at is None:
        return words
    return f"{where.at.lat:.5f}, {where.at.lon:.5f}"


def dispatch_fact(field: str) -> str:
    """Return what has to be known of every dispatch, by the id of its field."""
    return {
        INCIDENT: _("incident number"),
        OPERATOR: _("who took it"),
    }.get(field, field)


def still_open(fields: Iterable[str]) -> str:
    """Return which facts of a dispatch nobody has written down yet."""
    named = ", ".join(dispatch_fact(field) for field in fields)
    return _("still open: {facts}").format(facts=named)


def within(error_m: float | None) -> str:
    """Return how far off a point may be, in words; empty where nobody said."""
    if not error_m:
        return ""
    if error_m >= KM:
        return _("within {km:.0f} km").format(km=error_m / KM)
    return _("within {m:.0f} m").format(m=error_m)


def doubt(value: Doubt, error_m: float | None) -> str:
    """Return why a location may not bring anybody to the door, and what to ask."""
    return {
        Doubt.NO_POINT: _("not on the map"),
        Doubt.WIDE: _("{within}: ask for street and number").format(within=within(error_m)),
        Doubt.MOVING: _("moving"),
    }[value]


def source(value: Source) -> str:
    """Return who says where somebody is."""
    return {
        Source.SAID: _("said by client"),
        Source.ON_FILE: _("on file"),
        Source.DEVICE: _("from their device"),
        Source.CONTACT: _("said by a contact"),
        Source.CARRIER: _("from the carrier"),
    }[value]


def basis(code: str) -> str:
    """Return a legal basis with the rule that it stands in."""
    named = {
        Basis.TREATMENT: _("treatment, 45 CFR 164.506"),
        Basis.AUTHORIZATION: _("signed release, 45 CFR 164.508"),
        Basis.AGREED_510B: _("agreed, 45 CFR 164.510(b)"),
        Basis.EMERGENCY_510B: _("emergency, 45 CFR 164.510(b)"),
        Basis.THREAT_512J: _("serious threat, 45 CFR 164.512(j)"),
        Basis.LAW_ENFORCEMENT_512F: _("law enforcement, 45 CFR 164.512(f)"),
        Basis.ABUSE_REPORT_512B: _("abuse report, 45 CFR 164.512(b)"),
        Basis.PART2_EMERGENCY: _("medical emergency, 42 CFR 2.51"),
        Basis.PART2_CONSENT: _("consent, 42 CFR 2.31"),
        Basis.REQUIRED_BY_LAW: _("required by law"),
        Basis.NONE: _("no basis: should not have been told"),
    }
    return next((name for basis, name in named.items() if basis == code), code)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock(span: timedelta) -> str:
    """Return a running time as m:ss, or h:mm:ss from an hour on."""
    seconds = max(int(span.total_seconds()), 0)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def age(span: timedelta) -> str:
    """Return how old something is, in its largest sensible unit."""
    if span < MINUTE:
        return _("just now")
    if span < HOUR:
        return _("{n} min").format(n=int(span / MINUTE))
    if span < DAY:
        return _("{n} h").format(n=int(span / HOUR))
    return _("{n} d").format(n=span.days)


def phone(number: str) -> str:
    """Return an E.164 number as people read it here: +1 614 555 0178."""
    if number.startswith("+1") and len(number) == len("+16145550178"):
        return f"+1 {number[2:5]} {number[5:8]} {number[8:]}"
    return number
