"""Gate G1: who of the client's circle may be told (CONTENT section 2; S19 to S21).

Four ways lead through it: a release that names the person and reaches what is told; the
client's own word now (45 CFR 164.510(b)(2)); an emergency, by professional judgement and
only what is directly relevant (510(b)(3)); or a threat to life with the override form of
this case (512(j)).  Whoever is barred stays barred on every way.
"""

from dataclasses import replace
from datetime import date

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Recipient
from console.domain.decide.gates import override
from console.domain.decide.gates.telling import Telling
from console.domain.happened import Asked
from console.domain.people.circle import (
    ConsentState,
    Oral,
    OralAgreement,
    Scope,
    Supporter,
    means,
    words_of,
)
from console.domain.refused import (
    BeyondScope,
    NeedsOverride,
    NeedsTheirWord,
    NeverTold,
    Refused,
    ReleaseDoesNotHold,
    Shut,
    TheyObjected,
)

RELEASES = frozenset({Basis.AUTHORIZATION, Basis.PART2_CONSENT})
RELEVANT = frozenset({Scope.SAFETY_CONCERN, Scope.LOCATION, Scope.MEDICINES})
"""What is directly relevant to whoever helps in an emergency: our own cut, for counsel."""
BARRED, GUARDIAN, GUARDIAN_NAME = "contact_barred", "guardian_safe", "guardian.name"
NOT_SAFE = frozenset({"no", "unknown"})
"""Whoever is not known to be safe for a minor is told nothing (CONTENT, P14)."""
WORDS = {
    Basis.AGREED_510B: frozenset({Oral.AGREED, Oral.NO_OBJECTION, Oral.INFERRED}),
    Basis.EMERGENCY_510B: frozenset({Oral.EMERGENCY_BEST_INTEREST}),
}
"""What may have been noted in the case already, in place of words in the step."""
AS_THEY_ARE = frozenset({Recipient.CONTACT, Recipient.INTERNAL})
OVER_NO_OBJECTION = RELEASES | {Basis.AGREED_510B, Basis.EMERGENCY_510B}
"""What does not go past the client's own no of today."""


def named(board: Board, case: Case, name: str) -> tuple[Supporter, ...]:
    """Return everybody of the client's circle who is called ``name``.

    Where nobody is called just so, whoever's whole name stands in it, as in "Rosa Lee, sister".
    """
    client = board.client_of(case)
    circle = client.circle if client is not None else ()
    wanted = words_of(name)
    just = tuple(one for one in circle if words_of(one.name) == wanted) if wanted else ()
    return just or tuple(one for one in circle if means(name, one.name))


def of_circle(board: Board, case: Case, telling: Telling, today: date) -> Telling:
    """Return ``telling`` as one to the client's circle, where it goes to somebody of it.

    Nobody of the circle treats the client: they are told by a release, whatever the
    checklist takes them for, or by what the client said today where no release holds.
    """
    people = named(board, case, telling.who)
    if telling.kind in AS_THEY_ARE or telling.basis is not Basis.TREATMENT or not people:
        return telling
    plain = frozenset({Scope.SAFETY_CONCERN})
    said = oral(case, telling.who)
    agreed = said is not None and said.kind in WORDS[Basis.AGREED_510B]
    released = all(one.may_be_told(today) for one in people)
    basis = Basis.AGREED_510B if agreed and not released else Basis.AUTHORIZATION
    return replace(telling, kind=Recipient.CONTACT, basis=basis, items=plain)


def check(board: Board, case: Case, telling: Telling, asked: Asked) -> None:
    """Let nobody of the circle be told what they may not be told, nobody by a release not on file.

    Raises:
        Refused: says which way is shut, so that the next can be named.
    """
    people = named(board, case, telling.who)
    if telling.kind is not Recipient.CONTACT and not people:
        _outside(telling)
        return
    barred(case, people, telling.who)
    _alike(board, case, people, telling.who)
    said = oral(case, telling.who)
    if said is not None and said.kind is Oral.OBJECTED and telling.basis in OVER_NO_OBJECTION:
        raise Refused(TheyObjected(telling.who))
    today = asked.at.date()
    beyond = telling.items & {Scope.SUBSTANCE_USE} if telling.basis not in RELEASES else frozenset()
    match telling.basis:
        case Basis.AUTHORIZATION | Basis.PART2_CONSENT:
            beyond = _released(people, telling, today)
        case Basis.AGREED_510B | Basis.EMERGENCY_510B:
            noted = said is not None and said.kind in WORDS[telling.basis]
            if telling.asks_because and not (telling.because or noted):
                raise Refused(NeedsTheirWord(telling.basis))
            if telling.basis is Basis.EMERGENCY_510B:
                beyond = telling.items - RELEVANT
        case Basis.THREAT_512J:
            if not override.done(board, case):
                raise Refused(NeedsOverride())
        case _:
            pass
    if beyond:
        items = tuple(scope for scope in Scope if scope in beyond)
        raise Refused(BeyondScope(telling.who, telling.basis, items))


