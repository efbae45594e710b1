"""What a case still owes: a consultation that was put off, and the telling that was recorded."""

from dataclasses import dataclass

from console.domain.care.disclosure import Recipient
from console.domain.ids import EscalationId, StepId


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure of this case, without its words.

    Attributes:
        entry: the number of its entry.
        run: the run in which it was told, and ``step`` there; ``None`` outside a run.
    """

    entry: int
    recipient: Recipient | None
    basis: str
    sud: bool = False
    run: EscalationId | None = None
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Duties:
    """What stands open beside the checklists.

    Attributes:
        consult: the entry since which a consultation is owed; 0 where none is.
        told: who was told, in the order in which it was; what was corrected is left out.
        called: whether a person called the lead who has not come yet, not a clock.
        paged: whether the clinician on call was paged since the lead was called.
    """

    consult: int = 0
    told: tuple[Told, ...] = ()
    called: bool = False
    paged: bool = False

    def joined(self, other: "Duties") -> "Duties":
        """Return the duties of two cases that are one now."""
        told = tuple(sorted((*self.told, *other.told), key=lambda one: one.entry))
        return Duties(
            max(self.consult, other.consult),
            told,
            self.called or other.called,
            self.paged and other.paged,
        )
