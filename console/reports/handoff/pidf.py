"""Where somebody is as PIDF-LO, the form in which 911 centres exchange places.

RFC 4119 and RFC 5139 (civic address), RFC 5491 (a circle where the point is not sure), RFC 7459
(how sure: we never measured it, and say so).
"""

import re
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from console.domain.place.location import Location, Placed, Source

NAMES: Final = {
    "xmlns": "urn:ietf:params:xml:ns:pidf",
    "xmlns:dm": "urn:ietf:params:xml:ns:pidf:data-model",
    "xmlns:gp": "urn:ietf:params:xml:ns:pidf:geopriv10",
    "xmlns:gbp": "urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy",
    "xmlns:ca": "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr",
    "xmlns:gs": "http://www.opengis.net/pidflo/1.0",
    "xmlns:gml": "http://www.opengis.net/gml",
    "xmlns:con": "urn:ietf:params:xml:ns:geopriv:conf",
}
ANONYMOUS: Final = "pres:anonymous@anonymous.invalid"
WGS84, METRE = "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:uom:EPSG::9001"
METHODS: Final = {
    Source.SAID: "Manual",
    Source.ON_FILE: "Manual",
    Source.CONTACT: "Manual",
    Source.DEVICE: "Device-Assisted",
    Source.CARRIER: "Cell",
}
"""How the place was found, by the names of the IANA registry of location methods."""

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

_HOUSE = re.compile(r"\d+(-\d+)?[A-Za-z]?")  # 5th is a street, 5 and 5b are houses


def pidf(placed: Placed, at: datetime) -> str:
    """Return ``placed`` as an XML document in one line; ``at`` is when it was written (aware)."""
    here = placed.location
    root = ET.Element("presence", {**NAMES, "entity": ANONYMOUS})
    person = ET.SubElement(root, "dm:person", id="person")
    private = ET.SubElement(person, "gp:geopriv")
    info = ET.SubElement(private, "gp:location-info")
    _geodetic(info, here)
    _civic(info, here)
    rules = ET.SubElement(private, "gp:usage-rules")
    ET.SubElement(rules, "gbp:retransmission-allowed").text = "true"
    ET.SubElement(private, "gp:method").text = METHODS[here.source]
    since = placed.confirmed.at if placed.confirmed is not None else here.stated_at
    stamp = min(since, at).astimezone(UTC)
    ET.SubElement(person, "dm:timestamp").text = stamp.isoformat()
    return ET.tostring(root, encoding="unicode")


def _geodetic(info: ET.Element, here: Location) -> None:
    """Add the point; a circle with its radius in metres where the point is not exact."""
    if here.at is None:
        return
    spot = f"{here.at.lat:.6f} {here.at.lon:.6f}"
    if not here.error_m:
        point = ET.SubElement(info, "gml:Point", srsName=WGS84)
        ET.SubElement(point, "gml:pos").text = spot
        return
    circle = ET.SubElement(info, "gs:Circle", srsName=WGS84)
    ET.SubElement(circle, "gml:pos").text = spot
    ET.SubElement(circle, "gs:radius", uom=METRE).text = f"{here.error_m:.0f}"
    ET.SubElement(info, "con:confidence", pdf="unknown").text = "unknown"


def _civic(info: ET.Element, here: Location) -> None:
    """Add the address; the number and the road apart where the line begins with a number."""
    first, _gap, rest = here.address.strip().partition(" ")
    house = first if rest and _HOUSE.fullmatch(first) else ""
    road = rest if house else here.address.strip()
    parts = {
        "country": "US",
        "A1": here.state,
        "A3": here.city,
        "RD": road,
        "HNO": house,
        "LOC": here.access,
        "PC": here.zip,
        "UNIT": here.unit,
    }
    said = {name: _FORBIDDEN.sub("", text).strip() for name, text in parts.items()}
    if not any(text for name, text in said.items() if name != "country"):
        return
    civic = ET.SubElement(info, "ca:civicAddress")
    for name, text in said.items():
        if text:
            ET.SubElement(civic, f"ca:{name}").text = text
