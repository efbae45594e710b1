"""What is running against the clock for one person."""

from collections.abc import Iterator
from datetime import datetime
from gettext import gettext as _

from console.domain.care.case import Case
from console.domain.care.landing import dispatch, seen
from console.domain.seen.glance import Glance
from console.ui.person.facts import Said
from console.words import labels
from console.words.place.where import clock_time

MOST = 3


def clocks(case: Case, g: Glance, now: datetime) -> Iterator[Said]:
    """Yield what runs, counted down, and how far a dispatch has come."""
    if not g.clocks and dispatch(case) is None:
        yield Said(_("Nothing is running"))
    for place, clock in enumerate(g.clocks[:MOST]):
        span = labels.clock(now - clock.due if clock.late else clock.due - now)
        words = _("late {span} · {step}") if clock.late else _("{span} left · {step}")
        yield Said(
            words.format(step=clock.text, span=span),
            "secondary" if place else "value",
            "high" if clock.late else "",
        )
    if len(g.clocks) > MOST:
        yield Said(_("and {n} more").format(n=len(g.clocks) - MOST))
    sent, met = dispatch(case), seen(case)
    if sent is not None:
        at = clock_time(sent.at, now)
        yield Said(_("911 centre called {time}").format(time=at))
        if met is None:
            silent = labels.clock(now - sent.at)
            words = _("○ not seen yet · silent {span}")
            yield Said(words.format(span=silent), "secondary", "high")
        else:
            at = clock_time(met.at, now)
            yield Said(_("✓ responders with them {time}").format(time=at), "secondary", "well")
