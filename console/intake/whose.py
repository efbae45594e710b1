"""Which client an event is about, as far as it can be told without guessing."""

from collections.abc import Iterable

from console.domain.care.contact import ContactKind
from console.domain.ids import ClientId
from console.domain.people.client import Client
from console.intake.event import IntakeEvent


def whose(clients: Iterable[Client], event: IntakeEvent) -> ClientId | None:
    """Return the client whom ``event`` is about: by identifiers, else by telephone.

    Where two clients fit, neither is taken: the wrong chart is worse than none, and
    whoever takes the case will ask.
    """
    everybody = tuple(clients)
    wanted = frozenset(event.identifiers)
    by_identifier = [one.id for one in everybody if not wanted.isdisjoint(one.identifiers)]
    if by_identifier:
        return _only(by_identifier)
    if event.phone is None:
        return None
    own = [one.id for one in everybody if any(p.number == event.phone for p in one.phones)]
    if own or event.kind is not ContactKind.THIRD_PARTY:
        return _only(own)
    return _only([one.id for one in everybody if _in_circle(one, event.phone)])


def _in_circle(client: Client, phone: str) -> bool:
    return any(phone in supporter.phones for supporter in client.circle)


def _only(found: list[ClientId]) -> ClientId | None:
    return found[0] if len(found) == 1 else None
