"""Times of day as this workplace reads them."""

from datetime import datetime


def hhmm(moment: datetime) -> str:
    """Return the local time of day: 14:03."""
    return moment.astimezone().strftime("%H:%M")


def hhmmss(moment: datetime) -> str:
    """Return the local time of day to the second: 14:03:20."""
    return moment.astimezone().strftime("%H:%M:%S")
