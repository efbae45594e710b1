"""What was told to whom, and the law that allowed it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Basis(StrEnum):
    """The legal bases (45 CFR 164.508, 164.510(b), 164.512; 42 CFR 2.31, 2.51).

    ``NONE`` is no basis: it was told, and should not have been.
    """

    TREATMENT = "tpo"
    AUTHORIZATION = "authorization"
    AGREED_510B = "510b_agreed"
    EMERGENCY_510B = "510b_emergency"
    THREAT_512J = "512j"
    LAW_ENFORCEMENT_512F = "512f_law_enforcement"
    ABUSE_REPORT_512B = "512b_abuse_report"
    PART2_EMERGENCY = "2_51"
    PART2_CONSENT = "2_31_consent"
    REQUIRED_BY_LAW = "required_by_law"
    NONE = "no_basis"

    @property
    def accountable(self) -> bool:
        """Whether 164.528 lists it: all of 164.512, and what the law requires is 164.512(a).

        Treatment, signed releases and the circle (164.510(b)) are exempt.  What should not have
        been told is under no exemption.
        """
        return self in {Basis.REQUIRED_BY_LAW, Basis.NONE} or self.value.startswith("512")


class Recipient(StrEnum):
    """What sort of somebody is told: what they may hear goes by it (gate G4)."""

    MEDICAL = "medical_personnel"
    POLICE = "psap_police"
    CONTACT = "emergency_contact"
    CRISIS_TEAM = "crisis_team"
    OTHER_LINE = "other_line"
    AGENCY = "agency"
    THREATENED = "threatened_person"
    INTERNAL = "internal"


class Why(StrEnum):
    """Why something was held back from a hand-off."""

    DECLINED = "declined"
    EXCLUDED = "excluded_class"
    EXPIRED = "expired"
    NONE_ON_FILE = "none_on_file"
    PART2 = "part2"


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that was not told, and why."""

    item: str
    why: Why


@dataclass(frozen=True, slots=True)
class Emergency:
    """What 42 CFR 2.51(c) wants written down at once when a medical emergency opens the record.

    Attributes:
        personnel: the medical person who was told.
        facility: where that person works.
        discloser: who told them.
        at: when (aware, UTC).
        nature: of the emergency.
    """

    personnel: str
    facility: str
    discloser: str
    at: datetime
    nature: str

    @property
    def whole(self) -> bool:
        """Whether all of it is known."""
        said = (self.personnel, self.facility, self.discloser, self.nature)
        return all(part.strip() for part in said)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure: date and author stand in its entry (164.528(b)(2) asks for the rest).

    Attributes:
        recipient: who was told, as they are called.
        kind: what sort of recipient; ``None`` in records from before it was asked.
        address: of the recipient, if it is known.
        channel: by what it was told: telephone, on paper, face to face.
        minimum: what was told, as codes: the minimum necessary (164.502(b)).
        source: whose the facts relied on are, ``own_knowledge`` or ``credible_person``.
        gates: the gates that were passed for it.
        consent: which release or agreement it rests on.
        withheld: what was held back, and why.
        sud: whether anything of substance-use treatment was told (42 CFR Part 2).
        emergency: the four facts of 2.51(c), where it rests on a medical emergency.
    """

    basis: Basis
    recipient: str
    what: str
    purpose: str
    facts_relied_on: str = ""
    kind: Recipient | None = None
    organisation: str = ""
    address: str = ""
    channel: str = ""
    minimum: tuple[str, ...] = ()
    source: str = ""
    gates: tuple[str, ...] = ()
    consent: str = ""
    withheld: tuple[Withheld, ...] = ()
    sud: bool = False
    emergency: Emergency | None = None

    @property
    def accountable(self) -> bool:
        """Whether the accounting of 45 CFR 164.528 must list it, for six years."""
        return self.basis.accountable
