"""The next contact that was promised when a case landed, and every try to keep the promise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import CaseId, ClientId, StaffId
from console.domain.private import Private
from console.domain.tier import Tier


class FollowUpOutcome(StrEnum):
    """What came of one try (the codes of S6); a new safety concern is said beside it."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    UNABLE = "unable"
    WRONG_INFO = "wrong_info"
    DECLINED = "declined"
    REACHED_SUPPORTER = "reached_supporter"


class FollowUpEnd(StrEnum):
    """Why nothing is owed any more: the end rule, as a person gave it."""

    ENGAGED = "engaged"
    RISK_DOWN = "risk_down"
    NOT_WANTED = "not_wanted"
    CARRIED_ON = "carried_on"
    UNREACHED = "unreached"
    DIED = "died"


OUTCOME, CONCERN = "attempt.outcome", "safety_concern.new"
"""The fields in which a checklist writes down a try."""

ENDS = frozenset({FollowUpOutcome.REACHED, FollowUpOutcome.DECLINED})
"""Outcomes in which they themselves were spoken with; what follows is then agreed with them."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try to reach somebody, and what came of it."""

    at: datetime
    by: StaffId
    outcome: FollowUpOutcome
    concern: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """How somebody agreed to be reached again, as it was said in their case (gate G5).

    Attributes:
        number: the number that they gave, else the one that they called or wrote from.
        rule: the code of the agreed way, as the checklists offer it; empty if nobody asked.
        code_word: what to say first, so that they know it is us.
    """

    number: Private[str] | None = None
    rule: str = ""
    code_word: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A contact that is owed to somebody whose case has landed.

    Attributes:
        tier: at the end of the case.
        log: every try, oldest first.
        by: who closed the case, or tried last: whose it is to do.
        into: the open case in which the call is being made.
        agreed: how they agreed to be reached; of an unknown caller nothing else is known.
    """

    case: CaseId
    number: int
    client: ClientId | None
    due: datetime
    tier: Tier
    log: tuple[Try, ...] = ()
    by: StaffId | None = None
    into: CaseId | None = None
    agreed: Agreed = Agreed()

    @property
    def tries(self) -> int:
        """How often it was tried."""
        return len(self.log)
