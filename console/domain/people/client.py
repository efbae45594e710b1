"""A client of the programme: enrolled before the crisis, so known at second zero."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from console.domain.ids import CaseId, ClientId
from console.domain.people.circle import Supporter
from console.domain.people.directive import Directive
from console.domain.people.plan import SafetyPlan
from console.domain.place.point import Point
from console.domain.tier import Tier


class Flag(StrEnum):
    """What everybody who opens the record must see first."""

    WEAPONS = "weapons"
    DOMESTIC_VIOLENCE = "domestic_violence"
    PART2 = "part2"
    MINOR = "minor"
    DO_NOT_CALL = "do_not_call"
    PAST_ATTEMPT = "past_attempt"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """What another system calls the client, for example a medical record number."""

    system: str
    value: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number of the client's own, in E.164, and what is agreed about it."""

    number: str
    voicemail_ok: bool = False
    text_ok: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the client lives or stays, as it stands on file.

    Attributes:
        at: the place on the map, if it could be found.
        error_m: how far off ``at`` may be, in metres.
        since: when the address was last written or confirmed.
    """

    line: str
    city: str
    state: str
    zip: str
    unit: str = ""
    access: str = ""
    at: Point | None = None
    error_m: float | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PastCase:
    """A closed case, in one line of the client's history.

    Attributes:
        tier: at the end; ``at_start`` as a person first set it.
        plan: the code of what came of the safety plan.
        confirmed: whether whoever was sent is known to have reached them; ``None``: nobody was.
        next_contact: when the next contact was promised; else ``no_next`` says why none was.
        high: the highest tier that a person set.
    """

    case: CaseId
    number: int
    closed_at: datetime
    kind: str
    tier: Tier | None
    outcome: str
    opened_at: datetime | None = None
    at_start: Tier | None = None
    high: Tier | None = None
    plan: str = ""
    confirmed: bool | None = None
    next_contact: datetime | None = None
    no_next: str = ""

    @property
    def began(self) -> datetime:
        """When the first contact of it came."""
        return self.opened_at or self.closed_at


@dataclass(frozen=True, slots=True)
class Client:
    """What the programme knows of one client.

    Attributes:
        name: the legal name.
        preferred: what they want to be called; empty means the first name of ``name``.
        languages: BCP 47 tags, the preferred one first.
        team: who treats them, as a person would write it.
        directive: what is known of an advance directive; ``None`` when nobody has asked.
    """

    id: ClientId
    name: str
    preferred: str = ""
    pronouns: str = ""
    born: date | None = None
    languages: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    phones: tuple[Phone, ...] = ()
    addresses: tuple[Address, ...] = ()
    flags: frozenset[Flag] = frozenset()
    circle: tuple[Supporter, ...] = ()
    plan: SafetyPlan | None = None
    team: str = ""
    directive: Directive | None = None

    @property
    def shown_name(self) -> str:
        """The name for the person pane: preferred first name and family name."""
        if not self.preferred:
            return self.name
        family = self.name.split()[-1] if " " in self.name else ""
        if family and family not in self.preferred.split():
            return f"{self.preferred} {family}"
        return self.preferred

    @property
    def short_name(self) -> str:
        """The name for a card: first name and one letter."""
        words = self.shown_name.split()
        return f"{words[0]} {words[-1][0]}." if len(words) > 1 else self.shown_name

    def age(self, today: date) -> int | None:
        """Return the age in whole years, if the day of birth is known."""
        if self.born is None:
            return None
        return (
            today.year
            - self.born.year
            - ((today.month, today.day) < (self.born.month, self.born.day))
        )
