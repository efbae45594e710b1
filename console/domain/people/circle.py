"""The circle of support: who may be told what about a client, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARN_BEFORE = timedelta(days=30)
"""How long before a consent ends the screen begins to say so (a default for the clinical lead)."""


class Scope(StrEnum):
    """What a release lets us say (45 CFR 164.508(c): a meaningful description of it)."""

    SAFETY_CONCERN = "safety_concern"
    LOCATION = "location"
    IN_CARE = "in_care"
    PLAN = "plan"
    MEDICINES = "medicines"
    SUBSTANCE_USE = "substance_use"


class ConsentState(StrEnum):
    """Whether a person of the circle may be told anything today."""

    GIVEN = "given"
    ENDS_SOON = "ends_soon"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody around the client, and the release that names them.

    Attributes:
        scope: what may be said; empty means that there is no release.
        do_not_contact: the client has said never, or they are suspected of violence.
    """

    name: str
    relation: str
    phones: tuple[str, ...] = ()
    scope: frozenset[Scope] = frozenset()
    starts: date | None = None
    expires: date | None = None
    revoked_on: date | None = None
    do_not_contact: bool = False
    note: str = ""

    def consent(self, today: date) -> ConsentState:
        """Return the state of the release on ``today``; the strictest rule wins."""
        if self.do_not_contact:
            return ConsentState.NEVER
        if not self.scope:
            return ConsentState.NONE
        if self.revoked_on is not None and self.revoked_on <= today:
            return ConsentState.REVOKED
        if self.starts is not None and today < self.starts:
            return ConsentState.NOT_YET
        if self.expires is None:
            return ConsentState.GIVEN
        if self.expires < today:
            return ConsentState.EXPIRED
        if self.expires - today <= WARN_BEFORE:
            return ConsentState.ENDS_SOON
        return ConsentState.GIVEN

    def may_be_told(self, today: date) -> bool:
        """Whether the release holds on ``today`` (gate G1, way (a))."""
        return self.consent(today) in {ConsentState.GIVEN, ConsentState.ENDS_SOON}
