"""Which one place a text means, when it means one."""

from collections.abc import Sequence

from console.domain.place.candidate import Candidate
from console.places.streets.line import apart


def the_one(found: Sequence[Candidate]) -> Candidate | None:
    """Return the finest place, if it lies in the circles of all the others; else nothing.

    A house, its street and its ZIP code are one place; two streets of one name, or towns in two
    states, are a choice that is a person's.  What has to be asked first is never taken.
    """
    if not found or any(one.ask for one in found):
        return None
    if len({one.precision for one in found}) < len(found) or len({one.state for one in found}) > 1:
        return None
    finest = min(found, key=lambda one: one.error_m)
    at = finest.lat, finest.lon
    held = all(apart(at, (one.lat, one.lon)) <= one.error_m for one in found if one is not finest)
    return finest if held else None
