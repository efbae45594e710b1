"""Writing down what is said about somebody of the circle: who, what, and the words for it.

One line to type in throughout.  Nothing is lost by a refusal: the panel stays until it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.commands import (
    BarContact,
    Command,
    LiftBar,
    NameSupporter,
    NoteOralAgreement,
    RevokeRelease,
    TakenBack,
    VerifyRelease,
)
from console.domain.ids import CaseId
from console.domain.people.circle import Oral, Supporter, places
from console.domain.people.client import Client
from console.ui.bridge import Bridge
from console.ui.person.choose import Choice, ChoosePanel
from console.ui.person.circle.lines import person
from console.words.people import around

MOST = 12
"""How many people or acts are offered at once; typing narrows them."""


class Say(StrEnum):
    """What can be written down about somebody."""

    AGREED = "agreed"
    NO_OBJECTION = "no_objection"
    OBJECTED = "objected"
    BEST_INTEREST = "best_interest"
    INFERRED = "inferred"
    REVOKED = "revoked"
    NEVER = "never"
    SUSPECT = "suspect"
    LIFTED = "lifted"
    STANDS = "stands"
    RELEASE = "release"
    REACH = "reach"


ORAL = {
    Say.AGREED: Oral.AGREED,
    Say.NO_OBJECTION: Oral.NO_OBJECTION,
    Say.OBJECTED: Oral.OBJECTED,
    Say.BEST_INTEREST: Oral.EMERGENCY_BEST_INTEREST,
    Say.INFERRED: Oral.INFERRED,
}
FORMS = frozenset({Say.RELEASE, Say.REACH})


@dataclass(frozen=True, slots=True)
class Somebody:
    """What was chosen first: whom it is about."""

    name: str


@dataclass(frozen=True, slots=True)
class Write:
    """What was chosen last: that it be written down."""


class CirclePanel(ChoosePanel):
    """Who, what, and the words for it; Escape goes one step back.

    Signals:
        form: a form is wanted; carries ``release`` or ``reach``, and the person's name.
        written: what was said is in the journal.
    """

    form = Signal(str, str)
    written = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_title(), _("a name, or somebody new"), parent, most=MOST)
        self.setAccessibleName(_("Circle"))
        self._bridge = bridge
        self._name = ""
        self._say: Say | None = None
        self._about: CaseId | None = None
        self._left: tuple[CaseId, str, Say, str] | None = None
        self.list.setWordWrap(True)
        self.typed.connect(self._typed)

    def open(self) -> None:
        """Begin with who it is about, or with the words that were left half written."""
        self._ask("", None)
        super().open()
        case, left = self._bridge.case, self._left
        self._about = case.id if case is not None else None
        if left is not None and left[0] == self._about:
            _case, name, say, words = left
            self._ask(name, say)
            self.line.setText(words)
            self._left = None

    def close_panel(self) -> None:
        """Close it; what was half written is there again when it is opened for the same case."""
        about, words = self._about, self.line.text().strip()
        if not self.isHidden() and about is not None and self._say is not None and words:
            self._left = about, self._name, self._say, words
        super().close_panel()

    def open_at(self, name: str) -> None:
        """Begin with what is said about somebody."""
        self.open()
        self._ask(name, None)

    def _ask(self, name: str, say: Say | None) -> None:
        """Ask for the next thing: who, what, or the words."""
        self._name, self._say = name, say
        self.line.clear()
        if say is not None:
            title, hint = _wording(say)
            self.title.setText(f"{name.upper()} · {title.upper()}")
        elif name:
            self.title.setText(name.upper())
            hint = _("what is so: agreed, objected, revoked, never …")
        else:
            self.title.setText(_title())
            hint = _("a name, or somebody new")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(self.title.text())
        self._typed("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one step back by Escape before leaving (Qt)."""
        if event.key() == Qt.Key.Key_Escape and self._say is not None:
            self._ask(self._name, None)
        elif event.key() == Qt.Key.Key_Escape and self._name:
            self._ask("", None)
        else:
            super().keyPressEvent(event)

    # What is offered ------------------------------------------------------------

    def _typed(self, text: str) -> None:
        words = text.strip()
        if self._say is not None:
            self.offer((Choice(_("Write it down"), words, Write()),))
        elif self._name:
            asked = words.casefold().split()
            found = [one for one in self._acts() if _fits(one, asked)]
            self.offer(found)
        else:
            self.offer(tuple(self._people(words)))

    @property
    def _client(self) -> Client | None:
        case = self._bridge.case
        return self._bridge.board.client_of(case) if case is not None else None

    def _person(self) -> Supporter | None:
        circle = self._client.circle if self._client is not None else ()
        return next((one for one in circle if one.name == self._name), None)

    def _people(self, words: str) -> Iterator[Choice]:
        client, today = self._client, self._bridge.now().astimezone().date()
        asked = words.casefold().split()
        for one in around.in_order(client.circle, today) if client is not None else ():
            choice = _choice(one, today)
            if _fits(choice, asked):
                yield choice
        if words:
            yield Choice(words, _("somebody new"), Somebody(words))

    def _acts(self) -> Iterator[Choice]:
        """Yield what can be said of the person, the likeliest in a crisis first."""
        one, known = self._person(), self._client is not None
        barred = one is not None and one.barred
        if not barred:
            for say in ORAL:
                yield _act(say)
        if one is not None and one.scope and one.revocation is None:
            yield _act(Say.REVOKED)
        if known and not barred:
            yield _act(Say.NEVER)
        if known and not (one is not None and one.dv_suspect):
            yield _act(Say.SUSPECT)
        if one is not None and one.unverified(self._bridge.now().astimezone().date()):
            yield _act(Say.STANDS)
        if barred:
            yield _act(Say.LIFTED)
        elif one is not None:
            yield _act(Say.RELEASE)
        if known:
            yield _act(Say.REACH)

    # What is done ---------------------------------------------------------------

    def _take(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self.choices):
            return
        match self.choices[row].what:
            case Somebody() as somebody:
                self._ask(somebody.name, None)
            case Write() if self._say is not None:
                self._write(self._say, self.line.text().strip())
            case Say.STANDS:
                self._write(Say.STANDS, "")
            case Say() as say if say in FORMS:
                self.close_panel()
                self.form.emit(say, self._name)
            case Say() as say:
                self._ask(self._name, say)
            case _:
                pass

    def _write(self, say: Say, words: str) -> None:
        case, client = self._bridge.case, self._client
        if case is None:
            return
        commands = _commands(say, self._name, words, case, client)
        if commands:
            self._bridge.send(*commands, then=lambda _done: self._is_written())

    def _is_written(self) -> None:
        self.line.clear()
        self.close_panel()
        self.written.emit()


