"""Joining what a file says of a client with what we know."""

from dataclasses import replace
from datetime import date

from console.domain.people.circle import Supporter
from console.domain.people.client import Address, Client, Flag, Phone
from console.domain.place.location import STALE_AFTER

ADULT_AT = 18


def merged(known: Client | None, said: Client, today: date) -> Client:
    """Return the record after ``said`` was read.

    What the file says wins for name, pronouns, birth, languages, numbers and addresses.
    What only we know stays: what was agreed about a number, how to get in, releases, the
    plan.  No flag, nobody in the circle and no identifier is ever taken away by a file.

    Args:
        known: what we have, if the client is enrolled already.
        said: what the file says, under the id that the client has here.
        today: for whether the client is a minor.
    """
    if known is None:
        joined = replace(said, addresses=_addresses((), said.addresses, today))
    else:
        joined = replace(
            said,
            preferred=said.preferred or known.preferred,
            pronouns=said.pronouns or known.pronouns,
            born=said.born or known.born,
            languages=said.languages or known.languages,
            identifiers=tuple(dict.fromkeys((*known.identifiers, *said.identifiers))),
            phones=_phones(known.phones, said.phones),
            addresses=_addresses(known.addresses, said.addresses, today),
            flags=known.flags | said.flags,
            circle=_circle(known.circle, said.circle),
            plan=said.plan or known.plan,
            team=said.team or known.team,
        )
    return _with_age(joined, today)


def _with_age(client: Client, today: date) -> Client:
    age = client.age(today)
    if age is None:
        return client
    others = client.flags - {Flag.MINOR}
    return replace(client, flags=others | {Flag.MINOR} if age < ADULT_AT else others)


def _phones(known: tuple[Phone, ...], said: tuple[Phone, ...]) -> tuple[Phone, ...]:
    held = {phone.number: phone for phone in known}
    return tuple(held.get(phone.number, phone) for phone in said) or known


def _addresses(
    known: tuple[Address, ...], said: tuple[Address, ...], today: date
) -> tuple[Address, ...]:
    held = {_place(address): address for address in known}
    return tuple(_address(held.get(_place(one)), one, today) for one in said) or known


def _address(known: Address | None, said: Address, today: date) -> Address:
    """Return ``said`` with what we know; a new one of unknown age is never shown as fresh."""
    if known is None:
        return replace(said, since=said.since or today - STALE_AFTER)
    dates = [day for day in (known.since, said.since) if day is not None]
    return replace(known, access=said.access or known.access, since=max(dates, default=None))


def _place(address: Address) -> tuple[str, ...]:
    parts = (address.line, address.unit, address.city, address.state, address.zip)
    return tuple(part.casefold() for part in parts)


def _circle(known: tuple[Supporter, ...], said: tuple[Supporter, ...]) -> tuple[Supporter, ...]:
    news = {one.name.casefold(): one for one in said}
    kept = tuple(_supporter(one, news.pop(one.name.casefold(), None)) for one in known)
    return (*kept, *news.values())


def _supporter(known: Supporter, said: Supporter | None) -> Supporter:
    """Return ``known`` with what the file adds; a release that we hold is never replaced by one.

    A file that says that a release was taken back is believed.
    """
    if said is None:
        return known
    phones = tuple(dict.fromkeys((*said.phones, *known.phones)))
    joined = replace(known, relation=said.relation or known.relation, phones=phones)
    if said.revoked_on is not None and known.scope:
        return replace(joined, revoked_on=min(said.revoked_on, known.revoked_on or date.max))
    if known.scope or known.do_not_contact or not said.scope:
        return joined
    return replace(
        joined,
        scope=said.scope,
        starts=said.starts,
        expires=said.expires,
        revoked_on=said.revoked_on,
        note=known.note or said.note,
    )
