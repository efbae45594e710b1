"""A case: one person's open crisis, from the first contact to a verified landing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from console.domain.care.assessment import Assessment, newest
from console.domain.care.contact import (
    NO_VERDICT,
    Contact,
    ContactKind,
    LineState,
    Rule,
    Suggestion,
)
from console.domain.care.danger import Danger
from console.domain.care.duties import Duties
from console.domain.care.followup import Agreed, Try
from console.domain.ids import CaseId, ClientId, EscalationId, InstrumentId, StaffId
from console.domain.people.circle import OralAgreement
from console.domain.people.plan import Part, Tick
from console.domain.place.fallback import Tried
from console.domain.place.location import Placed
from console.domain.place.returned import Offered
from console.domain.private import Private
from console.domain.protocol.escalation import Answered, Escalation
from console.domain.tier import Tier


class Lateness(IntEnum):
    """How far past its ceiling a waiting case is."""

    IN_TIME = 0
    AMBER = 1
    RED = 2


class Rung(IntEnum):
    """How far the call for somebody to take a case has climbed."""

    SOUND = 1
    LEAD = 2
    ON_CALL = 3


class Ending(StrEnum):
    """How a case ended (the list of ``CONTENT.md``, P32; our own codes)."""

    RESOLVED_PLAN = "resolved_plan"
    RESOLVED_INFO = "resolved_info"
    VOLUNTARY_ED = "voluntary_ed"
    VOLUNTARY_CRISIS_CENTRE = "voluntary_crisis_centre"
    MOBILE_CRISIS = "mobile_crisis"
    EMS_MEDICAL = "ems_medical"
    ACTIVE_RESCUE_CONSENTED = "active_rescue_consented"
    ACTIVE_RESCUE_INVOLUNTARY = "active_rescue_involuntary"
    POLICE_WELFARE_CHECK = "police_welfare_check"
    CLINICIAN_TOOK_OVER = "clinician_took_over"
    HANDOFF_988 = "handoff_988"
    HANDOFF_OTHER = "handoff_other"
    POISON_CENTRE = "poison_centre"
    SUPPORT_PERSON_TOOK_OVER = "support_person_took_over"
    REFERRED = "referred"
    UNREACHED_CLOSED = "unreached_closed"
    CLIENT_ENDED = "client_ended"
    NO_RISK_ENDED = "no_risk_ended"
    ABUSIVE_ENDED = "abusive_ended"
    SILENT = "silent"
    MISDIAL = "misdial"
    TEST_DRILL = "test_drill"


class PlanLook(StrEnum):
    """What came of the safety plan in this case."""

    USED = "used"
    REVIEWED = "reviewed"
    MADE = "made"
    DECLINED = "declined"
    NOT_POSSIBLE = "not_possible"


class NoNext(StrEnum):
    """Why no next contact is agreed."""

    CLIENT_DECLINED = "client_declined"
    WITH_OTHERS = "with_others"
    UNKNOWN_CALLER = "unknown_caller"
    NO_RISK = "no_risk"


@dataclass(frozen=True, slots=True)
class Landing:
    """Who has the person now, and when we hear from them next.

    Attributes:
        responders_confirmed: ``None`` when nobody was sent.
        next_contact: when we reach out again, or ``None`` with a reason in ``no_next``.
        tier_at_start: as a person first set it, else as the first contact suggested.
    """

    ending: Ending
    tier_at_end: Tier
    plan: PlanLook
    responders_confirmed: bool | None = None
    next_contact: datetime | None = None
    no_next: NoNext | None = None
    who_has_them: Private[str] | None = None
    tier_at_start: Tier | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A tier as a person set it, with what the rule had suggested.

    Attributes:
        entry: the number of its entry; contacts with a greater number came later.
    """

    tier: Tier
    at: datetime
    by: StaffId
    suggested: Tier | None
    reasons: tuple[Private[str], ...]
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the queue that a person gave, against the rule."""

    tier: Tier
    at: datetime
    by: StaffId
    reason: Private[str]
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something a member of staff wrote down."""

    at: datetime
    by: StaffId
    text: Private[str]


