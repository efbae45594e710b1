"""How long anything may wait.  Defaults; the settings may change each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from console.domain.care.after.rules import AfterRules
from console.domain.tier import Tier

ATTEMPT_COUNTS = timedelta(minutes=60)
"""How long "attempt in progress" excuses a gate; then it is asked again.  Our own default [D]."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """When a waiting case turns amber, and when red."""

    amber: timedelta
    red: timedelta


def _by_tier() -> Mapping[Tier, Ceiling]:
    return {
        Tier.IMMINENT: Ceiling(timedelta(seconds=10), timedelta(seconds=20)),
        Tier.HIGH: Ceiling(timedelta(seconds=25), timedelta(seconds=60)),
        Tier.MODERATE: Ceiling(timedelta(minutes=5), timedelta(minutes=10)),
        Tier.LOW: Ceiling(timedelta(minutes=10), timedelta(minutes=20)),
    }


@dataclass(frozen=True, slots=True)
class Limits:
    """Every threshold of the queue.

    Attributes:
        call: for ringing calls; 95 % are to be answered in 20 s (988 grants, NENA-STA-020.1).
        waiting: for everything else, by tier; a high text in under 25 s is our own goal.
        sound_again: after what wait the alert sounds again for a high case.
        ring_lead: after what wait the lead's station rings.
        show_on_call: after what wait the name and number on call are shown.
        lead_silent: after what silence of a called lead the clinician on call is paged (gate G2).
        last_tier_for: how long a high tier at the last landing lifts what arrives next.
        after: how often and how long we stay in touch after a landing.
    """

    call: Ceiling = Ceiling(timedelta(seconds=15), timedelta(seconds=20))
    waiting: Mapping[Tier, Ceiling] = field(default_factory=_by_tier)
    sound_again: timedelta = timedelta(seconds=20)
    ring_lead: timedelta = timedelta(seconds=45)
    show_on_call: timedelta = timedelta(seconds=120)
    last_tier_for: timedelta = timedelta(days=30)
    after: AfterRules = field(default_factory=AfterRules)
    lead_silent: timedelta = timedelta(seconds=60)
