"""The small parts of FHIR R4 resources, read forgivingly: real exports are dirty."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from gettext import gettext as _

from console.domain.people.client import Address, Identifier, Phone
from console.domain.place.point import Point
from console.intake.event import phone_number
from console.intake.strict.json_in import Json, clean

Object = Mapping[str, Json]

SSN = "http://hl7.org/fhir/sid/us-ssn"
GEOLOCATION = "http://hl7.org/fhir/StructureDefinition/geolocation"
GEOLOCATION_ERROR_M = 200.0
"""How far off coordinates in a chart may be; FHIR does not say, so this is our own caution."""
_UNITS = ("apt", "apartment", "unit", "suite", "ste", "room", "rm", "lot", "#")
_FULL_DATE = 10


def objects(value: Json) -> Iterator[Object]:
    """Yield the objects of a list, or the one object where a sender left the list out."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (item for item in value if isinstance(item, Mapping))


def text(value: Json) -> str:
    """Return a string on one line, empty for anything else."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def texts(value: Json) -> list[str]:
    """Return the strings of a list, or the one string where a sender left the list out."""
    items = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else ()
    return [found for item in items if (found := text(item))]


def day(value: Json) -> date | None:
    """Return the day of a FHIR date or dateTime, ``None`` for a year or a month alone."""
    try:
        return date.fromisoformat(text(value)[:_FULL_DATE])
    except ValueError:
        return None


def extensions(holder: Object, url: str) -> Iterator[Object]:
    """Yield the extensions of ``holder`` that are defined at ``url``."""
    return (one for one in objects(holder.get("extension")) if one.get("url") == url)


def codes(concept: Json) -> Iterator[tuple[str, str, str]]:
    """Yield system, code and display of each coding of a concept, or of a coding itself."""
    for holder in objects(concept):
        for coding in (holder, *objects(holder.get("coding"))):
            code, display = text(coding.get("code")), text(coding.get("display"))
            if code or display:
                yield text(coding.get("system")), code, display


def words(concept: Json) -> str:
    """Return what a person would call the first of the concepts."""
    for holder in objects(concept):
        shown = text(holder.get("text"))
        if shown:
            return shown
        for _system, code, display in codes(holder):
            return display or code
    return ""


def over(holder: Object, today: date) -> bool:
    """Whether something is marked as old, or its period has ended."""
    period = holder.get("period")
    end = day(period.get("end")) if isinstance(period, Mapping) else None
    return text(holder.get("use")) == "old" or (end is not None and end < today)


def started(holder: Object) -> date | None:
    """Return when the period of ``holder`` began."""
    period = holder.get("period")
    return day(period.get("start")) if isinstance(period, Mapping) else None


def name_of(name: Object) -> str:
    """Return a name as it is written."""
    whole = (*texts(name.get("given")), text(name.get("family")), *texts(name.get("suffix")))
    return " ".join(part for part in whole if part) or text(name.get("text"))


def identifiers(value: Json, left: list[str]) -> tuple[Identifier, ...]:
    """Return the identifiers that can be told apart from other people's.

    A social security number is left out: the console has no use for it.
    """
    found = []
    for one in objects(value):
        system, number = text(one.get("system")), text(one.get("value"))
        if system == SSN:
            left.append(_("the social security number: the console does not keep it"))
        elif not system or not number:
            left.append(_("an identifier without a system or a value"))
        else:
            found.append(Identifier(system, number))
    return tuple(dict.fromkeys(found))


def phones(value: Json, today: date, left: list[str]) -> tuple[Phone, ...]:
    """Return the telephone numbers in use, the best one first.

    That a number takes texts is no agreement to text it, so nothing is agreed yet.
    """
    ranked: list[tuple[int, Phone]] = []
    for one in objects(value):
        if text(one.get("system")) not in {"phone", "sms"}:
            left.append(_("a way to reach them that is no telephone"))
            continue
        number = phone_number(text(one.get("value")))
        if number is None:
            left.append(_("a telephone number that is not whole"))
        elif over(one, today):
            left.append(_("a telephone number that is no longer in use"))
        else:
            rank = one.get("rank")
            place = rank if isinstance(rank, int) and rank > 0 else len(ranked) + 1_000
            ranked.append((place, Phone(number, note=text(one.get("use")))))
    best: dict[str, Phone] = {}
    for _place, phone in sorted(ranked, key=lambda pair: pair[0]):
        best.setdefault(phone.number, phone)
    return tuple(best.values())


def addresses(
    value: Json, today: date, written: date | None, left: list[str]
) -> tuple[Address, ...]:
    """Return where somebody may be found, a passing stay before the home.

    Args:
        value: a list of FHIR addresses.
        today: for those that have ended.
        written: when the resource was last written, for an address that does not say.
        left: what is not taken is added here.
    """
    found: list[tuple[bool, Address]] = []
    for one in objects(value):
        if over(one, today):
            left.append(_("an address where they no longer live"))
        elif text(one.get("use")) == "billing" or text(one.get("type")) == "postal":
            left.append(_("an address for letters only"))
        else:
            address = _address(one, written)
            if address is None:
                left.append(_("an address without street and town"))
            else:
                found.append((text(one.get("use")) != "temp", address))
    return tuple(address for _home, address in sorted(found, key=lambda pair: pair[0]))


def _address(value: Object, written: date | None) -> Address | None:
    lines = texts(value.get("line"))
    unit = ""
    if len(lines) > 1 and lines[-1].casefold().startswith(_UNITS):
        unit = lines.pop()
    line = ", ".join(lines)
    city, postcode = text(value.get("city")), text(value.get("postalCode"))
    if not line and not city and not postcode:
        line = text(value.get("text"))
    if not (line or city or postcode):
        return None
    at = _point(value)
    return Address(
        line,
        city,
        text(value.get("state")),
        postcode,
        unit,
        at=at,
        error_m=GEOLOCATION_ERROR_M if at is not None else None,
        since=started(value) or written,
    )


def _point(value: Object) -> Point | None:
    for extension in extensions(value, GEOLOCATION):
        parts = {
            text(p.get("url")): p.get("valueDecimal") for p in objects(extension.get("extension"))
        }
        lat, lon = parts.get("latitude"), parts.get("longitude")
        if isinstance(lat, int | float) and isinstance(lon, int | float):
            try:
                return Point(float(lat), float(lon))
            except ValueError:
                return None
    return None
