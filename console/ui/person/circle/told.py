"""Who may be told what, in the fewest words: the corner of the glance panel."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.people.circle import ConsentState, Oral, OralAgreement, Supporter
from console.domain.people.client import Client, Flag
from console.ui.actions import act
from console.ui.person.facts import Said
from console.words.line import text_of
from console.words.people import around, kinds
from console.words.place.where import clock_time

MOST = 4
"""How many people the corner has room for; those who are barred always stand there."""


def told(board: Board, case: Case, now: datetime) -> Iterator[Said]:
    """Yield who may be told what, and until when."""
    client = board.client_of(case)
    if client is None:
        yield Said(_("Not known who this is"), "value")
        yield Said(_("Tell nobody until you know, unless a life depends on it."))
        yield from _spoken(_latest(case), now)
        return
    yield from _violence(client)
    latest = _latest(case)
    if not client.circle and not latest:
        yield Said(_("Nobody is named"), "value")
        yield Said(_("Ask: who could be with you?"))
        return
    today = now.astimezone().date()
    yield from _spoken(latest, now)
    never = [one for one in client.circle if one.barred]
    rest = [one for one in client.circle if not one.barred and _key(one.name) not in latest]
    rest.sort(key=lambda one: not one.may_be_told(today))
    room = max(MOST - min(len(never), 2) - len(latest), 1)
    for one in rest[:room]:
        yield from _supporter(one, today)
    if len(rest) > room:
        words = _("and {n} more: {key}")
        yield Said(words.format(n=len(rest) - room, key=act("circle").cap))
    for one in never:
        suspect = _("✕ never, violence suspected: {name}")
        words = suspect if one.dv_suspect else _("✕ never: {name}")
        name = around.named(one) if len(never) == 1 else one.name
        yield Said(words.format(name=name), "secondary", "imminent")


def _violence(client: Client) -> Iterator[Said]:
    """Yield the warning that whoever answers may be the danger (CONTENT, P13)."""
    if Flag.DOMESTIC_VIOLENCE not in client.flags:
        return
    if any(one.barred for one in client.circle):
        yield Said(_("⚠ violence at home: be sure who answers"), "secondary", "high")
    else:
        yield Said(_("⚠ violence at home: ask who must not know"), "secondary", "imminent")


def _latest(case: Case) -> Mapping[str, OralAgreement]:
    """Return what was said last in this case about each person, by their name."""
    return {_key(text_of(one.who)): one for one in case.oral}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _spoken(latest: Mapping[str, OralAgreement], now: datetime) -> Iterator[Said]:
    for one in latest.values():
        name, at = text_of(one.who), clock_time(one.at, now)
        if one.kind is Oral.OBJECTED:
            words = _("✕ objected {time}: {name}")
            yield Said(words.format(name=name, time=at), "secondary", "imminent")
        else:
            yield Said(_("{name} ✓ for now").format(name=name), "value")
            yield Said(_("{kind} {time}").format(kind=kinds.oral(one.kind), time=at))


def _supporter(one: Supporter, today: date) -> Iterator[Said]:
    if not one.may_be_told(today):
        words = around.release(one, today)
        yield Said(f"○ {words}: {around.named(one)}")
        return
    yield Said(f"{around.named(one)} ✓", "value")
    soon = one.consent(today) is ConsentState.ENDS_SOON
    until = around.release(one, today)
    if one.expires is not None and not soon:
        until = _("until {month}").format(month=f"{one.expires:%m/%Y}")
    check = [_("⚠ check again")] if one.unverified(today) else []
    words = " · ".join([until, around.scope(one.scope), *check])
    yield Said(words, "secondary", "moderate" if soon or check else "")
