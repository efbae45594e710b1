"""Reads what is looked for: the first page at once, then the counts, and the figures meanwhile."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile

from console.reports.shift import ShiftReport
from console.ui.bridge import Bridge
from console.ui.review.aside.facets import Facet
from console.ui.review.aside.pane import Aside
from console.ui.review.figures import DAY, Bar, bars
from console.ui.review.listing.pane import JournalPane
from console.ui.review.narrow import UNREADABLE, Narrow, When
from console.ui.review.press import Press
from console.ui.review.search import Counted, Page, Search

AT_ONCE = 6
SCREEN = 40
LONGEST = timedelta(days=60)
"""How far back contacts are drawn by day."""

Wish = tuple[Facet | None, str, Narrow]
"""A line whose count is wanted; no line stands for the count of the whole list."""


class Lister:
    """Everything is read off the GUI thread; answers to an older question are dropped."""

    def __init__(
        self, bridge: Bridge, search: Search, press: Press, aside: Aside, journal: JournalPane
    ) -> None:
        self._bridge, self._search, self._press = bridge, search, press
        self._aside, self._journal = aside, journal
        self._turn = 0
        self._within: tuple[object, ...] = ()
        self.below: int | None = None

    def read(self) -> None:
        """Read what is looked for, from the newest or from ``below`` down."""
        self._turn += 1
        turn, board, below = self._turn, self._bridge.board, self.below
        narrow = self._aside.narrow(board, self._bridge.now())
        self._journal.asking()
        within = self._aside.period, narrow.words, narrow.client, narrow.case
        if within != self._within:
            self._within = within
            self._aside.forget_counts()
        self._bridge.ask(
            lambda: self._search.page(narrow, board, below),
            partial(self._begin, turn, narrow, below),
        )

    def more(self, before: int) -> None:
        """Read the page below entry ``before``."""
        turn, board = self._turn, self._bridge.board
        narrow = self._aside.narrow(board, self._bridge.now())

        def show(page: Page) -> None:
            if turn == self._turn:
                self._journal.go_on(page)
                self._fill(page)

        self._bridge.ask(lambda: self._search.page(narrow, board, before), show)

    def _fill(self, page: Page) -> None:
        """Go on by itself while there is less than a screen."""
        if page.before is not None and len(self._journal.model.rows) < SCREEN:
            self.more(page.before)

    def period(self) -> tuple[datetime, datetime]:
        """Return the time that is looked at, with both its bounds."""
        now = self._bridge.now()
        narrow = self._aside.narrow(self._bridge.board, now)
        until = narrow.until or now + timedelta(seconds=1)
        return narrow.since or datetime.fromtimestamp(0, UTC), until

    def _begin(self, turn: int, narrow: Narrow, below: int | None, page: Page) -> None:
        if turn != self._turn:
            return
        everything = self._aside.period is When.ALL
        self._journal.begin(page, self._bridge.head[0], below, everything=everything)
        self._fill(page)
        asked: list[Wish] = [*self._aside.asked(self._bridge.board, self._bridge.now())]
        if page.count is None and below is None:
            self._count(turn, [(None, "", narrow), *asked])
        else:
            self._count(turn, asked)
        self._figures(turn)

    def _count(
        self, turn: int, asked: list[Wish], so_far: int = 0, before: int | None = None
    ) -> None:
        """Fill in the counts a few at a time, so that nothing else has to wait for them."""
        if turn != self._turn or not asked:
            return
        quick = [] if asked[0][0] is None else asked[:AT_ONCE]
        quick = list(takewhile(lambda one: not one[2].by_eye, quick))
        now = quick or asked[:1]
        board = self._bridge.board

        def count() -> list[Counted]:
            return [self._search.count(narrow, board, before) for _facet, _key, narrow in now]

        def counted(counts: list[Counted]) -> None:
            if turn != self._turn:
                return
            if (further := counts[0].before) is not None:
                self._count(turn, asked, so_far + counts[0].n, further)
                return
            found = [
                (facet, key, each.n + so_far)
                for (facet, key, _), each in zip(now, counts, strict=True)
            ]
            self._show(found)
            self._count(turn, asked[len(now) :])

        self._bridge.ask(count, counted)

    def _show(self, found: list[tuple[Facet | None, str, int]]) -> None:
        if found[0][0] is None:
            self._journal.say_count(found[0][2])
        self._aside.show_counts([(facet, key, n) for facet, key, n in found if facet is not None])

    def _figures(self, turn: int) -> None:
        since, until = self.period()
        figures = self._journal.figures
        figures.counting()

        def count() -> tuple[ShiftReport | None, tuple[Bar, ...], bool]:
            arrivals = self._search.arrivals(since, until)
            first = max(min(arrivals, default=since), until - LONGEST)
            begins = since if until - since <= LONGEST else first
            try:
                report = self._press.shift(since, until)
            except UNREADABLE:  # somebody changed an entry, so nothing can be counted
                report = None
            return report, bars(arrivals, begins, until), until - begins > DAY

        def show(found: tuple[ShiftReport | None, tuple[Bar, ...], bool]) -> None:
            if turn == self._turn:
                report, shown, by_day = found
                figures.show_report(report)
                figures.show_arrivals(shown, by_day=by_day)

        self._bridge.ask(count, show, slow=True)
