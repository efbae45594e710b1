"""Whether protocols can be published together: what the checks of one alone cannot see.

The one door for it: what ``protocols check`` finds is what publishing refuses.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from console.domain.care.contact import ContactKind
from console.domain.people.client import Flag
from console.domain.protocol.check import faults_in, twice
from console.domain.protocol.condition import DUE, LOST, OTHER_STATE, RINGING, Sign
from console.domain.protocol.protocol import FieldType, Protocol
from console.domain.reading.fault import Fault
from console.domain.tier import Tier

KNOWN: Final[Mapping[Sign, frozenset[str]]] = {
    Sign.TIER: frozenset(tier.name.lower() for tier in Tier),
    Sign.CONTACT: frozenset(ContactKind),
    Sign.FLAG: frozenset(Flag),
    Sign.LINE: frozenset({LOST, RINGING}),
    Sign.PLACE: frozenset({OTHER_STATE}),
    Sign.FOLLOWUP: frozenset({DUE}),
}
"""What each sign can say; an answer can say whatever its field offers."""


def faults_of(fresh: Iterable[Protocol], beside: Iterable[Protocol]) -> tuple[Fault, ...]:
    """Return everything that keeps ``fresh`` from being published.

    Args:
        fresh: what is to be published; each may lead to the others.
        beside: what stays published next to it; what ``fresh`` breaks there counts too.
    """
    new = tuple(fresh)
    together = (*beside, *new)
    known = {protocol.id for protocol in together}
    alone = (fault for protocol in new for fault in faults_in(protocol, known))
    return (*_at_odds(together), *_never_met(together), *alone)


def _at_odds(protocols: tuple[Protocol, ...]) -> Iterator[Fault]:
    """Yield where ``protocols`` use one id for two things."""
    for name in twice(protocol.id for protocol in protocols):
        yield Fault(name, "Two of the files have this id.", "Give each protocol its own id.")
    first: dict[str, tuple[FieldType, str]] = {}
    for protocol in protocols:
        for step in protocol.steps:
            where = f"{protocol.id} step {step.id}"
            for field in step.fields:
                held, there = first.setdefault(field.id, (field.type, where))
                if held is not field.type:
                    yield Fault(
                        f"{where} field {field.id}",
                        f"It is {field.type} here and {held} in {there}.",
                        "Give it one type everywhere, or its own id.",
                    )


def _never_met(protocols: tuple[Protocol, ...]) -> Iterator[Fault]:
    """Yield the entry conditions of ``protocols`` that no case could ever meet."""
    codes: dict[str, set[str]] = {}
    for field in (field for one in protocols for step in one.steps for field in step.fields):
        known = codes.setdefault(field.id, set())
        known.update(code for code, _label in field.choices)
        if field.type is FieldType.YES_NO:
            known.update(("yes", "no", "unknown"))
    for protocol in protocols:
        for condition in protocol.enter:
            offered = KNOWN.get(condition.sign, codes.get(condition.field, set()))
            if condition.what not in offered:
                yield Fault(
                    str(protocol.id),
                    f"Nothing can ever be “{condition}”, so it would never be offered.",
                    f"Known are {', '.join(sorted(offered))}."
                    if offered
                    else "Name a field that a protocol asks for.",
                )
