"""The psychiatric advance directive: what the client laid down for when they cannot decide."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DirectiveKind(StrEnum):
    """What a directive does."""

    INSTRUCTIONS = "instructions"
    PROXY = "proxy"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who decides in the client's place."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """What is known of a client's directive on ``recorded_on``.

    It usually takes effect when the client lacks capacity, and emergency staff keep their
    own authority over safety (mhanational.org; SAMHSA 2019).

    Attributes:
        exists: whether there is one; ``False`` when the client was asked and has none.
        state: the US state under whose law it was signed, two letters.
        medicines_yes, medicines_no: as the client wrote them; empty where it does not say.
        facility_yes, facility_no: where to be taken, and where not.
        calms: what helps them to calm down.
        may_be_told, not_told: who may, and who may not, be told.
        at_home: children, animals and whatever else somebody has to look after.
        revoked_on: the day on which the client took it back.
        sha256: of the scanned document, in hexadecimal; empty where there is none.
    """

    exists: bool
    recorded_on: date
    kind: DirectiveKind | None = None
    state: str = ""
    signed_on: date | None = None
    agent: Agent | None = None
    alternate: Agent | None = None
    medicines_yes: str = ""
    medicines_no: str = ""
    facility_yes: str = ""
    facility_no: str = ""
    calms: str = ""
    may_be_told: str = ""
    not_told: str = ""
    at_home: str = ""
    revoked_on: date | None = None
    sha256: str = ""

    def holds(self, today: date) -> bool:
        """Whether there is one that has not been taken back."""
        revoked = self.revoked_on is not None and self.revoked_on <= today
        return self.exists and not revoked
