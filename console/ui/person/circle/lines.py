"""The circle and the directive as they stand below the safety plan: read, not worked."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.client import Client
from console.domain.people.directive import Directive
from console.ui.person.facts import Said
from console.ui.widgets.label import Elided, KeyCap, label, restyle
from console.words.line import ERASED
from console.words.people import around

TONES = {
    ConsentState.GIVEN: "well",
    ConsentState.ENDS_SOON: "moderate",
    ConsentState.NEVER: "imminent",
}


class Lines(QFrame):
    """A small heading with the key of the act ``name``, and lines below; labels are used again."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Lines")
        self.title = Elided("", "section")
        self.labels: list[QLabel] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(KeyCap(name))
        self._box.addLayout(head)

    def say(self, title: str, lines: Sequence[Said]) -> None:
        """Show ``lines`` below ``title``."""
        self.title.setText(title)
        while len(self.labels) < len(lines):
            made = label(wraps=True)
            self.labels.append(made)
            self._box.addWidget(made)
        for place, made in enumerate(self.labels):
            made.setVisible(place < len(lines))
            if place < len(lines):
                line = lines[place]
                made.setText(line.text)
                restyle(made, "tone", line.tone)
                restyle(made, "role", line.role)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(line.text for line in lines))

    def ends(self) -> Iterator[int]:
        """Yield where each line ends, in the widget that holds this one."""
        if not self.isHidden():
            top = self.geometry().top()
            for one in (self.title, *self.labels):
                if not one.isHidden():
                    yield top + one.geometry().bottom() + 1

    @property
    def said(self) -> tuple[str, ...]:
        """The lines that are shown."""
        return tuple(one.text() for one in self.labels if not one.isHidden())


def circle(client: Client, today: date) -> Iterator[Said]:
    """Yield everybody around ``client`` with their release and what else is on file."""
    for one in around.in_order(client.circle, today):
        yield person(one, today)
        for more in (around.reach(one), around.about(one)):
            if more:
                yield Said(more)


def person(one: Supporter, today: date) -> Said:
    """Return somebody with the state of their release, in words, shape and colour."""
    return Said(around.person(one, today), "", TONES.get(one.consent(today), ""))


def directive(held: Directive | None, today: date) -> tuple[Said, ...]:
    """Return the five lines of a directive; what is not known stays pale."""
    first, *rest = around.directive(held, today)
    tone = ""
    if held is not None and held.exists:
        tone = "well" if held.holds(today) else "imminent"
    return (
        Said(first, "", tone),
        *(Said(line, "secondary" if line.endswith(ERASED) else "") for line in rest),
    )
