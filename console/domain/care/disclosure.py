"""What was told to whom, and the law that allowed it."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """The legal bases (45 CFR 164.508, 164.510(b), 164.512; 42 CFR 2.31, 2.51)."""

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


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure: date and author stand in its entry (164.528(b)(2) asks for the rest)."""

    basis: Basis
    recipient: str
    what: str
    purpose: str
    facts_relied_on: str = ""

    @property
    def accountable(self) -> bool:
        """Whether the accounting of 45 CFR 164.528 must list it: the 512 bases, for six years."""
        return self.basis.value.startswith("512")
