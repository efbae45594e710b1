"""What the card of a case says, part by part."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case, Lateness, Rung, unheard
from console.domain.care.contact import Contact, ContactKind, LineState, Rule
from console.domain.care.limits import Limits
from console.domain.protocol.escalation import current_step
from console.domain.protocol.protocol import Protocol, Step
from console.domain.seen.queue import ceiling
from console.domain.tier import Tier
from console.ui.widgets.times import hhmm
from console.words import labels
from console.words.entries import text_of
from console.words.refusals import staff_name

QUOTED = 60
"""How many letters of a message stand on its card."""

PLAIN = frozenset({Rule.TEXT_WAITING, Rule.MESSAGE_WAITING, Rule.SESSION_MISSED})
"""Rules that only say again what the kind of the contact says already."""

IN_WORDS = frozenset({ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.THIRD_PARTY})
"""Contacts in which somebody wrote words; what the others carry is data for the rules."""

FIGURES = re.compile(r"(?<=\d) (?=\w)|(?<=\d,) (?=\d)|(?<=\w) (?=[\d\N{MINUS SIGN}])")
"""The spaces beside a figure."""


def together(text: str) -> str:
    """Return ``text`` with figures and what they belong to held together, and true minus signs."""
    signed = re.sub(r"(?<![\w-])-(?=\d)", "\N{MINUS SIGN}", text)
    return FIGURES.sub("\N{NO-BREAK SPACE}", signed)


def where_it_stands(board: Board, case: Case) -> tuple[Protocol, Step] | None:
    """Return the step that a case is at, if a checklist runs in it."""
    for run in reversed(case.escalations):
        if run.running and run.waiting_for is None and not run.overlay:
            protocol = board.protocol_of(run)
            step = current_step(protocol, run)
            if step is not None:
                return protocol, step
    return None


def _called(case: Case) -> Iterator[str]:
    """Yield that the lead was called and has not come yet."""
    if case.help_asked_at is not None and case.help_answered_by is None:
        yield _("lead called {time}").format(time=hhmm(case.help_asked_at))


def mine(board: Board, case: Case) -> Iterator[str]:
    """Yield what the card of one's own case says: what is new, why it is so high, where it is."""
    yield from _called(case)
    yield from _lost(case)
    news = [contact for contact in unheard(case) if contact is not case.lost]
    yield from (_("new"), *_signals(news)) if news else ()
    reasons = case.tier.reasons if case.tier is not None else ()
    if reasons:
        yield labels.contact_kind(case.contacts[-1].kind)
        yield text_of(reasons[0])
    else:
        yield from _danger(case)
        yield from () if news else _signals(case.contacts)
    at = where_it_stands(board, case)
    if at is not None:
        protocol, step = at
        number = [found.id for found in protocol.steps].index(step.id) + 1
        words = _("{protocol} step {n}").format(protocol=protocol.id, n=number)
        yield words.replace(" ", "\N{NO-BREAK SPACE}")


def waiting(board: Board, case: Case, limits: Limits) -> Iterator[str]:
    """Yield what the card of a case that waits says: what reached us, and how late it is."""
    if case.owner is not None:
        yield staff_name(board, case.owner)
    yield from _danger(case)
    yield from _lost(case) if _is_lost(case) else _signals(case.contacts)
    at = where_it_stands(board, case)
    if at is not None:
        yield _("step “{step}”").format(step=_short(at[1].text))
    if _is_lost(case):
        yield _number(case)
    if case.ranked is not None:
        yield _("moved by hand: {reason}").format(reason=text_of(case.ranked.reason))
    yield _lateness(case, limits)
    if case.rung is not None and case.rung > Rung.SOUND:
        yield labels.rung(case.rung)


def others(board: Board, case: Case) -> Iterator[str]:
    """Yield what the card of a colleague's case says: who has it, and where it is."""
    yield staff_name(board, board.owner(case))
    yield from _called(case)
    yield from _lost(case)
    at = where_it_stands(board, case)
    if at is not None:
        yield _short(at[1].text)
    else:
        yield labels.contact_kind(case.contacts[-1].kind)


def _danger(case: Case) -> Iterator[str]:
    """Yield the answer by which the case stands so high, where it is one of a checklist."""
    if case.suggestion.rule is Rule.DANGER_SAID and case.rank <= case.suggestion.tier:
        yield together(labels.reason(case.suggestion))


def _signals(contacts: Sequence[Contact]) -> Iterator[str]:
    """Yield the gravest contact with its reason, then the kinds of the others in time order."""
    gravest = max(contacts, key=lambda contact: contact.suggestion.tier)
    yield _kind(gravest)
    if gravest.suggestion.rule not in PLAIN:
        yield together(_on_the_line(gravest) or labels.reason(gravest.suggestion))
    if len(contacts) == 1:
        if gravest.said is not None and gravest.kind in IN_WORDS:
            yield f"“{_short(text_of(gravest.said))}”"
        elif gravest.suggestion.rule in PLAIN - {Rule.SESSION_MISSED}:
            yield labels.reason(gravest.suggestion)
        return
    seen = {gravest.kind}
    for contact in contacts:
        if contact.kind not in seen:
            seen.add(contact.kind)
            yield labels.contact_kind(contact.kind)


def _on_the_line(contact: Contact) -> str:
    """Return since when somebody is on the phone with them: then it rings no more."""
    if contact.suggestion.rule is not Rule.CALL_WAITING or contact.answered_at is None:
        return ""
    if contact.line is LineState.OPEN:
        return _("on the line since {time}").format(time=hhmm(contact.answered_at))
    return _("answered {time}").format(time=hhmm(contact.answered_at))


def _kind(contact: Contact) -> str:
    kind = labels.contact_kind(contact.kind)
    if contact.kind is ContactKind.MISSED_SESSION:
        return f"{kind} {hhmm(contact.arrived)}"
    return kind


def _is_lost(case: Case) -> bool:
    return any(True for _part in _lost(case))


def _lost(case: Case) -> Iterator[str]:
    """Yield that the last call broke off, unless somebody is on the phone again."""
    calls = [contact for contact in case.contacts if contact.kind is ContactKind.CALL]
    if not calls or case.live is not None:
        return
    last = calls[-1]
    if last.ended_at is not None and last.line is LineState.DROPPED:
        yield _("call dropped {time}").format(time=hhmm(last.ended_at))
    elif last.ended_at is not None and last.line is LineState.ABANDONED:
        yield _("hung up {time} before an answer").format(time=hhmm(last.ended_at))


def _number(case: Case) -> str:
    phones = [contact.phone for contact in case.contacts if contact.phone is not None]
    number = labels.phone(text_of(phones[-1])) if phones else ""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def _lateness(case: Case, limits: Limits) -> str:
    if case.lateness is Lateness.IN_TIME:
        return ""
    allowed = ceiling(case, limits)
    past = allowed.red if case.lateness is Lateness.RED else allowed.amber
    if case.rank < Tier.HIGH:
        return together(_("raised, past {time}").format(time=_span(past)))
    return together(_("past {time}").format(time=_span(past)))


def _span(span: timedelta) -> str:
    if span < labels.MINUTE:
        return _("{n} s").format(n=int(span.total_seconds()))
    return labels.age(span)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"
