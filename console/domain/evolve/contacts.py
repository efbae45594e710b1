"""How contacts make, join and leave cases."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case, Lateness, Ranked, Rating, reached
from console.domain.care.contact import Contact, LineState, Rule, Suggestion
from console.domain.events import (
    CallAnswered,
    CallEnded,
    CaseIdentified,
    CasesMerged,
    ContactArrived,
    ContactEvent,
    ContactSplit,
    FormArrived,
    LocationOffered,
)
from console.domain.happened import Happened
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.people.plan import Tick
from console.domain.place.location import SOON, STALE_AFTER, Location, Placed, Source
from console.domain.protocol.escalation import Answered
from console.domain.seen.queue import waits
from console.domain.tier import Tier


def evolve(board: Board, happened: Happened, event: ContactEvent) -> Board:
    """Return the board after ``event``."""
    match event:
        case ContactArrived():
            return _arrived(board, happened, event)
        case FormArrived():
            paper = event.paper
            return _contact(
                board,
                event.case,
                event.contact,
                instrument=paper.instrument,
                cautions=paper.cautions,
                score=paper.score,
                band=paper.band,
            )
        case LocationOffered():
            return _contact(board, event.case, event.contact, place=event.location)
        case CallAnswered():
            return _answered(board, happened, event)
        case CallEnded():
            return _ended(board, happened, event)
        case CaseIdentified():
            case = replace(board.cases[event.case], client=event.client)
            if unsaid(case):
                case = replace(case, place=on_file(board, event.client, happened))
            return board.with_case(case)
        case CasesMerged():
            return _merged(board, happened, event)
        case ContactSplit():
            return _split(board, happened, event)
        case _:
            assert_never(event)


def unsaid(case: Case) -> bool:
    """Whether nobody has said or confirmed where the person is: the record at most says it."""
    place = case.place
    return place is None or (place.confirmed is None and place.location.source is Source.ON_FILE)


def on_file(board: Board, client: ClientId | None, happened: Happened) -> Placed | None:
    """Return where the record says the client lives, with the age that it has there."""
    known = board.clients.get(client) if client is not None else None
    if known is None or not known.addresses:
        return None
    home = known.addresses[0]
    since = happened.at - STALE_AFTER  # of unknown age, or of a time to come: never shown as fresh
    if home.since is not None and home.since <= happened.at.date() + SOON:
        since = happened.at.replace(
            year=home.since.year, month=home.since.month, day=home.since.day
        )
    return Placed(
        Location(
            home.line,
            Source.ON_FILE,
            since,
            unit=home.unit,
            city=home.city,
            state=home.state,
            zip=home.zip,
            access=home.access,
            at=home.at,
            error_m=home.error_m,
        )
    )


def _arrived(board: Board, happened: Happened, event: ContactArrived) -> Board:
    contact = Contact(
        event.contact,
        event.kind,
        event.sender,
        happened.at,
        LineState.RINGING if event.ringing else LineState.OPEN,
        event.suggestion,
        event.said,
        event.phone,
        event.call_id,
        entry=happened.seq,
        client=event.client,
    )
    case = board.cases.get(event.case)
    if case is None:
        case = Case(
            event.case,
            happened.seq,
            happened.at,
            event.client,
            waiting_since=happened.at,
            place=on_file(board, event.client, happened),
        )
    return board.with_case(replace(case, contacts=(*case.contacts, contact)))


def _answered(board: Board, happened: Happened, event: CallAnswered) -> Board:
    board = _contact(board, event.case, event.contact, line=LineState.OPEN, answered_at=happened.at)
    case = board.cases[event.case]
    if waits(case):
        return board
    return board.with_case(replace(case, lateness=Lateness.IN_TIME, rung=None))


def _contact(board: Board, case: CaseId, contact: ContactId, **changes: object) -> Board:
    held = board.cases[case]
    contacts = tuple(
        replace(found, **changes) if found.id == contact else found  # type: ignore[arg-type]
        for found in held.contacts
    )
    return board.with_case(replace(held, contacts=contacts))


def _ended(board: Board, happened: Happened, event: CallEnded) -> Board:
    if not event.answered:
        line = LineState.ABANDONED
    elif event.dropped:
        line = LineState.DROPPED
    else:
        return _contact(
            board, event.case, event.contact, line=LineState.ENDED, ended_at=happened.at
        )
    # Whoever we lost is at least as much at risk as while we had them; no rule says imminent.
    least = Tier.HIGH if event.dropped else Tier.MODERATE
    tier = min(max(board.cases[event.case].rank, least), Tier.HIGH)
    return _contact(
        board,
        event.case,
        event.contact,
        line=line,
        ended_at=happened.at,
        suggestion=Suggestion(Tier(tier), Rule.CALL_DROPPED),
        entry=happened.seq,
    )


def _merged(board: Board, happened: Happened, event: CasesMerged) -> Board:
    into, gone = board.cases[event.into], board.cases[event.gone]
    owner = into.owner or gone.owner
    began = [case.waiting_since for case in (into, gone) if case.waiting_since is not None]
    firsts = [case.first_taken_at for case in (into, gone) if case.first_taken_at is not None]
    into, gone = _still_lost(into, gone, happened.seq), _still_lost(gone, into, happened.seq)
    joined = replace(
        _help_asked(into, gone),
        client=into.client or gone.client,
        opened_at=min(into.opened_at, gone.opened_at),
        owner=owner,
        taken_at=into.taken_at or gone.taken_at,
        first_taken_at=min(firsts, default=None),
        heard=into.heard if into.owner is not None else gone.heard,
        contacts=tuple(sorted((*into.contacts, *gone.contacts), key=lambda c: (c.arrived, c.id))),
        waiting_since=None if owner is not None else min(began, default=into.opened_at),
        lateness=max(into.lateness, gone.lateness),
        rung=max(filter(None, (into.rung, gone.rung)), default=None),
        place=_surer(into, gone).place,
        escalations=(*into.escalations, *gone.escalations),
        answers=_newer(into.answers, gone.answers),
        notes=tuple(sorted((*into.notes, *gone.notes), key=lambda note: note.at)),
        ticks=_both_ticked(into, gone),
        oral=tuple(sorted((*into.oral, *gone.oral), key=lambda one: one.at)),
        peak=max(into.peak, gone.peak),
        first_tier=_first(into, gone),
        tries=tuple(sorted((*into.tries, *gone.tries), key=lambda one: one.at)),
        assessments=tuple(
            sorted((*into.assessments, *gone.assessments), key=lambda one: one.entry)
        ),
        duties=into.duties.joined(gone.duties),
        instead=tuple(sorted((*into.instead, *gone.instead), key=lambda one: one.at)),
        dangers=tuple(sorted((*into.dangers, *gone.dangers), key=lambda one: one.entry)),
        returned=tuple(sorted((*into.returned, *gone.returned), key=lambda one: one.entry)),
    )
    joined = _as_high(joined, into, gone, happened.seq)
    if not waits(joined):
        joined = replace(joined, lateness=Lateness.IN_TIME, rung=None)
    return board.without_cases([event.gone]).with_case(joined)


def _both_ticked(into: Case, gone: Case) -> tuple[Tick, ...]:
    """Return the ticks of both cases, each line once, at the time when it was tried first."""
    ticks = sorted((*into.ticks, *gone.ticks), key=lambda tick: tick.at)
    first = {(tick.part, tick.item): tick for tick in reversed(ticks)}
    return tuple(sorted(first.values(), key=lambda tick: tick.at))


def _first(into: Case, gone: Case) -> Rating | None:
    """Return the tier that a person set first, in either case."""
    ratings = (case.first_tier for case in (into, gone) if case.first_tier is not None)
    return min(ratings, key=lambda rating: rating.entry, default=None)


def _newer(into: Mapping[str, Answered], gone: Mapping[str, Answered]) -> Mapping[str, Answered]:
    """Return, for each field, what was said last in either case; of equals, that of ``into``."""
    later = {
        field: answer
        for field, answer in gone.items()
        if field not in into or answer.entry > into[field].entry
    }
    return {**into, **later}


def _still_lost(case: Case, other: Case, entry: int) -> Case:
    """Return ``case`` with a call that was lost lost in the joined case too.

    Unless the other case shows that they were found since: they wrote, or a call was answered.
    """
    lost = case.lost
    if lost is None or lost.ended_at is None:
        return case
    since = (c.answered_at or c.arrived for c in other.contacts if reached(c))
    if any(at > lost.ended_at for at in since):
        return case
    gone = replace(lost, entry=entry)
    return replace(case, contacts=tuple(gone if c.id == lost.id else c for c in case.contacts))


def _as_high(joined: Case, into: Case, gone: Case, entry: int) -> Case:
    """Return ``joined`` no lower than the higher of the two cases that it came from.

    What a person said of one of them was said without knowing what the other brings.
    """
    word = max(
        (case.word for case in (into, gone) if case.word is not None),
        key=lambda said: said.tier,
        default=None,
    )
    ratings = (case.tier for case in (into, gone) if case.tier is not None)
    joined = replace(
        joined,
        tier=max(ratings, key=lambda rating: rating.tier, default=None),
        ranked=word if isinstance(word, Ranked) else None,
    )
    if joined.rank >= max(into.rank, gone.rank):
        return joined
    return replace(
        joined,
        contacts=tuple(replace(c, entry=entry) for c in joined.contacts),
        assessments=tuple(replace(one, entry=entry) for one in joined.assessments),
        dangers=tuple(replace(one, entry=entry) for one in joined.dangers),
    )


def _surer(into: Case, gone: Case) -> Case:
    """Return the case that knows better where the person is."""
    if gone.place is None or not unsaid(into):
        return into
    return into if unsaid(gone) and into.place is not None else gone


def _help_asked(into: Case, gone: Case) -> Case:
    """Return ``into`` with the older call for help that nobody has answered, if there is one.

    A lead who came to one of the two has not come to the other.
    """
    into = replace(into, help_answered_in=min(into.help_answered_in, gone.help_answered_in))
    asked = [
        case.help_asked_at
        for case in (into, gone)
        if case.help_asked_at is not None and case.help_answered_by is None
    ]
    if not asked:
        return into
    return replace(into, help_asked_at=min(asked), help_answered_by=None)


def _split(board: Board, happened: Happened, event: ContactSplit) -> Board:
    case = board.cases[event.case]
    moved = next(found for found in case.contacts if found.id == event.contact)
    stay = tuple(found for found in case.contacts if found.id != event.contact)
    alone = Case(
        event.into,
        happened.seq,
        moved.arrived,
        client=moved.client,
        contacts=(moved,),
        waiting_since=happened.at if case.owner is not None else moved.arrived,
    )
    return board.with_case(replace(case, contacts=stay)).with_case(alone)
