"""What ships with the program: protocols, and the invented help of the practice places."""

from datetime import date
from functools import cache
from pathlib import Path

from console.domain.ids import InstrumentId
from console.domain.instrument.shipped import known_by, shipped
from console.domain.place.facility import Facility
from console.settings import Settings, Unusable

RESOURCES = Path(__file__).parents[2] / "resources"
PROTOCOLS = RESOURCES / "protocols"
PRACTICE = RESOURCES / "practice"
DRILLS = RESOURCES / "drills"


def shipped_protocols() -> tuple[str, ...]:
    """Return the texts of the protocols that ship, each a draft until it is approved here."""
    return tuple(file.read_text(encoding="utf-8") for file in sorted(PROTOCOLS.glob("*.toml")))


def shipped_drills() -> dict[str, str]:
    """Return the texts of the drills that ship, by the name of each; all of them are drafts."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(DRILLS.glob("*.toml"))}


def packs_on(settings: Settings) -> frozenset[InstrumentId]:
    """Return the optional instruments that the centre has switched on.

    Raises:
        Unusable: that is not a list, or one of the names is no optional instrument.
    """
    unknown = settings.instruments.keys() - {"packs"}
    if unknown:
        raise Unusable(f"“{min(unknown)}” in [instruments] is not a setting. Known: packs.")
    names = settings.instruments.get("packs", [])
    if not isinstance(names, list):
        raise Unusable(f"“packs” in [instruments] should be a list of names, not “{names}”.")
    found = set()
    for name in names:
        instrument = known_by(str(name))
        if instrument is None or not instrument.pack:
            known = ", ".join(one.id for one in shipped().values() if one.pack)
            raise Unusable(f"“{name}” in instruments.packs is no pack. Known: {known}.")
        found.add(instrument.id)
    return frozenset(found)


@cache
def practice_places(today: date) -> tuple[Facility, ...]:
    """Return the invented EMS stations, 911 centres, teams and crisis centres of practice.

    Their numbers were verified so many days before ``today`` as the file says.
    """
    from console.places.imports.invented import (  # noqa: PLC0415 -- numpy, which no start waits for
        practice_facilities,
    )

    return practice_facilities(today, PRACTICE / "places.toml")
