"""A drill: who calls, what they say when, what is put in the way, and what should be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from console.domain.care.case import Ending
from console.domain.care.disclosure import Basis
from console.domain.ids import ClientId, ProtocolId
from console.domain.people.client import Client
from console.practice.script import Script


class Voice(StrEnum):
    """Who speaks in the practice strip."""

    CALLER = "caller"
    OTHER = "other"
    PSAP = "psap"
    SUPPORTER = "supporter"
    CLINICIAN = "clinician"
    LEAD = "lead"
    POISON_CENTRE = "poison_centre"
    TEAM = "team"


class Inject(StrEnum):
    """What is put in the way (CONTENT section 7)."""

    DROP_CALL = "drop_call"
    WRONG_PSAP = "wrong_psap"
    WEAPON = "weapon"
    LEAD_BUSY = "lead_busy"
    CONSENT_EXPIRED = "consent_expired"
    OTHER_STATE = "other_state"
    INTERPRETER = "interpreter"


class Target(StrEnum):
    """What is timed, each from the first contact of the drill."""

    TAKEN = "taken"
    LOCATED = "located"
    ASKED = "asked"
    LEAD_CALLED = "lead_called"
    LEAD_CAME = "lead_came"
    DIALLED = "dialled"


@dataclass(frozen=True, slots=True)
class Post:
    """Something that reaches the line by the signed HTTP door.

    Attributes:
        event: the IntakeEvent but for what is given when it is posted (see ``shift.Beat``).
    """

    sender: str
    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that happens to whoever plays.

    Attributes:
        at: not before so long after the start.
        after: so long after everything in ``when`` held.
        when: signs that must have been seen (``facts``); none means at once.
        unless: signs of which none may have been seen: a nudge for what was not done.
        says: the words that the player hears, by ``voice``.
        lead_away: how long the lead does not come, for ``Inject.LEAD_BUSY``.
    """

    id: str
    at: timedelta
    after: timedelta
    when: tuple[str, ...]
    unless: tuple[str, ...]
    says: str
    voice: Voice
    post: Post | None
    inject: Inject | None
    lead_away: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Fail:
    """A sign that should never be seen in this drill, and why."""

    sign: str
    why: str


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill, as its file says it.

    Attributes:
        about: what it trains, in one sentence.
        brief: what the player is told before it begins.
        clock: the hour that it plays at, as words; the real clock is never moved.
        begin: the checklist that fits its first contact; hands begin with it.
        aims: what was planned, for the review afterwards.
        lead_after: how long after a call the acted lead comes.
        expected: the steps that should be done, ``P00.a4``.
        told: the bases of the disclosures that should have a record.
        endings: the endings that fit; none means that any does.
        hands: how it is played when nobody plays it by hand; empty where nobody wrote it.
    """

    id: str
    version: int
    title: str
    about: str
    brief: str
    clock: str
    begin: ProtocolId
    protocols: tuple[ProtocolId, ...]
    minutes: int
    sources: tuple[str, ...]
    aims: tuple[str, ...]
    client: ClientId | None
    clients: tuple[Client, ...]
    lead_after: timedelta
    beats: tuple[Beat, ...]
    targets: tuple[tuple[Target, timedelta], ...]
    expected: tuple[str, ...]
    fails: tuple[Fail, ...]
    told: tuple[Basis, ...]
    endings: tuple[Ending, ...]
    hands: Script

    @property
    def injects(self) -> tuple[Inject, ...]:
        """What is put in the way, in the order of the file."""
        return tuple(beat.inject for beat in self.beats if beat.inject is not None)

    @property
    def senders(self) -> tuple[str, ...]:
        """Who posts anything, sorted."""
        return tuple(sorted({beat.post.sender for beat in self.beats if beat.post is not None}))
