"""A message to the team that treats a client; a person gives it, Vigil sends nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import CaseId, MessageId, StaffId
from console.domain.private import Private


class GivenBy(StrEnum):
    """How a message was given."""

    PHONE = "phone"
    SECURE_MESSAGE = "secure_message"
    CHART = "chart"
    IN_PERSON = "in_person"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True)
class TeamMessage:
    """What was written to the care team after a case.

    Attributes:
        case, number: the case that it is about, and what people call that.
        due: by when it is to be given.
        how: how it was given; ``None`` while it is owed.
        to: to whom, or why it was not given.
    """

    id: MessageId
    case: CaseId | None
    number: int | None
    text: Private[str]
    by: StaffId
    at: datetime
    due: datetime
    how: GivenBy | None = None
    to: Private[str] | None = None
    given_at: datetime | None = None
    given_by: StaffId | None = None
