"""The safety plan: what the client themselves decided would help, in seven parts of our own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from console.domain.ids import StaffId

OLD_AFTER = timedelta(days=90)
"""After so long a plan is to be gone through again (a default for the clinical lead)."""

LIKELIEST = 10
"""The top of the scale on which a client says how likely they are to use their plan, from 0."""


class Part(StrEnum):
    """The parts of a plan, in the order in which they are used."""

    SIGNS = "signs"
    ALONE = "alone"
    DISTRACT = "distract"
    PEOPLE = "people"
    PROFESSIONALS = "professionals"
    SAFER = "safer"
    LIVES_FOR = "lives_for"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of the plan.

    What follows the text matters only for what makes the place safer.

    Attributes:
        action: what is done with it.
        who: who does it.
        by_when: until when, as it was agreed.
        done: whether it is; ``None`` elsewhere.
    """

    part: Part
    text: str
    done: bool | None = None
    action: str = ""
    who: str = ""
    by_when: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the plan that was tried in a case: which of its part, when and by whom."""

    part: Part
    item: int
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """A client's plan as last agreed.

    Attributes:
        made_with: whom the client made it with.
        copy_given: whether the client has it; ``None`` when nobody has said.
        location_of_copy: where they keep it.
        barriers: what may keep them from using it.
        likelihood_of_use: how likely they say it is that they will, 0 to 10.
        reviewed_on: when it was last gone through without a change.
    """

    version: int
    made_on: date
    made_with: str
    items: tuple[PlanItem, ...]
    copy_given: bool | None = None
    location_of_copy: str = ""
    barriers: str = ""
    likelihood_of_use: int | None = None
    reviewed_on: date | None = None

    def age_days(self, today: date) -> int:
        """Return how many days ago it was made or last gone through."""
        return (today - max(self.made_on, self.reviewed_on or self.made_on)).days

    def of(self, part: Part) -> tuple[PlanItem, ...]:
        """Return the lines of ``part``."""
        return tuple(item for item in self.items if item.part is part)

    def lacks_people(self) -> bool:
        """Whether nobody to turn to is named.

        A plan without people goes with worse outcomes (VA cohort, n = 1 602,
        appi.ps.202100699), so the screen warns.
        """
        return not any(item.part in {Part.DISTRACT, Part.PEOPLE} for item in self.items)


def carried(ticks: tuple[Tick, ...], old: SafetyPlan | None, new: SafetyPlan) -> Iterator[Tick]:
    """Yield the ticks of ``old`` that ``new`` still has a line for, at its new place."""
    for tick in ticks:
        lines = old.of(tick.part) if old is not None else ()
        if tick.item >= len(lines):
            continue
        for place, item in enumerate(new.of(tick.part)):
            if item.text == lines[tick.item].text:
                yield Tick(tick.part, place, tick.at, tick.by)
                break
