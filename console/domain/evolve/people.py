"""How what the programme holds of a client changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.events import (
    BarLifted,
    ContactBarred,
    DirectiveRecorded,
    PeopleEvent,
    PlanWritten,
    ReleaseRecorded,
    ReleaseRevoked,
    ReleaseVerified,
    SupporterNamed,
)
from console.domain.happened import Happened
from console.domain.people.circle import Supporter, places
from console.domain.people.client import Client
from console.domain.people.plan import carried
from console.domain.people.release import Bar, Revocation

Change = Callable[[Supporter], Supporter]


def evolve(board: Board, happened: Happened, event: PeopleEvent) -> Board:
    """Return the board after ``event``; what its erased words allowed is no longer allowed."""
    client = board.clients.get(event.client)
    if client is None:  # the words of the whole record are erased
        return board
    match event:
        case SupporterNamed():
            return _with(board, _named(client, event))
        case PlanWritten():
            return _plan(board, client, event)
        case DirectiveRecorded():
            return _with(board, replace(client, directive=event.directive.value))
        case _:
            place = _place(client, event)
            if place is None:
                return board
            changed = _changed(client.circle[place], happened, event)
            circle = (*client.circle[:place], changed, *client.circle[place + 1 :])
            return _with(board, replace(client, circle=circle))


def _with(board: Board, client: Client) -> Board:
    return replace(board, clients={**board.clients, client.id: client})


def _place(
    client: Client,
    event: ReleaseRecorded | ReleaseRevoked | ReleaseVerified | ContactBarred | BarLifted,
) -> int | None:
    """Return where the person stands: by place and name, by name, or by place alone."""
    there = places(client.circle, event.who.value) if event.who.value is not None else ()
    if there and event.place not in there:
        return there[0]
    return event.place if 0 <= event.place < len(client.circle) else None


def _changed(
    one: Supporter,
    happened: Happened,
    event: ReleaseRecorded | ReleaseRevoked | ReleaseVerified | ContactBarred | BarLifted,
) -> Supporter:
    match event:
        case ReleaseRecorded():
            return _released(one, event)
        case ReleaseRevoked():
            said = event.revocation.value or Revocation(happened.at)
            day = said.effective_from or happened.at.date()
            return replace(one, revocation=said, revoked_on=min(day, one.revoked_on or day))
        case ReleaseVerified():
            return replace(one, verified_on=happened.at.date())
        case ContactBarred():
            bar = Bar(happened.at, event.reason.value or "")
            if event.suspect:
                return replace(one, dv_suspect=True, bar=bar)
            return replace(one, do_not_contact=True, bar=bar)
        case BarLifted():
            bar = Bar(happened.at, event.reason.value or "", lifted=True)
            return replace(one, do_not_contact=False, dv_suspect=False, bar=bar)
        case _:
            assert_never(event)


def _released(one: Supporter, event: ReleaseRecorded) -> Supporter:
    """Return ``one`` with the new release; with none where its words are erased."""
    given = event.release.value
    bare = replace(
        one,
        scope=frozenset(),
        starts=None,
        expires=None,
        paper=None,
        revoked_on=None,
        revocation=None,
    )
    if given is None:
        return bare
    return replace(
        bare,
        scope=given.scope,
        starts=given.starts,
        expires=given.expires,
        paper=given.paper,
        verified_on=given.paper.signed_on or one.verified_on,
    )


def _named(client: Client, event: SupporterNamed) -> Client:
    said = event.who.value
    circle = client.circle
    if said is None:  # a nameless one keeps the places of those after them
        added = () if event.place < len(circle) else (Supporter("", ""),)
        return replace(client, circle=(*circle, *added))
    there = places(circle, said.name)
    if not there:
        return replace(client, circle=(*circle, said))
    place = event.place if event.place in there else there[0]
    held = circle[place]
    now = replace(
        held,
        name=said.name,
        relation=said.relation,
        phones=said.phones,
        note=said.note,
        lives_with=said.lives_with,
        minutes_away=said.minutes_away,
        languages=said.languages,
        has_keys=said.has_keys,
        prefers=said.prefers,
    )
    return replace(client, circle=(*circle[:place], now, *circle[place + 1 :]))


def _plan(board: Board, client: Client, event: PlanWritten) -> Board:
    """Return the board with the plan; what was tried in an open case stays with its line."""
    plan = event.plan.value
    case = board.open_case_of(client.id)
    board = _with(board, replace(client, plan=plan))
    if case is None:
        return board
    kept = tuple(carried(case.ticks, client.plan, plan)) if plan is not None else ()
    return board.with_case(replace(case, ticks=kept))
