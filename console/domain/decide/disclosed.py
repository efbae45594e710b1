"""The record of a disclosure, made of the evidence of the step in which somebody was told."""

from collections.abc import Iterator

from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Disclosure
from console.domain.events import DisclosureMade
from console.domain.private import Private
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Step

TOLD = {"disclosure": "psap.name", "notify": "notify.who"}
"""For each family of fields, the field that says who was told."""


def disclosed(case: Case, step: Step, values: tuple[Value, ...]) -> Iterator[DisclosureMade]:
    """Yield a record for each disclosure that ``values`` describe: 45 CFR 164.528(b)(2).

    Its date and author are those of its entry.
    """
    given = {value.field: value for value in values}
    for family, who in TOLD.items():
        basis, what = given.get(f"{family}.basis"), given.get(f"{family}.what")
        if basis is None or what is None or what.text is None or basis.code not in set(Basis):
            continue
        told = given.get(who) or (case.answers[who].value if who in case.answers else None)
        record = Disclosure(
            Basis(basis.code),
            told.shown if told is not None else "",
            what.shown,
            step.text,
            _facts(case),
        )
        # The salt of its words serves again: the record holds nothing beyond them.
        yield DisclosureMade(case.id, Private(record, what.text.salt), record.basis.value)


def _facts(case: Case) -> str:
    found = case.answers.get("override.facts")
    return found.value.shown if found is not None else ""
