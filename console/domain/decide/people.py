"""What may be written about a client: circle, releases, safety plan, advance directive."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import (
    BarContact,
    LiftBar,
    NameSupporter,
    NoteOralAgreement,
    PeopleCommand,
    RecordDirective,
    RecordRelease,
    RevokeRelease,
    UsePlanPart,
    VerifyRelease,
    WritePlan,
)
from console.domain.decide import guard
from console.domain.events import (
    BarLifted,
    ContactBarred,
    DirectiveRecorded,
    Event,
    OralAgreementNoted,
    PlanPartUsed,
    PlanWritten,
    ReleaseRecorded,
    ReleaseRevoked,
    ReleaseVerified,
    SupporterNamed,
)
from console.domain.happened import Asked
from console.domain.ids import CaseId
from console.domain.people.circle import Supporter, places
from console.domain.people.client import Client
from console.domain.people.plan import LIKELIEST
from console.domain.people.release import Revocation
from console.domain.private import Private
from console.domain.refused import (
    Barred,
    Lacking,
    NeedsRole,
    NeedsWords,
    NobodyCalled,
    NoRelease,
    NotOnScale,
    PlanChanged,
    Refused,
    ReleaseLacks,
    SameName,
)


def decide(board: Board, command: PeopleCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    client = guard.their_client(board, command.client, asked)
    open_case = board.open_case_of(client.id)
    case = open_case.id if open_case is not None else None
    match command:
        case NameSupporter():
            return _name(client, command, case)
        case RecordRelease() | RevokeRelease() | VerifyRelease():
            return _about_release(client, command, case, asked)
        case BarContact():
            return tuple(_barred(client, command, case))
        case LiftBar():
            return _lifted(board, client, command, case, asked)
        case WritePlan():
            return _plan(client, command, case)
        case RecordDirective():
            if client.directive == command.directive.value:
                return ()
            return (DirectiveRecorded(client.id, command.directive, case),)
        case _:
            assert_never(command)


def _about_release(
    client: Client,
    command: RecordRelease | RevokeRelease | VerifyRelease,
    case: CaseId | None,
    asked: Asked,
) -> tuple[Event, ...]:
    match command:
        case RecordRelease():
            return _release(client, command, case)
        case RevokeRelease():
            return tuple(_revoked(client, command, case, asked))
        case VerifyRelease():
            place, one = _one(client, command.who)
            if not one.may_be_told(asked.at.date()):
                raise Refused(NoRelease(one.name))
            if one.verified_on == asked.at.date():
                return ()
            return (ReleaseVerified(client.id, place, command.who, case),)
        case _:
            assert_never(command)


def note_oral(board: Board, case: Case, command: NoteOralAgreement) -> tuple[Event, ...]:
    """Return an agreement as it is noted; nobody agrees to the telling of somebody barred.

    Raises:
        Refused: the name or what was said is missing, or the person is barred.
    """
    name = _words(command.who, Lacking.NAME)
    _words(command.said, Lacking.WHAT_WAS_SAID)
    client = board.client_of(case)
    circle = client.circle if client is not None else ()
    if any(circle[place].barred for place in places(circle, name)):
        raise Refused(Barred(name))
    return (OralAgreementNoted(case.id, command.who, command.kind, command.said),)


def use_plan(board: Board, case: Case, command: UsePlanPart) -> tuple[Event, ...]:
    """Return a line of the plan as it is ticked, in the version that was looked at.

    Raises:
        Refused: another version stands there now, so the line may be another one.
    """
    client = board.client_of(case)
    version = client.plan.version if client is not None and client.plan is not None else 0
    if command.version not in {None, version}:
        raise Refused(PlanChanged(version))
    if ((command.part, command.item) in case.used) == command.used:
        return ()
    return (PlanPartUsed(case.id, command.part, command.item, command.used, version),)


def _words(said: Private[str], what: Lacking) -> str:
    """Return what was said, or refuse when nothing was."""
    if said.value is None or not said.value.strip():
        raise Refused(NeedsWords(what))
    return said.value


def _all(client: Client, who: Private[str]) -> tuple[int, ...]:
    """Return where everybody of this name stands."""
    name = _words(who, Lacking.NAME)
    found = places(client.circle, name)
    if not found:
        raise Refused(NobodyCalled(name))
    return found


def _one(client: Client, who: Private[str]) -> tuple[int, Supporter]:
    """Return the one person of this name; what lets somebody be told must not be guessed."""
    found = _all(client, who)
    if len(found) > 1:
        raise Refused(SameName(client.circle[found[0]].name))
    return found[0], client.circle[found[0]]


def _name(client: Client, command: NameSupporter, case: CaseId | None) -> tuple[Event, ...]:
    said = command.who.value
    if said is None or not said.name.strip():
        raise Refused(NeedsWords(Lacking.NAME))
    bare = reach_only(said)
    found = places(client.circle, said.name)
    if len(found) > 1:
        raise Refused(SameName(said.name))
    if found and reach_only(client.circle[found[0]]) == bare:
        return ()
    place = found[0] if found else len(client.circle)
    return (SupporterNamed(client.id, place, Private(bare, command.who.salt), case),)


def reach_only(one: Supporter) -> Supporter:
    """Return ``one`` without release and bar: who they are and how to reach them."""
    return Supporter(
        one.name,
        one.relation,
        one.phones,
        note=one.note,
        lives_with=one.lives_with,
        minutes_away=one.minutes_away,
        languages=one.languages,
        has_keys=one.has_keys,
        prefers=one.prefers,
    )


def _release(client: Client, command: RecordRelease, case: CaseId | None) -> tuple[Event, ...]:
    place, one = _one(client, command.who)
    release = command.release.value
    lacks = release.lacks() if release is not None else ()
    if lacks:
        raise Refused(ReleaseLacks(lacks))
    if one.barred:
        raise Refused(Barred(one.name))
    if one.release == release and one.revocation is None and one.revoked_on is None:
        return ()
    return (ReleaseRecorded(client.id, place, command.who, command.release, case),)


def _revoked(
    client: Client, command: RevokeRelease, case: CaseId | None, asked: Asked
) -> Iterator[Event]:
    """Yield the release of everybody of this name taken back: the strictest reading."""
    found = _all(client, command.who)
    if not any(client.circle[place].scope for place in found):
        raise Refused(NoRelease(client.circle[found[0]].name))
    told = command.told.value
    said = Revocation(asked.at)
    if told is not None:
        day = told.effective_from
        said = Revocation(asked.at, told.how, told.by, day, told.already_done)
    for place in found:
        one = client.circle[place]
        if one.scope and one.revocation is None:
            kept = Private(said, command.told.salt)
            yield ReleaseRevoked(client.id, place, command.who, kept, case)


def _barred(client: Client, command: BarContact, case: CaseId | None) -> Iterator[Event]:
    """Yield everybody of this name barred: the strictest reading."""
    _words(command.reason, Lacking.REASON)
    for place in _all(client, command.who):
        one = client.circle[place]
        held = one.dv_suspect or (one.do_not_contact and not command.suspect)
        if not held:
            yield ContactBarred(
                client.id, place, command.who, command.reason, command.suspect, case
            )


def _lifted(
    board: Board, client: Client, command: LiftBar, case: CaseId | None, asked: Asked
) -> tuple[Event, ...]:
    """Return a bar lifted; that of a suspect of violence takes a lead (CONTENT, gate G1)."""
    _words(command.reason, Lacking.REASON)
    place, one = _one(client, command.who)
    if not one.barred:
        return ()
    if one.dv_suspect and not guard.worker(board, asked).is_(*guard.LEADS):
        raise Refused(NeedsRole(guard.LEADS))
    return (BarLifted(client.id, place, command.who, command.reason, case),)


def _plan(client: Client, command: WritePlan, case: CaseId | None) -> tuple[Event, ...]:
    said, held = command.plan.value, client.plan
    if said is None or not any(item.text.strip() for item in said.items):
        raise Refused(NeedsWords(Lacking.PLAN_LINES))
    if said.likelihood_of_use is not None and not 0 <= said.likelihood_of_use <= LIKELIEST:
        raise Refused(NotOnScale(0, LIKELIEST))
    now = held.version if held is not None else 0
    if held is not None and replace(said, version=now) == held:
        return ()
    if command.after != now:
        raise Refused(PlanChanged(now))
    new = replace(said, version=now + 1)
    return (PlanWritten(client.id, new.version, Private(new, command.plan.salt), case),)
