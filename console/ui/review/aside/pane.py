"""Everything that the journal is narrowed down by, and how many entries each would leave."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.domain.board import Board
from console.domain.ids import SYSTEM, StaffId
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.review.aside.facets import Choice, Facet
from console.ui.review.aside.finder import Finder, hints
from console.ui.review.aside.span import Span
from console.ui.review.narrow import (
    Group,
    Look,
    Narrow,
    When,
    bounds,
    group_words,
    look_words,
    when_words,
)
from console.ui.theme import TIERS
from console.ui.widgets.button import plain_button
from console.ui.widgets.header import PaneHeader, rule
from console.words import labels

Asked = tuple[Facet, str, Narrow]
"""A line whose count is wanted, and what would be looked for with it."""


class Aside(QFrame):
    """The left-hand side.

    Signals:
        changed: something else is looked for.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewAside")
        self._bridge = bridge
        self.finder = Finder(lambda text: hints(text, bridge.board), self)
        self.when = Facet(_("When"), single=True).always_one()
        self.when.offer([Choice(str(when), when_words(when)) for when in When])
        self.when.set_on(When.SHIFT)
        self.span = Span(self)
        self.span.hide()
        self.looks = Facet(_("Look at"))
        self.looks.offer([Choice(str(look), look_words(look)) for look in Look])
        self.tiers = Facet(_("Tier"))
        tiers = sorted(Tier, reverse=True)
        self.tiers.offer([Choice(TIERS[tier], labels.shaped(tier)) for tier in tiers])
        self.staff = Facet(_("Staff"), single=True)
        self.groups = Facet(_("Kind of entry"))
        self.groups.offer([Choice(str(group), group_words(group)) for group in Group])
        self.clear = plain_button(_("Clear"), self.wipe, "quiet")
        self._arrange()
        self.finder.changed.connect(self.changed)
        self.span.changed.connect(self.changed)
        self.when.changed.connect(self._when)
        for facet in (self.looks, self.tiers, self.staff, self.groups):
            facet.changed.connect(self.changed)
        self.follow(bridge.board)

    def _arrange(self) -> None:
        header = PaneHeader(_("Narrow down"))
        header.add(self.clear)
        inside = QWidget()
        inside.setObjectName("reviewFacets")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (
            *(self.finder, self.when, self.span, rule(), self.looks, rule(), self.tiers),
            *(rule(), self.staff, rule(), self.groups),
        ):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addWidget(area, 1)

    @property
    def period(self) -> When:
        """The time that is looked at."""
        return When(next(iter(self.when.on), When.SHIFT))

    def narrow(self, board: Board, now: datetime) -> Narrow:
        """Return what is looked for."""
        since, until = bounds(self.period, board, now, self.span.span)
        picked = self.finder.picked
        return Narrow(
            since,
            until,
            self.finder.words,
            picked.client if picked else None,
            picked.case if picked else None,
            StaffId(next(iter(self.staff.on))) if self.staff.on else None,
            frozenset(Look(key) for key in self.looks.on),
            frozenset(Group(key) for key in self.groups.on),
            frozenset(tier for tier, name in TIERS.items() if name in self.tiers.on),
        )

    def asked(self, board: Board, now: datetime) -> list[Asked]:
        """Return the counts that are wanted: each line alone, within the time and the search."""
        whole = self.narrow(board, now)
        span = self.span.span
        times = [(When(choice.key), choice.key) for choice in self.when.choices]
        wanted: list[Asked] = [
            (self.when, key, Narrow(*bounds(when, board, now, span)))
            for when, key in times
            if when is not When.SPAN or self.period is When.SPAN
        ]
        wide = Narrow(whole.since, whole.until, whole.words, whole.client, whole.case)

        def within(**more: object) -> Narrow:
            return Narrow(
                wide.since,
                wide.until,
                wide.words,
                wide.client,
                wide.case,
                **more,  # type: ignore[arg-type]
            )

        wanted += [(self.looks, look, within(looks=frozenset({look}))) for look in Look]
        wanted += [
            (self.tiers, name, within(tiers=frozenset({tier}))) for tier, name in TIERS.items()
        ]
        wanted += [
            (self.staff, choice.key, within(staff=StaffId(choice.key)))
            for choice in self.staff.choices
        ]
        wanted += [(self.groups, group, within(groups=frozenset({group}))) for group in Group]
        return wanted

    def show_counts(self, counted: Sequence[tuple[Facet, str, int]]) -> None:
        """Show how many entries some lines would leave."""
        for facet in {id(facet): facet for facet, _key, _n in counted}.values():
            facet.show_counts({key: n for of, key, n in counted if of is facet})

    def forget_counts(self) -> None:
        """Show no counts but those of the times, which do not hang on what is looked for."""
        for facet in (self.looks, self.tiers, self.staff, self.groups):
            facet.forget_counts()

    def look_at(self, when: When | None = None, looks: Sequence[Look] = ()) -> None:
        """Look at this, and at nothing else."""
        self._wipe()
        if when is not None:
            self.set_when(when)
        self.looks.set_on(*looks)
        self.changed.emit()

    def set_when(self, when: When) -> None:
        """Look at another time, without saying so."""
        self.when.set_on(when)
        self._show_span()

    def wipe(self) -> None:
        """Look at the whole of this shift."""
        self._wipe()
        self.changed.emit()

    def _wipe(self) -> None:
        self.finder.clear()
        for facet in (self.looks, self.tiers, self.staff, self.groups):
            facet.set_on()
        self.set_when(When.SHIFT)

    def follow(self, board: Board) -> None:
        """Offer everybody who works here, by name."""
        people = sorted(board.staff.values(), key=lambda person: person.name)
        self.staff.offer(
            [
                *(Choice(str(person.id), person.name) for person in people),
                Choice(str(SYSTEM), _("clocks and rules")),
            ]
        )

    def _when(self) -> None:
        self._show_span()
        self.changed.emit()

    def _show_span(self) -> None:
        wanted = self.period is When.SPAN
        if wanted and self.span.isHidden():
            now = self._bridge.now()
            self.span.show_span(now - timedelta(hours=24), now)
        self.span.setVisible(wanted)
