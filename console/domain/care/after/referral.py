"""A referral, from the letter that goes out to the report that comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from console.domain.ids import CaseId, ReferralId, StaffId
from console.domain.private import Private


class ReferralState(StrEnum):
    """How far a referral has come; only ``REPORTED`` and ``CLOSED`` end it."""

    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    ATTENDED = "attended"
    REPORTED = "reported"
    DECLINED = "declined"
    NO_SHOW = "no_show"
    CLOSED = "closed"


S = ReferralState
ROAD = (S.SENT, S.RECEIVED, S.ACCEPTED, S.SCHEDULED, S.ATTENDED, S.REPORTED)
"""The way a referral goes; it may leave out what nobody told us of, and never goes back."""

ENDED = frozenset({S.REPORTED, S.CLOSED})
"""States in which nothing is owed any more."""

NEEDS_REASON = frozenset({S.DECLINED, S.CLOSED})
"""What is not done without saying why."""

ASIDE: Mapping[ReferralState, frozenset[ReferralState]] = {
    S.SENT: frozenset({S.DECLINED, S.CLOSED}),
    S.RECEIVED: frozenset({S.DECLINED, S.CLOSED}),
    S.ACCEPTED: frozenset({S.DECLINED, S.CLOSED}),
    S.SCHEDULED: frozenset({S.SCHEDULED, S.NO_SHOW, S.DECLINED, S.CLOSED}),
    S.ATTENDED: frozenset({S.CLOSED}),
    S.DECLINED: frozenset({S.ACCEPTED, S.SCHEDULED, S.CLOSED}),
    S.NO_SHOW: frozenset({S.SCHEDULED, S.DECLINED, S.CLOSED}),
}
"""Where a referral may go beside the road.

Somebody who was declined, or did not come, is without the care they were sent to: that stays
owed until there is a new appointment, or somebody closes it with a reason.
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """One step of a referral, by whom and when."""

    state: ReferralState
    at: datetime
    by: StaffId
    reason: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral of a client.

    Attributes:
        to: the service, as a person would write it.
        asked_for: what it is asked to do.
        due: by when its next step is to be heard of.
        appointment: when the client is expected there, once that is known.
        steps: all of them, the newest last.
        case: the case that it came out of, if there was one.
    """

    id: ReferralId
    to: Private[str]
    asked_for: Private[str]
    due: datetime
    steps: tuple[Moved, ...]
    appointment: datetime | None = None
    case: CaseId | None = None

    @property
    def state(self) -> ReferralState:
        """How far it has come."""
        return self.steps[-1].state

    @property
    def over(self) -> bool:
        """Whether nothing is owed for it any more."""
        return self.state in ENDED

    def may(self) -> tuple[ReferralState, ...]:
        """Return where it may go from here, the likeliest first."""
        here = self.state
        ahead = ROAD[ROAD.index(here) + 1 :] if here in ROAD else ()
        aside = ASIDE.get(here, frozenset())
        return (*ahead, *(state for state in ReferralState if state in aside))

    def moved(self, step: Moved, due: datetime | None, appointment: datetime | None) -> "Referral":
        """Return the referral one step on."""
        return replace(
            self,
            steps=(*self.steps, step),
            due=due or self.due,
            appointment=appointment or self.appointment,
        )
