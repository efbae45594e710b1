"""What to try, in order, when nobody knows the 911 centre for a place."""

from gettext import gettext as _


def ladder() -> tuple[str, ...]:
    """Return the rungs.  Dialling 911 from here is none: it rings at our own centre."""
    return (
        _("a number in our own book that somebody has verified"),
        _("the sheriff of the county, by ten-digit number"),
        _("the state warning point, by ten-digit number"),
        _("the relay service that connects to other 911 centres"),
        _("988, which can reach the local network"),
    )
