"""Who is reached instead, when the 911 centre of a place is not known or does not answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import StaffId


class Fallback(StrEnum):
    """The rungs, in the order in which they are tried.  None of them is dialling 911 from here."""

    VERIFIED = "verified_number"
    SHERIFF = "sheriff"
    WARNING_POINT = "warning_point"
    RELAY = "relay"
    LIFELINE = "988"


@dataclass(frozen=True, slots=True)
class Tried:
    """One call to somebody on the ladder; each try counts, none is undone."""

    fallback: Fallback
    number: str
    reached: bool
    at: datetime
    by: StaffId
