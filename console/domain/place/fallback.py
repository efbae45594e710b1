"""Who is reached instead, when the 911 centre of a place is not known or does not answer."""

from enum import StrEnum


class Fallback(StrEnum):
    """The rungs, in the order in which they are tried.  None of them is dialling 911 from here."""

    VERIFIED = "verified_number"
    SHERIFF = "sheriff"
    WARNING_POINT = "warning_point"
    RELAY = "relay"
    LIFELINE = "988"
