"""How great the risk is: suggested by a rule, set by a person."""

from enum import IntEnum


class Tier(IntEnum):
    """The four tiers; a greater number is a greater risk.

    ``IMMINENT`` is never the result of a rule: a person declares it, with two reasons.
    """

    LOW = 1
    MODERATE = 2
    HIGH = 3
    IMMINENT = 4
