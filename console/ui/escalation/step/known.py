"""What a step need not ask again: answers of this case, and what the record says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.protocol.protocol import FieldType, Step

AFRESH = frozenset({FieldType.TIME, FieldType.TICK})
"""A time is of this once, and a tick says that it was done: neither is carried over."""


@dataclass(frozen=True, slots=True)
class Known:
    """One answer that is known: its code or words, and since when or from where."""

    shown: str
    since: str


def known(board: Board, case: Case, step: Step) -> Mapping[str, Known]:
    """Return what is known for the fields of ``step``, by the id of the field."""
    found = dict(_recorded(board, case))
    for name, answer in case.answers.items():
        if answer.value.shown.strip():
            at = f"{answer.at.astimezone():%H:%M}"
            found[name] = Known(answer.value.shown, _("known {time}").format(time=at))
    wanted = {field.id for field in step.fields if field.type not in AFRESH}
    return {name: one for name, one in found.items() if name in wanted}


def _recorded(board: Board, case: Case) -> Iterator[tuple[str, Known]]:
    place = case.place.location if case.place is not None else None
    if place is not None:
        on_file = _("from the record")
        parts = {
            "address": place.address,
            "unit": place.unit,
            "city": place.city,
            "state": place.state,
            "zip": place.zip,
            "source": str(place.source),
        }
        for part, shown in parts.items():
            if shown:
                yield f"location.{part}", Known(shown, on_file)
    client = board.client_of(case)
    called = next((c.phone.value for c in case.contacts if c.phone and c.phone.value), None)
    number = called or (client.phones[0].number if client and client.phones else None)
    if number:
        since = _("called from it") if called else _("from the record")
        yield "callback.number", Known(number, since)
    if client is not None:
        yield "client.id_or_anonymous", Known(client.shown_name, _("from the record"))
        if client.born is not None:
            yield "client.dob", Known(client.born.isoformat(), _("from the record"))
