"""What was told of clients, put on paper: the accounting of disclosures, the Part 2 record."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from gettext import gettext as _

from console.domain.commands import ReadRecord
from console.domain.ids import ClientId
from console.reports.shift import Period
from console.reports.written import Listing
from console.ui.actions import Offer, act
from console.ui.bridge import Bridge
from console.ui.review.aside.finder import Picked
from console.ui.review.press import Press
from console.ui.review.save import SavePanel, Wish

MINUTE = timedelta(minutes=1)
"""Times are typed to the minute, and the minute that runs now is meant too."""

Save = Callable[[Callable[[], bytes], Wish], None]


class ToldLists:
    """Asks where to save such a list, and has it made; ``save`` makes and writes a file."""

    def __init__(self, bridge: Bridge, press: Press, panel: SavePanel, save: Save) -> None:
        self._bridge, self._press, self._panel, self._write = bridge, press, panel, save

    def ask(self, listing: Listing, picked: Picked | None) -> None:
        """Ask where to save what was told, of the client that was picked or of everybody."""
        client = picked.client if picked is not None else None
        of = picked.words if picked is not None and client is not None else _("all clients")
        until = self._bridge.now() + MINUTE
        self._panel.ask_told(
            f"{act(listing).words} · {of}",
            f"vigil-{listing}",
            until - listing.kept,
            until,
            partial(self._save, listing, client),
        )

    def _save(self, listing: Listing, client: ClientId | None, wish: Wish) -> None:
        """Save it; that somebody took out what was told of clients is journaled."""
        self._bridge.send(ReadRecord(None, client))
        period = Period(wish.since, wish.until)
        self._write(lambda: self._press.told_file(listing, period, client, wish.kind), wish)


def told_offers(typed: str, ask: Callable[[Listing], None]) -> list[Offer]:
    """Return what of these lists ``typed`` may mean in the command bar."""
    return [
        Offer(act(one).words, _("save it as PDF or CSV"), partial(ask, one))
        for one in Listing
        if typed in act(one).words.lower()
    ]
