"""Who may hear what of substance-use treatment (42 CFR Part 2; CONTENT 0.3 and 4.3, S22 to S24).

Part 2 knows no duty to warn.  Its emergency rule (2.51) reaches medical personnel and
nobody else; everybody else hears of substance-use treatment with the client's written
consent (2.31) or not at all, whatever HIPAA would allow (45 CFR 164.512(j) does not open it).
"""

from dataclasses import dataclass

from console.domain.care.disclosure import Recipient
from console.domain.people.client import Client, Flag


@dataclass(frozen=True, slots=True)
class Programme:
    """What counsel has said of this programme; until they have, the careful answer stands.

    Attributes:
        part2: whether it is a Part 2 programme.
        sud_only_name: whether its name alone tells that somebody is treated for substance use.
        mct_medical: whether a mobile crisis team counts as medical personnel under 2.51.
    """

    part2: bool = True
    sud_only_name: bool = False
    mct_medical: bool = False

    def medical(self, recipient: Recipient | None) -> bool:
        """Whether ``recipient`` is medical personnel (2.51)."""
        team = recipient is Recipient.CRISIS_TEAM and self.mct_medical
        return team or recipient is Recipient.MEDICAL

    def covers(self, client: Client | None) -> bool:
        """Whether what is known of ``client`` stands under Part 2: whoever is unknown may be."""
        flagged = client is not None and Flag.PART2 in client.flags
        return self.part2 or flagged

    def may_hear(
        self, recipient: Recipient | None, *, consent: bool = False, emergency: bool = False
    ) -> bool:
        """Whether ``recipient`` may be told of substance-use treatment.

        Args:
            recipient: what sort of somebody it is; nobody knows means no.
            consent: whether a written consent (2.31) names them and this.
            emergency: whether it is a bona fide medical emergency (2.51).
        """
        inside = recipient is Recipient.INTERNAL
        return inside or consent or (emergency and self.medical(recipient))

    def may_hear_name(self, recipient: Recipient | None, *, consent: bool = False) -> bool:
        """Whether the programme's own name may be said to ``recipient``."""
        return not self.sud_only_name or self.may_hear(recipient, consent=consent, emergency=True)