NUMBER, WAY, CODE_WORD = "callback.number", "callback.rule", "callback.code"
"""The fields in which the checklists write down how somebody is reached again."""

_LOST = frozenset({LineState.DROPPED, LineState.ABANDONED})
_WRITTEN = frozenset({ContactKind.TEXT, ContactKind.MESSAGE})


def reached(contact: Contact) -> bool:
    """Whether we heard from the person by it: they wrote, or somebody spoke with them."""
    return contact.kind in _WRITTEN or contact.answered_at is not None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known of one open crisis.

    Attributes:
        number: what people call the case: the number of its first entry in the journal.
        owner: who took it; while ``None``, the lead on shift answers for it.
        heard: the entry in which somebody last picked it up; a call lost later is unheard.
        answers: the newest evidence of each field, over all protocols of the case.
        help_answered_in: the entry in which a lead came last.
        peak: the highest tier that a person has ever set.
        ticks: the lines of the safety plan that were tried, in the order in which they were.
        duties: what stands open beside the checklists.
        oral: to whom being told the client agreed or objected here, the newest last.
        first_tier: the tier that a person set first, before the closing list.
        tries: every try to reach them that was written down while the case was open.
        assessments: every instrument that was scored here, the newest last.
        dangers: every answer to a checklist that says danger, the newest last.
        returned: what a 911 centre sent back, the newest last: offered, and no answer.
        instead: who was called when the 911 centre was not known or did not answer.
    """

    id: CaseId
    number: int
    opened_at: datetime
    client: ClientId | None = None
    contacts: tuple[Contact, ...] = ()
    owner: StaffId | None = None
    taken_at: datetime | None = None
    first_taken_at: datetime | None = None
    waiting_since: datetime | None = None
    tier: Rating | None = None
    ranked: Ranked | None = None
    lateness: Lateness = Lateness.IN_TIME
    rung: Rung | None = None
    place: Placed | None = None
    escalations: tuple[Escalation, ...] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    ticks: tuple[Tick, ...] = ()
    oral: tuple[OralAgreement, ...] = ()
    help_asked_at: datetime | None = None
    help_answered_by: StaffId | None = None
    heard: int = 0
    help_answered_in: int = 0
    peak: Tier = Tier.LOW
    first_tier: Rating | None = None
    tries: tuple[Try, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    duties: Duties = field(default_factory=Duties)
    dangers: tuple[Danger, ...] = ()
    returned: tuple[Offered, ...] = ()
    instead: tuple[Tried, ...] = ()

    @property
    def used(self) -> frozenset[tuple[Part, int]]:
        """The lines of the safety plan that were tried: part, and place in it."""
        return frozenset((tick.part, tick.item) for tick in self.ticks)

    @property
    def suggestion(self) -> Suggestion:
        """The gravest of what arrived, was scored last or answered; of equals, the first."""
        arrived = (contact.suggestion for contact in self.contacts)
        scored = (one.suggestion for one in self.newest if one.suggestion is not None)
        said = (one.suggestion for one in self.dangers)
        return max((*arrived, *scored, *said), key=lambda s: s.tier)

    @property
    def newest(self) -> tuple[Assessment, ...]:
        """What was scored last with each instrument."""
        return newest(self.assessments)

    def assessed(self, instrument: InstrumentId) -> Assessment | None:
        """Return what ``instrument`` came to when it was scored last."""
        return next((one for one in self.newest if one.instrument == instrument), None)

    @property
    def tier_at_start(self) -> Tier:
        """How high it was at first: a person's first word, else what the first contact said."""
        if self.first_tier is not None:
            return self.first_tier.tier
        first = min(self.contacts, key=lambda contact: (contact.arrived, contact.id))
        return first.suggestion.tier

    @property
    def agreed(self) -> Agreed:
        """How they agreed to be reached again, as far as it was said."""
        said = {
            name: self.answers[field].value
            for name, field in (("number", NUMBER), ("rule", WAY), ("word", CODE_WORD))
            if field in self.answers
        }
        phones = [contact.phone for contact in self.contacts if contact.phone is not None]
        number = said["number"].text if "number" in said else None
        if number is None or not number.value:
            number = phones[-1] if phones else number
        rule = said["rule"].code or "" if "rule" in said else ""
        return Agreed(number, rule, said["word"].text if "word" in said else None)

    @property
    def live(self) -> Contact | None:
        """The call that somebody is on now, if there is one."""
        states = {LineState.OPEN, LineState.RINGING}
        calls = (c for c in reversed(self.contacts) if c.call_id and c.line in states)
        return next(calls, None)

    @property
    def rank(self) -> Tier:
        """The tier that the queue goes by: a person's word, until something graver arrives.

        What was scored lower again moves nobody down: that takes a person's word.
        """
        word = self.word
        after = word.entry if word is not None else -1
        held = [word.tier] if word is not None else []
        held += [c.suggestion.tier for c in self.contacts if c.entry > after]
        scored = (one for one in (*self.newest, *self._finished) if one.entry > after)
        held += [one.suggestion.tier for one in scored if one.suggestion is not None]
        held += [one.suggestion.tier for one in self.dangers if one.entry > after]
        return max(held)

    @property
    def word(self) -> Ranked | Rating | None:
        """What a person last said of its height, if anybody did."""
        return self.ranked or self.tier

    @property
    def verdict(self) -> Tier:
        """The gravest tier that a rule found in what arrived, was scored or was answered, or low.

        What was scored again does not take back what was found before: that takes a lead.  A
        form that was not asked to its end has found nothing.
        """
        arrived = (c.suggestion for c in self.contacts if c.suggestion.rule not in NO_VERDICT)
        scored = (one.suggestion for one in self._finished if one.suggestion is not None)
        said = (one.suggestion for one in self.dangers)
        return max((one.tier for one in (*arrived, *scored, *said)), default=Tier.LOW)

    def found_above(self, tier: Tier) -> int:
        """Return the newest entry in which a rule found more than ``tier``; 0 where none did."""
        judged = (c for c in self.contacts if c.suggestion.rule not in NO_VERDICT)
        found = [(c.entry, c.suggestion) for c in judged]
        found += [(one.entry, one.suggestion) for one in self._finished if one.suggestion]
        found += [(one.entry, one.suggestion) for one in self.dangers]
        return max((entry for entry, said in found if said.tier > tier), default=0)

    @property
    def _finished(self) -> tuple[Assessment, ...]:
        """Every scoring that suggests something, without the forms that nobody finished."""
        return tuple(
            one
            for one in self.assessments
            if one.suggestion is not None and one.suggestion.rule is not Rule.ANSWERS_UNSCORED
        )

    @property
    def ringing(self) -> tuple[Contact, ...]:
        """The calls that nobody has picked up yet."""
        return tuple(c for c in self.contacts if c.line is LineState.RINGING)

    @property
    def lost(self) -> Contact | None:
        """The call that broke off, or was given up, and that nobody has picked up again.

        Whoever owns the case picks it up by taking it once more; it is found again
        when they write, or when a later call of theirs is answered.
        """
        gone = (c for c in reversed(self.contacts) if c.line in _LOST and c.ended_at is not None)
        last = next(gone, None)
        if last is None or self.heard > last.entry:
            return None
        back = any(c.entry > last.entry and reached(c) for c in self.contacts)
        return None if back else last

    def escalation(self, run: EscalationId) -> Escalation | None:
        """Return the run known by ``run``."""
        return next((found for found in self.escalations if found.id == run), None)


_OVER = frozenset({LineState.ENDED, LineState.ABANDONED, LineState.DROPPED})


def unheard(case: Case) -> tuple[Contact, ...]:
    """Return the contacts that nobody who has the case has turned to yet, oldest first.

    A phone that rings; a call that was lost; and whatever has arrived since the owner last
    did something in the case.  A call that was answered has been heard.
    """
    return tuple(c for c in case.contacts if c in {case.lost, *case.ringing} or _unread(c))


def _unread(contact: Contact) -> bool:
    if contact.kind is ContactKind.CALL and (contact.answered_at or contact.line in _OVER):
        return False
    return not contact.heard
