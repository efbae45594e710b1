"""The circle and the directive as they stand below the safety plan: read, not worked."""

from collections.abc import Iterator, Sequence
from datetime import date
from gettext import gettext as _

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.client import Client
from console.domain.people.directive import Agent, Directive
from console.ui.person.facts import Said
from console.ui.widgets.label import Elided, KeyCap, label, restyle
from console.words import labels, people

TONES = {
    ConsentState.GIVEN: "well",
    ConsentState.ENDS_SOON: "moderate",
    ConsentState.NEVER: "imminent",
}
FIVE = 5
"""How many lines a directive takes, whatever it says (CONTENT 4.5)."""


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
    """Yield everybody around ``client``, whoever may be told first, with their release."""
    for one in in_order(client.circle, today):
        yield person(one, today)
        for more in (people.reach(one), about(one)):
            if more:
                yield Said(more)


def in_order(circle: Sequence[Supporter], today: date) -> list[Supporter]:
    """Return the circle, whoever may be told first and whoever never may last."""
    return sorted(circle, key=lambda one: (one.barred, not one.may_be_told(today)))


def person(one: Supporter, today: date) -> Said:
    """Return somebody with the state of their release, in words and shape."""
    state = one.consent(today)
    parts = [people.named(one), people.release(one, today)]
    if one.scope and state is not ConsentState.NEVER:
        parts.append(people.scope(one.scope))
    if one.unverified(today):
        parts.append(_("⚠ not checked in 90 days"))
    return Said(f"{people.SIGNS[state]} {' · '.join(parts)}", "", TONES.get(state, ""))


def about(one: Supporter) -> str:
    """Return what else is on file of somebody: why they are barred, what the client prefers."""
    bar = one.bar
    why = bar.reason if bar is not None and not bar.lifted else ""
    prefers = _("would want: {words}").format(words=one.prefers) if one.prefers else ""
    return " · ".join(part for part in (why, one.note, prefers) if part)


def directive(held: Directive | None, today: date) -> tuple[Said, ...]:
    """Return the five lines of a directive; that there is none is said too."""
    return (_which(held, today), *_rest(held, today))


def _which(held: Directive | None, today: date) -> Said:
    if held is None:
        return Said(_("None on file. Ask whether there is one."), "", "")
    if not held.exists:
        asked = people.day(held.recorded_on, today)
        return Said(_("They have none (asked {day})").format(day=asked), "", "")
    signed = people.day(held.signed_on, today) if held.signed_on is not None else _("undated")
    parts = [
        people.directive_kind(held.kind) if held.kind is not None else _("on file"),
        held.state,
        _("signed {day}").format(day=signed),
    ]
    words = " · ".join(part for part in parts if part)
    if held.revoked_on is not None and held.revoked_on <= today:
        on = people.day(held.revoked_on, today)
        return Said(_("✕ revoked {day} · {words}").format(day=on, words=words), "", "imminent")
    return Said(f"✓ {words}", "", "well")


def _rest(held: Directive | None, today: date) -> Iterator[Said]:
    """Yield the four lines that follow the first, each in its place whatever is known."""
    there = held if held is not None and held.holds(today) else None
    agent = there.agent if there is not None else None
    other = there.alternate if there is not None else None
    yield _line(_("Decides"), _agent(agent), _("else {who}"), _agent(other))
    medicines = (there.medicines_yes, there.medicines_no) if there is not None else ("", "")
    place = (there.facility_yes, there.facility_no) if there is not None else ("", "")
    yield _line(_("Medicines"), medicines[0], _("not {words}"), medicines[1])
    home = there.at_home if there is not None else ""
    taken = _line(_("To be taken to"), place[0], _("not {words}"), place[1])
    at_home = _("at home: {who}").format(who=home)
    yield Said(f"{taken.text} · {at_home}", "") if home else taken
    calms = there.calms if there is not None else ""
    yield _line(_("Calms"), calms, "{words}", _tell(there) if there is not None else "")


def _line(heading: str, first: str, form: str, second: str) -> Said:
    more = form.format(words=second, who=second) if second else ""
    words = " · ".join(part for part in (first, more) if part)
    return Said(f"{heading}: {words or '—'}", "" if words else "secondary")


def _agent(one: Agent | None) -> str:
    if one is None:
        return ""
    return f"{one.name} {labels.phone(one.phone)}".strip()


def _tell(held: Directive) -> str:
    parts = (
        _("tell {who}").format(who=held.may_be_told) if held.may_be_told else "",
        _("not {who}").format(who=held.not_told) if held.not_told else "",
    )
    return " · ".join(part for part in parts if part)
