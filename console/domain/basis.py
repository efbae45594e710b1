"""On what law somebody may be told, and what sort of somebody that is."""

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

    @property
    def accountable(self) -> bool:
        """Whether 164.528 lists it: all of 164.512, and what the law requires is 164.512(a).

        Treatment, signed releases and the circle (164.510(b)) are exempt.
        """
        return self is Basis.REQUIRED_BY_LAW or self.value.startswith("512")


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
