"""How often and how long we stay in touch.  Defaults for the clinical lead.

Every figure is a setting (``console.wiring.aftercare``); how soon to reach out after a landing
is none of them, but stands in the closing protocol (decision 12).  An event carries the date
that was worked out when it was written, so a changed setting moves nothing that is owed already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from console.domain.care.after.referral import ReferralState
from console.domain.tier import Tier

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TryRule:
    """How often somebody who does not answer is tried before others are asked.

    Attributes:
        tries: how many tries are written down before the next thing is done.
        again: after what time the next one is due.
        then: how soon the next thing is due once all were made.
    """

    tries: int
    again: timedelta
    then: timedelta


def _edges() -> Mapping[ReferralState, timedelta]:
    return {
        ReferralState.SENT: DAY,
        ReferralState.RECEIVED: 3 * DAY,
        ReferralState.ACCEPTED: 7 * DAY,
        ReferralState.SCHEDULED: DAY,
        ReferralState.ATTENDED: 14 * DAY,
        ReferralState.DECLINED: DAY,
        ReferralState.NO_SHOW: DAY,
    }


@dataclass(frozen=True, slots=True)
class AfterRules:
    """Every figure of aftercare.

    Attributes:
        soon: tries for moderate and above: three on one day (VA practice; the spacing is ours).
        slow: tries for low: three in three days.
        edges: how long a referral may stand in each state (ours); ``SCHEDULED`` counts from
            the appointment.
        message: how soon what was written to the care team is given to them (ours).
        look_back: how soon somebody looks back at a hard case (P33; a default of the source).
        repeat: how many cases in ``repeat_in`` make a repeated crisis (ours).
    """

    soon: TryRule = TryRule(3, 2 * HOUR, HOUR)
    slow: TryRule = TryRule(3, DAY, DAY)
    edges: Mapping[ReferralState, timedelta] = field(default_factory=_edges)
    message: timedelta = DAY
    look_back: timedelta = 7 * DAY
    repeat: int = 2
    repeat_in: timedelta = timedelta(days=30)

    def trying(self, tier: Tier) -> TryRule:
        """Return how somebody at ``tier`` is tried."""
        return self.soon if tier >= Tier.MODERATE else self.slow
