"""When a protocol fits: conditions on a case, each small enough to be read aloud."""

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What a condition looks at.

    ``TIER`` the tier that a person has set; ``CONTACT`` the kind of the newest contact;
    ``ANSWER`` evidence given in the case; ``FLAG`` the client's record; ``LINE`` a call that
    was lost or rings; ``PLACE`` where the person is; ``FOLLOWUP`` what is owed to them.
    """

    TIER = "tier"
    CONTACT = "contact"
    ANSWER = "answer"
    FLAG = "flag"
    LINE = "line"
    PLACE = "place"
    FOLLOWUP = "followup"


LOST, RINGING, OTHER_STATE, DUE = "lost", "ringing", "other_state", "due"
"""What ``LINE``, ``PLACE`` and ``FOLLOWUP`` can say."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, written ``sign:what`` or ``answer:field=what``.

    Attributes:
        what: the tier, kind, code or flag that is wanted.
        field: the piece of evidence, for ``ANSWER`` only.
    """

    sign: Sign
    what: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.sign}:{self.field}={self.what}" if self.field else f"{self.sign}:{self.what}"


def condition(text: str) -> Condition | None:
    """Return the condition that ``text`` writes, or ``None`` if it is not one."""
    sign, colon, rest = text.partition(":")
    known = next((found for found in Sign if found == sign), None)
    if known is None or not colon or not rest.strip():
        return None
    if known is not Sign.ANSWER:
        return Condition(known, rest)
    field, equals, what = rest.partition("=")
    return Condition(known, what, field) if equals and field and what else None
