"""When each kind of channel was last heard: what is known, and nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.contact import ContactKind
from console.domain.events import ContactArrived
from console.domain.happened import Happened
from console.ui.widgets.times import hhmm


class Channel(StrEnum):
    """The channels as the strip shows them."""

    CALLS = "calls"
    TEXTS = "texts"
    TRACKERS = "trackers"

    @property
    def words(self) -> str:
        """What it is called."""
        return {
            Channel.CALLS: _("calls"),
            Channel.TEXTS: _("texts"),
            Channel.TRACKERS: _("trackers"),
        }[self]


OF_KIND = {
    ContactKind.CALL: Channel.CALLS,
    ContactKind.THIRD_PARTY: Channel.CALLS,
    ContactKind.TEXT: Channel.TEXTS,
    ContactKind.MESSAGE: Channel.TEXTS,
    ContactKind.MOOD: Channel.TRACKERS,
    ContactKind.MISSED_SESSION: Channel.TRACKERS,
    ContactKind.ASSESSMENT: Channel.TRACKERS,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """When a channel last brought something, as far as this station has seen."""

    channel: Channel
    at: datetime | None

    @property
    def short(self) -> str:
        """A filled dot once it was heard, an empty one before, with the name."""
        return f"{'○' if self.at is None else '●'} {self.channel.words}"

    @property
    def whole(self) -> str:
        """The same as a sentence."""
        if self.at is None:
            return _("{channel}: nothing heard yet").format(channel=self.channel.words)
        return _("{channel}: last heard {time}").format(
            channel=self.channel.words, time=hhmm(self.at)
        )


class Channels:
    """What was heard on which channel: from the open cases, then from what arrives."""

    def __init__(self, board: Board) -> None:
        self._at: dict[Channel, datetime] = {}
        for case in board.cases.values():
            for contact in case.contacts:
                self._note(contact.kind, contact.arrived)

    def hear(self, happened: Iterable[Happened]) -> bool:
        """Take in what happened; return whether anything was heard."""
        arrived = [one for one in happened if isinstance(one.event, ContactArrived)]
        for one in arrived:
            if isinstance(one.event, ContactArrived):
                self._note(one.event.kind, one.at)
        return bool(arrived)

    def all(self) -> tuple[Heard, ...]:
        """Return every channel."""
        return tuple(Heard(channel, self._at.get(channel)) for channel in Channel)

    def _note(self, kind: ContactKind, at: datetime) -> None:
        channel = OF_KIND[kind]
        self._at[channel] = max(at, self._at.get(channel, at))
