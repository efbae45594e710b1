"""What keeps a word about aftercare from being written down."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class AfterPart(StrEnum):
    """What a word about aftercare can lack."""

    NEXT_OR_END = "next_or_end"
    NEXT_IS_PAST = "next_is_past"
    END_DOES_NOT_FIT = "end_does_not_fit"
    TRIES_FIRST = "tries_first"
    MORE_OFTEN = "more_often"
    REVIEW_DAY = "review_day"
    WORDS = "words"
    REASON = "reason"
    APPOINTMENT = "appointment"
    IN_THE_FUTURE = "in_the_future"
    SAFE_CHECKED = "safe_checked"
    OPTED_OUT = "opted_out"
    FACILITY = "facility"
    TO_WHOM = "to_whom"
    FIVE_PARTS = "five_parts"


@dataclass(frozen=True, slots=True)
class AfterLacks:
    """It cannot be written down yet; this is what is missing.

    Attributes:
        tries: how many tries are made first, where that is what is missing.
    """

    part: AfterPart
    tries: int = 0


@dataclass(frozen=True, slots=True)
class NotFromHere:
    """The referral cannot go from where it stands to where it was put, by their codes."""

    here: str
    there: str


AfterReason: TypeAlias = AfterLacks | NotFromHere
