"""The words on the map's page, so that they are translated like all others."""

import json
from gettext import gettext as _


def words() -> str:
    """Return the page's words by key, as JSON; ``{…}`` is filled in by the page."""
    return json.dumps(
        {
            "map": _("Map. Arrow keys move it, plus and minus zoom. The list beside it says more."),
            "key": _("Key"),
            "imminent": _("Imminent"),
            "high": _("High"),
            "moderate": _("Moderate"),
            "low": _("Low"),
            "pin": _("Address confirmed"),
            "circle": _("Not confirmed: somewhere in the circle"),
            "hospital_emergency": _("Hospital with emergency department"),
            "hospital": _("Hospital, emergency department not stated"),
            "ems": _("Ambulance station"),
            "psap": _("911 centre"),
            "mobile_crisis": _("Mobile crisis team"),
            "crisis_centre": _("Crisis centre"),
            "sheriff": _("Sheriff"),
            "warning_point": _("State warning point"),
            "relay": _("Relay service"),
            "invented": _("Invented for practice"),
            "near": _("In the list beside the map"),
            "km": _("{n} km"),
            "overlap": _("more than one 911 centre may answer here ({n}): ask which"),
            "reach": _("Reached in estimated car minutes"),
            "answers": _("For where a 911 centre answers"),
            "people": _("{n} people"),
            "places": _("{n} places of help"),
            "joined": _("People close together: how many, and the gravest"),
            "counted": _("Places close together: how many"),
            "where": _("{county} County, {state}"),
            "no_streets_unset": _("outlines only: no street file is set"),
            "no_streets_missing": _("outlines only: the street file is not where it should be"),
            "no_streets_unreadable": _("outlines only: the street file cannot be read"),
            "no_streets_empty": _("outlines only: the street file is empty"),
            "no_streets_foreign": _("outlines only: the street file is of a kind we cannot draw"),
            "no_streets_absent": _("outlines only: the street file ends before this place"),
            "no_streets_broken": _("outlines only: the street file is broken here"),
            "no_streets_later": _("outlines only: streets show from closer in"),
        }
    )
