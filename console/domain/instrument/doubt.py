"""What can be odd about a filled form of another system.

Each is a code of a ``Caution``; none is ever mended in silence.
"""

from enum import StrEnum
from typing import Final


class Doubt(StrEnum):
    """One thing that is odd; ``console.words`` says it."""

    UNSCORED = "unscored"
    NO_INSTRUMENT = "no_instrument"
    OTHER_INSTRUMENT = "other_instrument"
    WHICH_INSTRUMENT = "which_instrument"
    FORM_VERSION = "form_version"
    OLDER_FHIR = "older_fhir"
    NEWER_FHIR = "newer_fhir"
    IN_PROGRESS = "in_progress"
    STOPPED = "stopped"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    NO_STATUS = "no_status"
    REFUSED_WHOLE = "refused_whole"
    CODE_SYSTEM_SWAPPED = "code_system_swapped"
    CODE_SYSTEM = "code_system"
    UNKNOWN_OPTION = "unknown_option"
    BY_ORDINAL = "by_ordinal"
    BY_NUMBER = "by_number"
    ORDINAL_DIFFERS = "ordinal_differs"
    POLARITY = "polarity"
    ANSWERED_TWICE = "answered_twice"
    ANSWERS_DIFFER = "answers_differ"
    TOTAL_UNREAD = "total_unread"
    LEVEL_DIFFERS = "level_differs"
    LEVEL_UNREAD = "level_unread"
    RAISED_BY = "raised_by"


WITHHOLDS: Final = frozenset(
    {
        Doubt.NO_INSTRUMENT,
        Doubt.OTHER_INSTRUMENT,
        Doubt.IN_PROGRESS,
        Doubt.STOPPED,
        Doubt.WITHDRAWN,
        Doubt.NO_STATUS,
        Doubt.LEVEL_DIFFERS,
        "total_differs",
        "total_code",
    }
)
"""The doubts with which no score is shown at all: it is "unscored, review", never a number."""
