"""All that is kept of one client's aftercare, beside the follow-ups of their cases."""

from dataclasses import dataclass

from console.domain.care.after.caring import Caring
from console.domain.care.after.discharge import Discharge
from console.domain.care.after.frequency import Raised
from console.domain.care.after.message import TeamMessage
from console.domain.care.after.referral import Referral
from console.domain.ids import DischargeId, MessageId, ReferralId

KEPT = 12
"""How many of each that are over stay in sight; the journal holds all of them."""


@dataclass(frozen=True, slots=True)
class Aftercare:
    """What was begun for a client after a crisis, and how far it is; the newest last."""

    raised: Raised | None = None
    messages: tuple[TeamMessage, ...] = ()
    caring: Caring | None = None
    discharges: tuple[Discharge, ...] = ()
    referrals: tuple[Referral, ...] = ()

    def message(self, name: MessageId) -> TeamMessage | None:
        """Return the message known by ``name``."""
        return next((one for one in self.messages if one.id == name), None)

    def discharge(self, name: DischargeId) -> Discharge | None:
        """Return the discharge known by ``name``."""
        return next((one for one in self.discharges if one.id == name), None)

    def referral(self, name: ReferralId) -> Referral | None:
        """Return the referral known by ``name``."""
        return next((one for one in self.referrals if one.id == name), None)
