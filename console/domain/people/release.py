"""How a release was given and taken back, and why somebody is never to be contacted."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a release lets us say (45 CFR 164.508(c): a meaningful description of it)."""

    SAFETY_CONCERN = "safety_concern"
    LOCATION = "location"
    IN_CARE = "in_care"
    PLAN = "plan"
    MEDICINES = "medicines"
    SUBSTANCE_USE = "substance_use"


class Channel(StrEnum):
    """A way in which somebody of the circle may be reached."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"


class Form(StrEnum):
    """What a release is written on."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Statement(StrEnum):
    """What the form has to tell whoever signs it (45 CFR 164.508(c)(2))."""

    REVOCATION = "revocation"
    CONDITIONING = "conditioning"
    REDISCLOSURE = "redisclosure"


class ReleasePart(StrEnum):
    """What a release needs before it counts (45 CFR 164.508(c)(1); 42 CFR 2.31(a))."""

    SCOPE = "scope"
    PURPOSE = "purpose"
    END = "end"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Paper:
    """What the form of a release says beside its scope and its dates.

    Attributes:
        channels: how the person may be reached; empty where the form does not say.
        hours: when, as the form says it.
        ends_when: the event with which it ends, where that is no date.
        signed_by: the client, or whoever signs for them, with ``authority`` to do so.
        sha256: of the scanned or electronic form, in hexadecimal; empty where there is none.
        discloser: who may tell, where that is not the whole programme.
        statements: what the form tells whoever signs it.
    """

    purpose: str = ""
    channels: frozenset[Channel] = frozenset()
    hours: str = ""
    ends_when: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    authority: str = ""
    form: Form | None = None
    sha256: str = ""
    discloser: str = ""
    statements: frozenset[Statement] = frozenset()


@dataclass(frozen=True, slots=True)
class Release:
    """A permission in writing to tell one person something (45 CFR 164.508(c); 42 CFR 2.31).

    Attributes:
        starts, expires: the first and the last day on which it holds.
    """

    scope: frozenset[Scope]
    starts: date | None = None
    expires: date | None = None
    paper: Paper = field(default_factory=Paper)

    def lacks(self) -> tuple[ReleasePart, ...]:
        """Return what it needs before it counts."""
        paper = self.paper
        there = {
            ReleasePart.SCOPE: self.scope,
            ReleasePart.PURPOSE: paper.purpose.strip(),
            ReleasePart.END: self.expires or paper.ends_when.strip(),
            ReleasePart.SIGNATURE: paper.signed_by.strip() and paper.signed_on,
        }
        return tuple(part for part, found in there.items() if not found)


class RevokedHow(StrEnum):
    """In what way a release was taken back."""

    ORALLY = "orally"
    IN_WRITING = "in_writing"
    IN_THE_CHART = "in_the_chart"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A release taken back.  It holds from the moment at which it is written down.

    Attributes:
        how: ``None`` once the words of the entry are erased.
        by: who took it back, in their own words or name.
        effective_from: the day from which they want it to count, where they named one.
        already_done: what was told in reliance on it before, which cannot be taken back.
    """

    at: datetime
    how: RevokedHow | None = None
    by: str = ""
    effective_from: date | None = None
    already_done: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Why somebody is never to be contacted, or why they may be again.

    Attributes:
        at: when it was last barred or lifted.
        lifted: whether it was lifted, for ``reason``.
    """

    at: datetime
    reason: str
    lifted: bool = False
