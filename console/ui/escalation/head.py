"""The top of the escalation pane: which checklist, where in it, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from gettext import gettext as _

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.domain.board import Board
from console.domain.ids import StaffId
from console.domain.protocol.escalation import running
from console.domain.protocol.protocol import Approval, Protocol, Step
from console.domain.seen.fits import Fit
from console.ui.escalation.runs import Work, approval_of, pressing
from console.ui.escalation.step.fields import LARGE
from console.ui.theme import TIERS, dp, scale
from console.ui.widgets.label import Chip, Elided, label, restyle
from console.words import labels
from console.words.refusals import staff_name

ROW, COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
MARGIN = 16


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the run.

    Attributes:
        approval: who stands for its version.
        beside: what runs beside it.
        fitting: what fits the case and was not begun.
        owner: who has the case, where it is not ours; else empty.
        today: to see whether the version should have been looked at again.
    """

    approval: Approval | None
    beside: Sequence[Protocol]
    fitting: Sequence[Fit]
    owner: str
    today: date


def around(board: Board, work: Work, fitting: Sequence[Fit], me: StaffId, now: datetime) -> Around:
    """Return what stands around the run of ``work`` for ``me``; ``fitting`` fits its case."""
    case, run = work.case, work.run.id
    owner = board.owner(case)
    return Around(
        approval_of(board, work.protocol),
        [board.protocol_of(other) for other in running(case, board) if other.id != run],
        pressing(board, case, fitting),
        staff_name(board, owner) if owner != me else "",
        now.date(),
    )


class ProtocolHead(QFrame):
    """Title in the colour of the tier; below it mode, phase, elapsed, version.

    Attributes:
        foot: who stands for the version, and since when; it lies at the foot of the pane
            (CONTENT section 6, rule 14).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocolHead")
        self.title = Elided()
        self.title.setObjectName("protocolTitle")
        self.owner = Chip("", "moderate", rounded=True)
        self.owed = Chip(_("consult owed  Alt G"), "high", rounded=True)
        self.overdue = Chip("", "high", rounded=True)
        self.overdue.setObjectName("reviewOverdue")
        self.foot = Elided("", "secondary")
        self.foot.setObjectName("protocolFoot")
        self.foot.setContentsMargins(dp(MARGIN), dp(2), dp(MARGIN), dp(4))
        self.lost = Chip(_("call lost  Ctrl T"), "high", rounded=True)
        self.lost.setObjectName("callLost")
        self.lost.setToolTip(_("Once you have heard of them, Ctrl T takes them up again."))
        self.beside = Chip("", "accent", rounded=True)
        self.beside.setObjectName("overlays")
        self.fits = Chip("", "moderate", rounded=True)
        self.fits.setObjectName("fits")
        self.where = Elided("", "secondary")
        self.elapsed = label("", "strong")
        self.version = label("", "secondary")
        self._chips, self._first = QBoxLayout(ROW), QBoxLayout(ROW)
        for chip in (self.lost, self.overdue, self.owed, self.owner, self.fits, self.beside):
            chip.hide()  # until there is something to say: else all of them ask for room at once
            self._chips.addWidget(chip)
        self._first.addWidget(self.title, 1)
        self._first.addLayout(self._chips)
        second = QHBoxLayout()
        second.setSpacing(10)
        second.addWidget(self.where, 1)
        second.addWidget(self.elapsed)
        second.addWidget(self.version)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addLayout(self._first)
        rows.addLayout(second)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay()

    def _lay(self) -> None:
        """Let the chips stand below the title in large text: it says what is going on."""
        large = scale() >= LARGE
        for layout in (self._first, self._chips):
            layout.setDirection(COLUMN if large else ROW)
            layout.setSpacing(3 if large else 8)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_first"):
            self._lay()

    def show_work(self, work: Work, step: Step | None, around: Around) -> None:
        """Show the run, what runs beside it or fits, and who has the case where it is not ours."""
        approval, beside, owner = around.approval, around.beside, around.owner
        case, protocol = work.case, work.protocol
        self.title.setText(protocol.title)
        restyle(self.title, "tier", TIERS[case.tier.tier] if case.tier is not None else "")
        place = protocol.phases.index(protocol.phase_of(step.id)) + 1 if step else None
        count = len(protocol.phases)
        phase = _("phase {n} of {all}").format(n=place or count, all=count)
        self.where.setText(f"{labels.mode(protocol.mode)}  ·  {phase}")
        self.owed.setVisible(bool(case.duties.consult))
        self.lost.setVisible(case.lost is not None)
        self.owner.setVisible(bool(owner))
        self.owner.setText(_("with {name}").format(name=owner))
        self.version.setText(_version(protocol, approval))
        self.foot.setText(f"{_version(protocol, approval)}  ·  {_stands(approval)}")
        overdue = approval is not None and approval.overdue(around.today)
        self.overdue.setVisible(overdue)
        if approval is not None:
            self.overdue.setText(_("review was due {day}").format(day=approval.next_review))
        more = _(" +{n}").format(n=len(beside) - 1) if len(beside) > 1 else ""
        self.beside.setVisible(bool(beside))
        if beside:
            self.beside.setText(_("beside: {id}{more}  Alt O").format(id=beside[0].id, more=more))
            self.beside.setToolTip("\n".join(protocol.title for protocol in beside))
        self._offer(around.fitting)

    def _offer(self, fitting: Sequence[Fit]) -> None:
        """Say what fits; several are counted, and the list names them all with their reasons."""
        self.fits.setVisible(bool(fitting))
        if fitting:
            more = _(" +{n}").format(n=len(fitting) - 1) if len(fitting) > 1 else ""
            self.fits.setText(
                _("fits: {id}{more}  Alt O").format(id=fitting[0].protocol.id, more=more)
            )
            self.fits.setToolTip("\n".join(fit.protocol.title for fit in fitting))

    def tick(self, started: datetime, now: datetime) -> None:
        """Show how long the run has been going."""
        self.elapsed.setText(_("{span} elapsed").format(span=labels.clock(now - started)))


def _stands(approval: Approval | None) -> str:
    if approval is None:
        return _("approved by nobody: for practice only")
    words = _("approved by {who}, {credential}, {day}; look again by {next}")
    return words.format(
        who=approval.by,
        credential=approval.credential,
        day=approval.on.isoformat(),
        next=approval.next_review.isoformat(),
    )


def _version(protocol: Protocol, approval: Approval | None) -> str:
    words = _("{id} v{n}") if approval is not None else _("{id} v{n} draft")
    return words.format(id=protocol.id, n=protocol.version)
