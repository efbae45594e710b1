"""How many alerts an operator has to bear."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
PER_OPERATOR = 1
"""More than one alert an operator in ten minutes is too many; our own figure (PRODUCT.md)."""


@dataclass(frozen=True, slots=True)
class AlarmLoad:
    """The alerts of the last ten minutes, oldest first, as aware UTC times."""

    heard: tuple[datetime, ...] = ()
    window: timedelta = WINDOW

    def after(self, alerts: int, now: datetime) -> "AlarmLoad":
        """Return the load once ``alerts`` more have sounded at ``now``."""
        kept = tuple(at for at in self.heard if now - at < self.window)
        return AlarmLoad((*kept, *(now,) * alerts), self.window)

    def count(self, now: datetime) -> int:
        """Return how many sounded within the window that ends at ``now``."""
        return sum(now - at < self.window for at in self.heard)

    def amber(self, now: datetime, operators: int) -> bool:
        """Return whether it is more than the ``operators`` now present should bear."""
        return self.count(now) > PER_OPERATOR * max(operators, 1)
