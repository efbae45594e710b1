"""Finding out which client it is: by name, number or date of birth."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from console.domain.board import Board
from console.domain.people.client import Client
from console.ui.bridge import Bridge
from console.ui.person.choose import MOST, Choice, ChoosePanel
from console.words import labels

FEWEST_DIGITS = 4


class WhoPanel(ChoosePanel):
    """Offers the clients that the typed words may mean."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("WHO IS IT"), _("name, number or date of birth"), parent)
        self._bridge = bridge
        self.typed.connect(self._typed)

    def _typed(self, text: str) -> None:
        found = clients(self._bridge.board, text)
        self.offer(tuple(_choice(client) for client, _n in zip(found, range(MOST), strict=False)))


def clients(board: Board, text: str) -> Iterator[Client]:
    """Yield the clients whose name, number or date of birth holds every typed word."""
    words = text.casefold().split()
    if not words:
        return
    for client in board.clients.values():
        names = f"{client.name} {client.preferred}".casefold()
        digits = " ".join(phone.number for phone in client.phones)
        born = _dates(client.born)
        ids = " ".join(known.value for known in client.identifiers).casefold()
        if all(_holds(word, names, digits, born, ids) for word in words):
            yield client


def _holds(word: str, names: str, digits: str, born: str, ids: str) -> bool:
    number = "".join(letter for letter in word if letter.isdigit())
    if len(number) >= FEWEST_DIGITS and number in digits:
        return True
    return word in names or word in born or word in ids


def _dates(born: date | None) -> str:
    if born is None:
        return ""
    return f"{born:%Y-%m-%d} {born:%m/%d/%Y} {born.month}/{born.day}/{born.year} {born:%d.%m.%Y}"


def _choice(client: Client) -> Choice:
    born = _("born {day}").format(day=f"{client.born:%d %b %Y}") if client.born else ""
    phone = labels.phone(client.phones[0].number) if client.phones else ""
    town = client.addresses[0].city if client.addresses else ""
    detail = " · ".join(part for part in (born, phone, town) if part)
    return Choice(client.shown_name, detail, client.id)
