"""The table ``[aftercare]`` of the settings, as the rules that it changes.

Every key is a whole number; what is not there keeps its default.  How soon to reach out after a
landing is no setting: the closing protocol says it, and a clinician approves that (decision 12).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from console.domain.care.after.referral import ReferralState
from console.domain.care.after.rules import AfterRules
from console.settings import Unusable

EDGES = {
    "referral_sent_h": ReferralState.SENT,
    "referral_received_h": ReferralState.RECEIVED,
    "referral_accepted_h": ReferralState.ACCEPTED,
    "referral_after_appointment_h": ReferralState.SCHEDULED,
    "referral_attended_h": ReferralState.ATTENDED,
    "referral_declined_h": ReferralState.DECLINED,
    "referral_no_show_h": ReferralState.NO_SHOW,
}
"""In hours: how long a referral may stand in each state."""

OTHERS = (
    "tries",
    "try_again_h",
    "try_again_low_h",
    "message_h",
    "look_back_h",
    "repeat_cases",
    "repeat_days",
)
"""Tries before others are asked; hours between them; for a message, a look back; repeats."""

KEYS = (*EDGES, *OTHERS)
LONGEST = 24 * 366
"""More hours than a year are a slip of the hand."""


def rules_of(said: Mapping[str, object]) -> AfterRules:
    """Return the rules that ``said`` asks for.

    Raises:
        Unusable: a key or a number that there cannot be; nobody is owed a call by a guess.
    """
    numbers = {key: _number(key, value) for key, value in said.items()}
    rules = AfterRules()
    edges = dict(rules.edges)
    for key, state in EDGES.items():
        if key in numbers:
            edges[state] = timedelta(hours=numbers[key])
    tries = numbers.get("tries", rules.soon.tries)
    soon = timedelta(hours=numbers["try_again_h"]) if "try_again_h" in numbers else None
    slow = timedelta(hours=numbers["try_again_low_h"]) if "try_again_low_h" in numbers else None
    days, back = numbers.get("repeat_days"), numbers.get("look_back_h")
    return replace(
        rules,
        edges=edges,
        soon=replace(rules.soon, tries=tries, again=soon or rules.soon.again),
        slow=replace(rules.slow, tries=tries, again=slow or rules.slow.again),
        message=timedelta(hours=numbers["message_h"]) if "message_h" in numbers else rules.message,
        look_back=timedelta(hours=back) if back is not None else rules.look_back,
        repeat=numbers.get("repeat_cases", rules.repeat),
        repeat_in=timedelta(days=days) if days is not None else rules.repeat_in,
    )


def _number(key: str, value: object) -> int:
    if key not in KEYS:
        raise Unusable(f"“{key}” in [aftercare] is not a setting. Known: {', '.join(KEYS)}.")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LONGEST:
        raise Unusable(f"“{key}” in [aftercare] should be a whole number above 0, not “{value}”.")
    return value
