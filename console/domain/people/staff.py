"""The people who work on the line."""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.ids import StaffId


class Role(StrEnum):
    """What somebody may do here."""

    COUNSELLOR = "counsellor"
    SHIFT_LEAD = "shift_lead"
    CLINICIAN_ON_CALL = "clinician_on_call"
    CLINICAL_LEAD = "clinical_lead"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff.  Credentials are not here: the vault keeps them.

    Attributes:
        senior: knows the words by heart, so what may be said aloud is hidden until asked for
            (CONTENT section 6, rule 13).
    """

    id: StaffId
    name: str
    roles: frozenset[Role]
    phone: str | None = None
    disabled: bool = False
    senior: bool = False

    def is_(self, *roles: Role) -> bool:
        """Whether the person has one of ``roles`` and may still work."""
        return not self.disabled and not self.roles.isdisjoint(roles)
