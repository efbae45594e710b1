"""A protocol's text (TOML) to a protocol, or everything that is wrong with the text."""

from datetime import timedelta
from functools import lru_cache

from console.domain.ids import ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.condition import Condition, condition
from console.domain.protocol.protocol import (
    Answer,
    Closure,
    Field,
    FieldType,
    Gate,
    How,
    Kind,
    Mode,
    NextContact,
    Phase,
    Place,
    Protocol,
    Say,
    Step,
)
from console.domain.reading.fault import Faulty
from console.domain.reading.table import Table, opened
from console.domain.tier import Tier

TITLES = {
    "id",
    "version",
    "title",
    "place",
    "mode",
    "entry",
    "memory",
    "sources",
    "phase",
    "enter",
    "closure",
}


@lru_cache(maxsize=256)  # deciding, folding and every station's screen read the same texts
def read(source: str) -> Protocol:
    """Return the protocol that ``source`` describes.

    Raises:
        Faulty: the text is not TOML, or lacks or misspells something.
    """
    table, faults = opened(source)
    table.only(TITLES)
    protocol = Protocol(
        ProtocolId(table.text("id")),
        table.whole("version"),
        table.text("title"),
        table.choice("place", Place, Place.MAIN),
        table.choice("mode", Mode, Mode.READ_DO),
        table.text("entry"),
        tuple(_phase(phase, table.where) for phase in table.tables("phase", "phase")),
        tuple(StepId(step) for step in table.texts("memory")),
        table.texts("sources"),
        _conditions(table),
        _closure(table),
    )
    if faults:
        raise Faulty(tuple(faults))
    return protocol


def _conditions(table: Table) -> tuple[Condition, ...]:
    found = []
    for text in table.texts("enter"):
        one = condition(text)
        if one is None:
            table.note(
                f"“{text}” is not a condition.",
                "Write it as sign:what, for example tier:high or answer:weapons=yes.",
            )
        else:
            found.append(one)
    return tuple(found)


def _closure(table: Table) -> Closure | None:
    closing = table.table("closure")
    if closing is None:
        return None
    closing.only({"followup_h", "rules"})
    hours, rules = closing.table("followup_h"), closing.table("rules")
    within: list[tuple[Tier, timedelta]] = []
    if hours is not None:
        hours.only({tier.name.lower() for tier in Tier})
        held = ((tier, hours.number(tier.name.lower())) for tier in Tier)
        within = [(tier, timedelta(hours=number)) for tier, number in held if number is not None]
    owed = rules.members(NextContact) if rules is not None else ()
    return Closure(tuple(within), owed)


def _phase(table: Table, protocol: str) -> Phase:
    table.only({"id", "title", "any_order", "step"})
    return Phase(
        table.text("id"),
        table.text("title"),
        table.flag("any_order", default=False),
        tuple(_step(step) for step in table.tables("step", "step", protocol)),
    )


def _step(table: Table) -> Step:
    table.only(
        {
            *("id", "text", "who", "kind", "required", "target_s", "pages", "field", "answer"),
            *("gates", "say", "skippable", "na"),
        }
    )
    seconds = table.number("target_s")
    gates = table.choices("gates", Gate)
    return Step(
        StepId(table.text("id")),
        table.text("text"),
        table.choice("who", Role, Role.COUNSELLOR),
        table.choice("kind", Kind, Kind.DO),
        table.flag("required", default=True),
        timedelta(seconds=seconds) if seconds is not None else None,
        table.maybe("pages", Role),
        tuple(_field(field) for field in table.tables("field", "field")),
        tuple(_answer(answer) for answer in table.tables("answer", "answer")),
        gates,
        _say(table),
        table.flag("skippable", default=not gates),
        table.pairs("na"),
    )


def _field(table: Table) -> Field:
    table.only({"id", "label", "type", "choices", "required", "least"})
    return Field(
        table.text("id"),
        table.text("label"),
        table.choice("type", FieldType, FieldType.TICK),
        table.pairs("choices"),
        table.flag("required", default=True),
        table.whole("least", default=1),
    )


def _answer(table: Table) -> Answer:
    table.only({"key", "label", "how", "to", "deliberate", "gates", "suggests"})
    return Answer(
        table.text("key"),
        table.text("label"),
        table.choice("how", How, How.NEXT),
        table.text("to", default=""),
        table.flag("deliberate", default=False),
        table.choices("gates", Gate),
        _suggests(table),
    )


def _suggests(table: Table) -> Tier | None:
    said = table.text("suggests", default="")
    if not said:
        return None
    if said.upper() in Tier.__members__:
        return Tier[said.upper()]
    table.note(f"“suggests” is “{said}”, which is no tier.", 'Write suggests = "high".')
    return None


def _say(table: Table) -> Say | None:
    said = table.table("say")
    if said is None:
        return None
    said.only({"en", "es"})
    return Say(said.text("en"), said.text("es", default=""))
