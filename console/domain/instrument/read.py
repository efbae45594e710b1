"""An instrument's text (TOML) to an instrument, or everything that is wrong with the text."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from console.domain.ids import InstrumentId
from console.domain.instrument.instrument import (
    Band,
    Clue,
    Finding,
    Instrument,
    Item,
    ItemKind,
    Licence,
    LicenceStatus,
    Lookalike,
    Method,
    Option,
    Subscale,
    Trigger,
    Variant,
)
from console.domain.instrument.sound import faults_in
from console.domain.reading.fault import Faulty
from console.domain.reading.table import Table, opened

TITLES: Final = {
    *("id", "version", "title", "about", "stem", "aliases", "pack", "method", "worse", "clear"),
    *("loinc_panel", "loinc_total", "sources", "licence", "scale", "item", "band", "subscale"),
    *("trigger", "variant", "lookalike"),
}


class Worse(StrEnum):
    """Which end of the totals is the graver one."""

    HIGHER = "higher"
    LOWER = "lower"


_CLUE: Final = re.compile(r"(\w+)(=|>=)([\w|]+)")


def read(source: str) -> Instrument:
    """Return the instrument that ``source`` describes.

    Raises:
        Faulty: the text is not TOML, lacks or misspells something, or cannot be relied on.
    """
    table, faults = opened(source)
    table.only(TITLES)
    instrument = _instrument(table)
    faults += faults_in(instrument) if not faults else ()
    if faults:
        raise Faulty(tuple(faults))
    return instrument


def _instrument(table: Table) -> Instrument:
    scales = dict(_scale(scale) for scale in table.tables("scale", "scale"))
    return Instrument(
        InstrumentId(table.text("id")),
        table.whole("version"),
        table.text("title"),
        table.text("about"),
        table.choice("method", Method, Method.SUM),
        _licence(table),
        tuple(_item(item, scales) for item in table.tables("item", "item")),
        table.text("stem", default=""),
        table.texts("aliases"),
        table.flag("pack", default=False),
        table.text("loinc_panel", default=""),
        table.text("loinc_total", default=""),
        tuple(_band(band) for band in table.tables("band", "band")),
        table.text("clear", default=""),
        tuple(_subscale(part) for part in table.tables("subscale", "subscale")),
        tuple(_trigger(trigger) for trigger in table.tables("trigger", "trigger")),
        tuple(_variant(variant) for variant in table.tables("variant", "variant")),
        tuple(_lookalike(other) for other in table.tables("lookalike", "lookalike")),
        table.choice("worse", Worse, Worse.HIGHER) is Worse.LOWER,
        table.texts("sources"),
    )


def _licence(table: Table) -> Licence:
    said = table.table("licence")
    if said is None:
        table.note("It has no licence block.", "Write [licence] with whose it is and its notice.")
        return Licence(LicenceStatus.RED, "", "", "", date.min, text_shipped=False)
    said.only(
        {
            *("status", "holder", "notice", "source_url", "checked_on", "text_shipped"),
            *("own_words", "to_check"),
        }
    )
    return Licence(
        said.choice("status", LicenceStatus, LicenceStatus.RED),
        said.text("holder"),
        said.text("notice"),
        said.text("source_url", default=""),
        said.day("checked_on"),
        said.flag("text_shipped", default=False),
        said.flag("own_words", default=False),
        said.text("to_check", default=""),
    )


def _scale(table: Table) -> tuple[str, tuple[Option, ...]]:
    table.only({"id", "option"})
    return table.text("id"), tuple(_option(option) for option in table.tables("option", "option"))


def _option(table: Table) -> Option:
    table.only({"code", "ordinal", "codes", "text"})
    return Option(
        table.text("code"),
        table.figure("ordinal"),
        table.texts("codes"),
        table.text("text", default="") or None,
    )


def _item(table: Table, scales: dict[str, tuple[Option, ...]]) -> Item:
    table.only(
        {
            *("id", "label", "text", "kind", "scale", "loinc", "asked_when", "required"),
            *("scored", "refusal_counts"),
        }
    )
    name = table.text("id")
    scale = table.text("scale", default="")
    if scale and scale not in scales:
        table.note(f"“{scale}” is not a scale of this file.", "Name one, or write it.")
    return Item(
        name,
        table.text("label", default="") or f"item {name.removeprefix('q')}",
        table.text("text", default="") or None,
        table.choice("kind", ItemKind, ItemKind.CHOICE),
        scales.get(scale, ()),
        table.text("loinc", default=""),
        _clues(table, "asked_when"),
        table.flag("required", default=True),
        table.flag("scored", default=True),
        table.flag("refusal_counts", default=False),
    )


def _clues(table: Table, key: str) -> tuple[Clue, ...]:
    found = []
    for text in table.texts(key):
        match = _CLUE.fullmatch(text)
        if match is None or (match[2] == ">=" and not match[3].isdecimal()):
            table.note(
                f"“{text}” is not a clue.", "Write for example q4=yes, q1=yes|refused, q9>=1."
            )
        elif match[2] == "=":
            found.append(Clue(match[1], frozenset(match[3].split("|"))))
        else:
            found.append(Clue(match[1], least=int(match[3])))
    return tuple(found)


def _band(table: Table) -> Band:
    table.only({"id", "from", "to", "finding"})
    low, high = table.figure("from"), table.figure("to")
    if low is None or high is None:
        table.note("It has no ends.", "Write from = 0 and to = 4.")
    return Band(table.text("id"), low or 0, high or 0, _finding(table))


def _finding(table: Table) -> Finding:
    word = table.text("finding")
    found = next((finding for finding in Finding if finding.word == word), None)
    if found is None:
        known = ", ".join(finding.word for finding in Finding)
        table.note(f"“finding” is “{word}”, which is not known.", f"Known are {known}.")
    return found or Finding.NONE


def _subscale(table: Table) -> Subscale:
    table.only({"id", "items", "positive_from"})
    return Subscale(table.text("id"), table.texts("items"), table.whole("positive_from"))


def _trigger(table: Table) -> Trigger:
    table.only(
        {
            *("id", "finding", "any", "all", "total_from", "rise_from", "band", "stands_open"),
            *("shown", "leads_to"),
        }
    )
    return Trigger(
        table.text("id"),
        _finding(table),
        _clues(table, "any"),
        _clues(table, "all"),
        table.figure("total_from"),
        table.figure("rise_from"),
        table.text("band", default=""),
        table.flag("stands_open", default=False),
        table.text("shown", default=""),
        table.text("leads_to", default=""),
    )


def _variant(table: Table) -> Variant:
    table.only({"id", "band", "reversed"})
    return Variant(
        table.text("id"),
        tuple(_band(band) for band in table.tables("band", "band")),
        frozenset(table.texts("reversed")),
    )


def _lookalike(table: Table) -> Lookalike:
    table.only({"code", "item"})
    return Lookalike(table.text("code"), table.text("item"))
