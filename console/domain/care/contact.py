"""A contact: one reach-in by one channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import ClientId, ContactId
from console.domain.instrument.answers import Caution
from console.domain.place.location import Location
from console.domain.private import Private
from console.domain.tier import Tier


class ContactKind(StrEnum):
    """How somebody, or something that watches over them, reached us."""

    CALL = "call"
    TEXT = "text"
    MESSAGE = "message"
    MOOD = "mood"
    MISSED_SESSION = "missed_session"
    ASSESSMENT = "assessment"
    THIRD_PARTY = "third_party"


class LineState(StrEnum):
    """Where a call is; other kinds are ``OPEN`` from the start."""

    RINGING = "ringing"
    OPEN = "open"
    ENDED = "ended"
    ABANDONED = "abandoned"
    DROPPED = "dropped"


class Rule(StrEnum):
    """The rule that put a contact where it stands in the queue; ``console.words`` says it."""

    CALL_WAITING = "call_waiting"
    TEXT_WAITING = "text_waiting"
    MESSAGE_WAITING = "message_waiting"
    THIRD_PARTY_WORRIED = "third_party_worried"
    CSSRS_INTENT = "cssrs_intent"
    CSSRS_RECENT_BEHAVIOUR = "cssrs_recent_behaviour"
    CSSRS_RECENCY_UNKNOWN = "cssrs_recency_unknown"
    CSSRS_METHOD = "cssrs_method"
    CSSRS_PAST_BEHAVIOUR = "cssrs_past_behaviour"
    CSSRS_IDEATION = "cssrs_ideation"
    ASQ_ACUTE = "asq_acute"
    ASQ_ACUITY_UNKNOWN = "asq_acuity_unknown"
    ASQ_POSITIVE = "asq_positive"
    PHQ9_ITEM9 = "phq9_item9"
    PHQ9_SEVERE = "phq9_severe"
    SCORE_RAISED = "score_raised"
    ANSWERS_UNSCORED = "answers_unscored"
    ANSWERS_LOW = "answers_low"
    MOOD_FALL = "mood_fall"
    MOOD_SILENT = "mood_silent"
    MOOD_LOW = "mood_low"
    SESSION_MISSED = "session_missed"
    LAST_TIER = "last_tier"
    CALL_DROPPED = "call_dropped"
    RAISED_BY_HAND = "raised_by_hand"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_CONCERN = "follow_up_concern"
    DANGER_SAID = "danger_said"


NO_VERDICT = frozenset(
    {
        Rule.CALL_WAITING,
        Rule.TEXT_WAITING,
        Rule.MESSAGE_WAITING,
        Rule.CALL_DROPPED,
        Rule.FOLLOW_UP,
    }
)
"""Rules that only say that somebody waits, or was lost; they order the queue and judge no risk."""

OURS = frozenset({Rule.FOLLOW_UP, Rule.FOLLOW_UP_CONCERN})
"""Contacts that we made: a follow-up call of ours, and what it brought to light."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a rule makes of a contact: a tier (never imminent) and its basis.

    Attributes:
        detail: the figures behind it, codes and numbers only, for example ``item 9 = 2``.
    """

    tier: Tier
    rule: Rule
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One reach-in, as far as it is known now.

    Attributes:
        said: what the message says, if there is one.
        phone: the number they called or wrote from, E.164, if known.
        entry: the number of the entry since which the suggestion weighs in this case: the
            arrival, the loss of the call, or the merge that brought it here.
        client: who it was said to come from, as it arrived.
        heard: whether the owner of its case has done anything since it arrived.
        instrument: ours that the filled form with it is; empty for none, and without a form.
        cautions: what is odd about that form.
        score: our own total of that form, where everything fits.
        band: what it came to, likewise.
        place: where its sender says that the person is: offered, and not taken by itself.
    """

    id: ContactId
    kind: ContactKind
    sender: str
    arrived: datetime
    line: LineState
    suggestion: Suggestion
    said: Private[str] | None = None
    phone: Private[str] | None = None
    call_id: str | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    entry: int = 0
    client: ClientId | None = None
    heard: bool = False
    instrument: str = ""
    cautions: tuple[Caution, ...] = ()
    score: int | None = None
    band: str | None = None
    place: Private[Location] | None = None
