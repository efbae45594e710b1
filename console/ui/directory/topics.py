"""What lists are good for, and what follows where there is none: in words, with the remedy."""

from collections.abc import Collection
from dataclasses import dataclass
from gettext import gettext as _

from console.places.lists.onfile import Topic


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not on file.

    Attributes:
        follows: what the console does instead.
        mend: the command, or the setting, that brings it in.
    """

    follows: str
    mend: str


def title(topic: Topic) -> str:
    """Return what a list is good for."""
    return {
        Topic.PSAP: _("911 centres, by county"),
        Topic.AREAS: _("911 areas"),
        Topic.HOSPITALS: _("Hospitals"),
        Topic.EMS: _("EMS stations"),
        Topic.CRISIS: _("Crisis centres"),
        Topic.MOBILE: _("Mobile crisis teams"),
        Topic.INSTEAD: _("Whom to reach instead of a 911 centre"),
        Topic.STREETS: _("Streets"),
        Topic.ROADS: _("Roads"),
        Topic.TILES: _("Streets on the map"),
    }[topic]


def gap(topic: Topic, there: Collection[Topic], *, practice: bool) -> Gap:
    """Return what follows from there being nothing on file for ``topic``."""
    return Gap(_follows(topic, there), _mend(topic, practice=practice))


def _follows(topic: Topic, there: Collection[Topic]) -> str:
    match topic:
        case Topic.PSAP if Topic.AREAS in there:
            return _("Outside the areas on file no 911 centre is known; the ladder is offered.")
        case Topic.PSAP:
            return _("No 911 centre is known for any place; the ladder is offered.")
        case Topic.AREAS if Topic.PSAP in there:
            return _("The registry's candidates of the county are shown instead, to be asked.")
        case Topic.AREAS:
            return _("Nothing says which 911 centre answers for a place; the ladder is offered.")
        case _:
            return {
                Topic.HOSPITALS: _("No hospital is shown near anybody."),
                Topic.EMS: _("No EMS station is shown near anybody."),
                Topic.CRISIS: _("No crisis centre is shown near anybody."),
                Topic.MOBILE: _("No mobile crisis team is shown near anybody."),
                Topic.INSTEAD: _("The ladder names sheriff, warning point and relay, no numbers."),
                Topic.STREETS: _("An address is found by its ZIP code or town, not by the street."),
                Topic.ROADS: _("Distances are straight lines; no car minutes are estimated."),
                Topic.TILES: _("The map shows states and counties, no streets."),
            }[topic]


def _mend(topic: Topic, *, practice: bool) -> str:
    formats = {
        Topic.PSAP: "psap-fcc FILE",
        Topic.AREAS: "psap-sta006 FILE",
        Topic.HOSPITALS: "hospitals-hifld FILE",
        Topic.EMS: "ems-hifld FILE",
        Topic.CRISIS: "samhsa-mh FILE",
        Topic.MOBILE: "csv FILE --kind mobile_crisis",
        Topic.INSTEAD: "csv FILE --kind sheriff",
        Topic.STREETS: "osm-pbf FILE",
        Topic.ROADS: "osm-pbf FILE",
    }
    if topic not in formats:
        return _("In the settings, under [map]: {line}").format(line='tiles = "FILE"')
    own = " --practice" if practice and topic not in {Topic.STREETS, Topic.ROADS} else ""
    return f"console directory import {formats[topic]}{own}"
