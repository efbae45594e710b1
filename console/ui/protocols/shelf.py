"""What is published, each protocol in its newest version, and how it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from gettext import gettext as _
from gettext import ngettext

from console.domain.board import Board
from console.domain.ids import ProtocolId
from console.domain.protocol.protocol import Approval, How, Place, Protocol, Step
from console.words import labels


@dataclass(frozen=True, slots=True)
class Held:
    """One protocol.

    Attributes:
        newest: its newest version.
        approval: who stands for that version; ``None`` while it is a draft.
        before: the version before it, if there is one.
        live: the newest version that somebody stands for, which live work uses.
    """

    newest: Protocol
    approval: Approval | None
    before: Protocol | None
    live: int | None

    @property
    def id(self) -> ProtocolId:
        """What it is known by."""
        return self.newest.id


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference: how a line read, and how it reads now; one of them may be missing."""

    was: str
    now: str


def shelf(board: Board) -> tuple[Held, ...]:
    """Return every protocol that is published, by its id."""
    found = []
    for name in sorted(board.protocols):
        versions = sorted(board.protocols[name], key=lambda one: one.version)
        approved: Mapping[int, Approval] = board.approvals.get(name, {})
        newest = versions[-1]
        found.append(
            Held(
                newest,
                approved.get(newest.version),
                versions[-2] if len(versions) > 1 else None,
                max(approved, default=None),
            )
        )
    return tuple(found)


def state(held: Held, today: date) -> tuple[str, str]:
    """Return how a protocol stands, as a tone and in words."""
    approval = held.approval
    if approval is None:
        return "moderate", _("draft")
    if approval.overdue(today):
        return "high", _("review was due {day}").format(day=approval.next_review)
    return "well", _("approved until {day}").format(day=approval.next_review)


def place(value: Place) -> str:
    """Return what part a protocol plays."""
    return {
        Place.START: _("start of every contact"),
        Place.MAIN: _("main"),
        Place.OVERLAY: _("beside another"),
        Place.SUB: _("called from another"),
        Place.CLOSING: _("closing"),
    }[value]


def about(protocol: Protocol) -> str:
    """Return version, mode and size in one line."""
    steps = len(protocol.steps)
    return " · ".join(
        (
            _("version {n}").format(n=protocol.version),
            labels.mode(protocol.mode),
            place(protocol.place),
            ngettext("{n} step", "{n} steps", steps).format(n=steps),
        )
    )


def who(step: Step) -> str:
    """Return who does a step, in which time, and whom its clock calls."""
    parts = [labels.role(step.who)]
    if step.target is not None:
        parts.append(_("within {time}").format(time=labels.clock(step.target)))
    if step.pages is not None:
        parts.append(_("then calls the {role}").format(role=labels.role(step.pages)))
    if not step.required:
        parts.append(_("may be left"))
    return " · ".join(parts)


def asks(step: Step) -> tuple[str, ...]:
    """Return what a step wants written down, one line each."""
    found = []
    for field in step.fields:
        choices = ", ".join(label for _code, label in field.choices)
        optional = "" if field.required else _(" (optional)")
        found.append(
            f"{field.label}{optional}: {choices}" if choices else f"{field.label}{optional}"
        )
    return tuple(found)


def ways(step: Step) -> tuple[str, ...]:
    """Return the answers of a step and where each leads, then why it may not apply."""
    found = []
    for answer in step.answers:
        leads = {
            How.NEXT: "",
            How.STAY: _("stays on this step"),
            How.LEAD: _("calls the shift lead"),
            How.ON_CALL: _("calls the clinician on call"),
            How.STEP: _("goes to step {to}").format(to=answer.target),
            How.REPLACE: _("goes on with {to}").format(to=answer.target),
            How.OVERLAY: _("begins {to} beside it").format(to=answer.target),
            How.CALL: _("does {to}, then comes back").format(to=answer.target),
            How.RETURN: _("ends this list here"),
        }[answer.how]
        gates = _("gate {id}").format(id=" ".join(answer.gates)) if answer.gates else ""
        twice = _("needs a second press") if answer.deliberate else ""
        said = " · ".join(part for part in (leads, gates, twice) if part)
        found.append(f"{answer.label}: {said}" if said else answer.label)
    found += [_("Does not apply: {why}").format(why=why) for _code, why in step.na]
    return tuple(found)


def lines(protocol: Protocol) -> Iterator[str]:
    """Yield everything that staff read, line by line, to be compared."""
    yield _("Title: {title}").format(title=protocol.title)
    yield _("Begins when: {entry}").format(entry=protocol.entry)
    yield labels.mode(protocol.mode)
    if protocol.memory:
        yield _("From memory: {steps}").format(steps=", ".join(protocol.memory))
    for phase in protocol.phases:
        order = _(" (in any order)") if phase.any_order else ""
        yield _("Phase {title}{order}").format(title=phase.title, order=order)
        for step in phase.steps:
            gates = f" [{' '.join(step.gates)}]" if step.gates else ""
            yield f"{step.id}  {step.text}{gates}"
            yield f"{step.id}  {who(step)}"
            if step.say is not None:
                yield f"{step.id}  “{step.say.en}”"
                if step.say.es:
                    yield f"{step.id}  “{step.say.es}”"
            yield from (f"{step.id}  {line}" for line in (*asks(step), *ways(step)))


def compare(before: Protocol, now: Protocol) -> tuple[Changed, ...]:
    """Return what reads differently in ``now``."""
    old, new = list(lines(before)), list(lines(now))
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, came = old[a:b], new[c:d]
        for at in range(max(len(gone), len(came))):
            was = gone[at] if at < len(gone) else ""
            is_now = came[at] if at < len(came) else ""
            found.append(Changed(was, is_now))
    return tuple(found)