def _title() -> str:
    return _("CIRCLE: WHO MAY BE TOLD")


def _fits(choice: Choice, asked: list[str]) -> bool:
    """Whether a choice holds every typed word; an act is known by its short name too."""
    said = f"{choice.words} {choice.detail} {choice.what}".casefold()
    return all(word in said for word in asked)


def _choice(one: Supporter, today: date) -> Choice:
    lines = (around.reach(one), around.about(one))
    said = person(one, today)
    tone = said.tone if one.barred else ""
    return Choice(said.text, "\n".join(part for part in lines if part), Somebody(one.name), tone)


def _act(say: Say) -> Choice:
    words = {
        Say.AGREED: _("Agrees that they are told now"),
        Say.NO_OBJECTION: _("Was asked, and does not object"),
        Say.OBJECTED: _("Does not want them told"),
        Say.BEST_INTEREST: _("Cannot say; it is in their best interest (your judgement)"),
        Say.INFERRED: _("Inferred from what is going on (your judgement)"),
        Say.REVOKED: _("Takes the release back, at once"),
        Say.NEVER: _("Never contact them"),
        Say.SUSPECT: _("Never contact them: violence suspected (only a lead lifts it)"),
        Say.LIFTED: _("May be contacted again (gives no release back)"),
        Say.STANDS: _("Number and release still stand"),
        Say.RELEASE: _("Signed a release, new or renewed (a form)"),
        Say.REACH: _("Who they are, how to reach them (a form)"),
    }[say]
    return Choice(words, "", say)


def _wording(say: Say) -> tuple[str, str]:
    """Return what stands above the line for the words, and what to type in it."""
    said = _("what was said, in a few words")
    why = _("why, in one sentence")
    return {
        Say.AGREED: (_("agrees"), said),
        Say.NO_OBJECTION: (_("no objection"), said),
        Say.OBJECTED: (_("objects"), said),
        Say.BEST_INTEREST: (_("best interest"), _("what you go by")),
        Say.INFERRED: (_("inferred"), _("what you go by")),
        Say.REVOKED: (_("revoked"), _("what was told before, if anything; may stay empty")),
        Say.NEVER: (_("never contact"), why),
        Say.SUSPECT: (_("violence suspected"), why),
        Say.LIFTED: (_("may be contacted again"), why),
    }[say]


def _commands(
    say: Say, name: str, words: str, case: Case, client: Client | None
) -> tuple[Command, ...]:
    """Return what writes it down; somebody new is named before they are barred."""
    who, said = private(name), private(words)
    if say in ORAL:
        return (NoteOralAgreement(case.id, who, ORAL[say], said),)
    if client is None:
        return ()
    match say:
        case Say.REVOKED:
            told = TakenBack(by=client.shown_name, already_done=words)
            return (RevokeRelease(client.id, who, private(told)),)
        case Say.NEVER | Say.SUSPECT:
            bar = BarContact(client.id, who, said, say is Say.SUSPECT)
            if not words or places(client.circle, name):
                return (bar,)
            return (NameSupporter(client.id, private(Supporter(name, ""))), bar)
        case Say.LIFTED:
            return (LiftBar(client.id, who, said),)
        case Say.STANDS:
            return (VerifyRelease(client.id, who),)
        case _:
            return ()
