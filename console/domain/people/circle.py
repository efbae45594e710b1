"""The circle of support: who may be told what about a client, and until when."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from console.domain.ids import StaffId
from console.domain.people.release import Bar, Paper, Release, Revocation, Scope
from console.domain.private import Private

__all__ = [
    "VERIFY_EVERY",
    "WARN_BEFORE",
    "ConsentState",
    "Oral",
    "OralAgreement",
    "Scope",
    "Supporter",
    "means",
    "places",
    "words_of",
]

WARN_BEFORE = timedelta(days=30)
"""How long before a consent ends the screen begins to say so (a default for the clinical lead)."""

VERIFY_EVERY = timedelta(days=90)
"""How often number and release are asked for again (a default for the clinical lead)."""


class ConsentState(StrEnum):
    """Whether a person of the circle may be told anything today."""

    GIVEN = "given"
    ENDS_SOON = "ends_soon"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"
    NEVER = "never"


class Oral(StrEnum):
    """What a client said, without a signature, to somebody being told (45 CFR 164.510(b)).

    Inferred from the circumstances, or judged to be in their best interest while they are
    away, incapacitated or in an emergency, are judgements of whoever writes them down.
    ``OBJECTED`` is the no to which the law asks that they have a chance.
    """

    AGREED = "agreed"
    NO_OBJECTION = "no_objection"
    INFERRED = "inferred"
    EMERGENCY_BEST_INTEREST = "emergency_best_interest"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class OralAgreement:
    """One agreement, or objection, in one case; only what was agreed to now counts.

    Attributes:
        said: what was said, or what the judgement rests on.
    """

    who: Private[str]
    kind: Oral
    said: Private[str]
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody around the client, and the release that names them.

    A name stands once in a circle: it is what a person is known by.

    Attributes:
        scope: what may be said; empty means that there is no release.
        revoked_on: the day from which the release no longer counts.
        do_not_contact: the client has said never.
        dv_suspect: suspected of violence against the client: barred like ``do_not_contact``.
        paper: the form of the release; ``None`` where only its scope and dates are on file.
        revocation: how it was taken back; ``None`` where only the day is on file.
        bar: why they are barred, or are no longer; ``None`` where no reason is on file.
        verified_on: when number and release were last asked for again.
        lives_with: whether they share the client's home; ``None`` when nobody has asked.
        has_keys: whether they can open the client's door; ``None`` when nobody has asked.
        prefers: what the client would want them to be told, in the client's words.
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
    dv_suspect: bool = False
    paper: Paper | None = None
    revocation: Revocation | None = None
    bar: Bar | None = None
    verified_on: date | None = None
    lives_with: bool | None = None
    minutes_away: int | None = None
    languages: tuple[str, ...] = ()
    has_keys: bool | None = None
    prefers: str = ""

    @property
    def barred(self) -> bool:
        """Whether they are never to be contacted, whatever was signed (gate G1)."""
        return self.do_not_contact or self.dv_suspect

    @property
    def release(self) -> Release | None:
        """The release that names them, in force or not."""
        if not self.scope:
            return None
        return Release(self.scope, self.starts, self.expires, self.paper or Paper())

    def consent(self, today: date) -> ConsentState:
        """Return the state of the release on ``today``; the strictest rule wins."""
        if self.barred:
            return ConsentState.NEVER
        if not self.scope:
            return ConsentState.NONE
        taken_back = self.revoked_on is not None and self.revoked_on <= today
        if self.revocation is not None or taken_back:
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

    def unverified(self, today: date) -> bool:
        """Whether a release that holds has not been asked for again in time."""
        days = (self.verified_on, self.paper.signed_on if self.paper is not None else None)
        known = [day for day in (*days, self.starts) if day is not None]
        return self.may_be_told(today) and (not known or today - max(known) >= VERIFY_EVERY)


def places(circle: tuple[Supporter, ...], name: str) -> tuple[int, ...]:
    """Return where in ``circle`` somebody of this name stands; capitals do not matter."""
    wanted = _plain(name)
    return tuple(place for place, one in enumerate(circle) if _plain(one.name) == wanted)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of ``name`` by which a person is known again, however it is typed.

    Capitals, accents, spaces, dots and what stands in brackets do not matter, nor the order.
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = (c for c in bare if unicodedata.category(c) not in {"Mn", "Cf"})
    spaced = "".join(c if c.isalnum() else " " for c in letters)
    return tuple(sorted(spaced.split()))


def means(text: str, name: str) -> bool:
    """Whether ``text`` means whoever is called ``name``, with or without more said of them.

    A whole name of two words or more is known again in "Rosa Lee, her sister".
    """
    said, wanted = words_of(text), words_of(name)
    more = len(wanted) > 1 and set(wanted) <= set(said)
    return bool(wanted) and (said == wanted or more)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