def _outside(telling: Telling) -> None:
    """Let nobody but the circle be told by a release: only theirs are on file.

    Raises:
        Refused: no release names them; of substance use it is for gate G4 to say.
    """
    if telling.basis in RELEASES and not telling.sud:
        raise Refused(ReleaseDoesNotHold(telling.who, ConsentState.NONE, outside=True))


def oral(case: Case, name: str) -> OralAgreement | None:
    """Return what the client said last, in this case, to this person being told."""
    said = (one for one in reversed(case.oral) if means(name, one.who.value or ""))
    return next(said, None)


def barred(case: Case, people: tuple[Supporter, ...], name: str) -> None:
    """Let nobody be told who is never to be told: their list, or the answer of this case.

    Raises:
        Refused: they are barred.
    """
    if any(one.dv_suspect for one in people):
        raise Refused(NeverTold(name, Shut.SUSPECT))
    if any(one.do_not_contact for one in people):
        raise Refused(NeverTold(name, Shut.NEVER))
    answer = case.answers.get(BARRED)
    if (answer is not None and answer.value.code == "barred") or _unsafe_guardian(case, name):
        raise Refused(NeverTold(name, Shut.HERE))


def _alike(board: Board, case: Case, people: tuple[Supporter, ...], name: str) -> None:
    """Let nobody be told under half a name, or more than one, of somebody who is barred.

    Raises:
        Refused: the name may be theirs; a whole name of somebody else of the circle is not.
    """
    client, wanted = board.client_of(case), set(words_of(name))
    if people or client is None or not wanted:
        return
    shut = (set(words_of(one.name)) for one in client.circle if one.barred)
    if any(words and (wanted <= words or words <= wanted) for words in shut):
        raise Refused(NeverTold(name, Shut.ALIKE))


def _unsafe_guardian(case: Case, name: str) -> bool:
    """Whether ``name`` is the guardian whom a minor must be kept from; nobody named is anybody."""
    safe, guardian = case.answers.get(GUARDIAN), case.answers.get(GUARDIAN_NAME)
    if safe is None or safe.value.code not in NOT_SAFE:
        return False
    called = words_of(guardian.value.shown) if guardian is not None else ()
    return not called or called == words_of(name)


def reaches(people: tuple[Supporter, ...], item: Scope, today: date) -> bool:
    """Whether a release that holds on ``today`` names them and reaches ``item``."""
    return bool(people) and all(one.may_be_told(today) and item in one.scope for one in people)


def reference(board: Board, case: Case, telling: Telling) -> str:
    """Return which release or agreement a telling rests on, for its record."""
    if telling.basis in WORDS:
        noted = oral(case, telling.who)
        return telling.because or (noted.said.value or "" if noted is not None else "")
    people = named(board, case, telling.who) if telling.basis in RELEASES else ()
    return "; ".join(_release(one) for one in people)


def _released(people: tuple[Supporter, ...], telling: Telling, today: date) -> frozenset[Scope]:
    """Return what the release that names them does not reach."""
    if not people:
        raise Refused(ReleaseDoesNotHold(telling.who, ConsentState.NONE))
    for one in people:
        if not one.may_be_told(today):
            raise Refused(ReleaseDoesNotHold(telling.who, one.consent(today)))
    wanted = telling.items | ({Scope.SUBSTANCE_USE} if telling.sud else set())
    return frozenset(item for item in wanted if not reaches(people, item, today))


def _release(one: Supporter) -> str:
    scope = ",".join(item.value for item in Scope if item in one.scope)
    dates = (f"{day:%Y-%m-%d}" if day is not None else "" for day in (one.starts, one.expires))
    return f"release {'/'.join(dates)} {scope}"
