"""Joining releases, plan and directive of a file with ours: the newer wins, and the stricter.

Nothing that was written here is undone in silence: what stays although the file says otherwise
is said, so that somebody looks at both.
"""

from dataclasses import replace
from datetime import date
from gettext import gettext as _

from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.directive import Directive
from console.domain.people.plan import SafetyPlan

Circle = tuple[Supporter, ...]


def circle(known: Circle, said: Circle, today: date, stays: list[str]) -> Circle:
    """Return the people around a client, known by their names; nobody is taken away."""
    news = {_key(one): one for one in said}
    kept = tuple(_supporter(one, news.pop(_key(one), None), today, stays) for one in known)
    return (*kept, *news.values())


def plan(known: SafetyPlan | None, said: SafetyPlan | None, stays: list[str]) -> SafetyPlan | None:
    """Return the newer plan; the file's becomes the next version of ours."""
    if known is None or said is None:
        return said or known
    if _looked_at(said) > _looked_at(known):
        return replace(said, version=max(said.version, known.version + 1))
    if said.items != known.items:
        words = _("The safety plan here ({day}) is as new as the file's or newer, and stays.")
        stays.append(words.format(day=_looked_at(known).isoformat()))
    return known


def directive(
    known: Directive | None, said: Directive | None, stays: list[str]
) -> Directive | None:
    """Return the newer directive; one that the file calls past no longer stands."""
    if known is None or said is None:
        return said or known
    newer = _written(said) > _written(known)
    if newer and said.exists and said.revoked_on is None:
        return _filled(said, known)
    if said.revoked_on is not None and known.exists and known.revoked_on is None:
        if _written(said) < _written(known):
            stays.append(_("The advance directive here is newer than the file's, and stays."))
            return known
        return replace(known, revoked_on=said.revoked_on)
    if said.exists and not known.exists:
        stays.append(_("They were asked later and have no advance directive; that stays."))
    return known


def _filled(said: Directive, known: Directive) -> Directive:
    """Return ``said``, and where it says nothing, what was known of the one before."""
    blank = {name: getattr(known, name) for name in known.__slots__ if not getattr(said, name)}
    blank.pop("revoked_on", None)
    return replace(said, **blank) if known.exists else said


def _written(one: Directive) -> date:
    return one.signed_on or (date.min if one.exists else one.recorded_on)


def _looked_at(one: SafetyPlan) -> date:
    return max(one.made_on, one.reviewed_on or one.made_on)


def _key(one: Supporter) -> str:
    return " ".join(one.name.casefold().split())


def _supporter(
    known: Supporter, said: Supporter | None, today: date, stays: list[str]
) -> Supporter:
    """Return ``known`` with what the file adds; the release that wins is the newer one."""
    if said is None:
        return known
    phones = tuple(dict.fromkeys((*said.phones, *known.phones)))
    joined = replace(known, relation=said.relation or known.relation, phones=phones)
    joined = _barred(joined, said, stays)
    if joined.barred and said.may_be_told(today):
        words = _("{name} is never to be contacted here, so the file's release is not taken.")
        stays.append(words.format(name=joined.name))
    if not said.scope or joined.barred:
        return joined
    return _released(joined, said, today, stays)


def _barred(known: Supporter, said: Supporter, stays: list[str]) -> Supporter:
    """Return ``known`` barred where the file says so, unless the bar was lifted here by hand."""
    if not said.barred or known.barred:
        return replace(known, dv_suspect=known.dv_suspect or (known.barred and said.dv_suspect))
    if known.bar is not None and known.bar.lifted:
        words = _("{name} may be contacted again here since {day}, and never in the file.")
        day = known.bar.at.date().isoformat()
        stays.append(words.format(name=known.name, day=day))
        return known
    return replace(known, do_not_contact=said.do_not_contact, dv_suspect=said.dv_suspect)


def _released(known: Supporter, said: Supporter, today: date, stays: list[str]) -> Supporter:
    """Return ``known`` with the release that is newer; of two that hold, never the narrower."""
    if said.revoked_on is not None:
        return _taken_back(known, said, stays)
    newer = _given(said) > _given(known)
    match known.consent(today):
        case ConsentState.NONE:
            return _with(known, said)
        case ConsentState.REVOKED:
            if known.revoked_on is not None and _given(said) > known.revoked_on:
                return _with(known, said)
            words = _("{name}: the release was taken back here; the file's is no newer.")
            stays.append(words.format(name=known.name))
            return known
        case _ if _terms(known) == _terms(said):
            return replace(known, paper=known.paper or said.paper)
        case ConsentState.GIVEN | ConsentState.ENDS_SOON if newer and not said.scope >= known.scope:
            words = _("{name}: a newer release that covers less stands in the file.")
            stays.append(words.format(name=known.name))
            return known
        case _:
            return _with(known, said) if newer else known


def _terms(one: Supporter) -> tuple[object, ...]:
    return one.scope, one.starts, one.expires


def _given(one: Supporter) -> date:
    """Return when a release was given, as far as that is known."""
    days = (one.paper.signed_on if one.paper is not None else None, one.starts)
    return max((day for day in days if day is not None), default=date.min)


def _taken_back(known: Supporter, said: Supporter, stays: list[str]) -> Supporter:
    """Return ``known`` without the release that the file takes back, unless ours is newer."""
    if not known.scope:
        return _with(known, said)
    if _given(known) > _given(said):
        words = _("{name}: the release here is newer than the one that the file takes back.")
        stays.append(words.format(name=known.name))
        return known
    day = said.revoked_on or date.max
    return replace(known, revoked_on=min(day, known.revoked_on or day))


def _with(known: Supporter, said: Supporter) -> Supporter:
    """Return ``known`` with the release of ``said`` in place of its own."""
    return replace(
        known,
        scope=said.scope,
        starts=said.starts,
        expires=said.expires,
        revoked_on=said.revoked_on,
        revocation=None,
        paper=said.paper,
        verified_on=said.verified_on or known.verified_on,
        note=known.note or said.note,
    )
