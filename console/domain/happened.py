"""A command's author and an event's place in the journal."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.events import Event
from console.domain.ids import StaffId, StationId


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for something, where, and when (aware, UTC)."""

    by: StaffId
    station: StationId
    at: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the journal holds it: numbered from 1, with its author and time (UTC)."""

    seq: int
    at: datetime
    by: StaffId
    station: StationId
    event: Event
