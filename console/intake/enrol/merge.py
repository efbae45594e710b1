"""Joining what a file says of a client with what we know."""

from dataclasses import replace
from datetime import date

from console.domain.people.client import Address, Client, Flag, Phone
from console.domain.place.location import STALE_AFTER
from console.intake.enrol.merge_around import circle, directive, plan

ADULT_AT = 18


def merged(known: Client | None, said: Client, today: date, stays: list[str]) -> Client:
    """Return the record after ``said`` was read.

    What the file says wins for name, pronouns, birth, languages, numbers and addresses.
    Of releases, plan and directive the newer wins.  What only we know stays: what was agreed
    about a number, how to get in.  No flag, nobody in the circle, no identifier and no bar is
    ever taken away by a file.

    Args:
        known: what we have, if the client is enrolled already.
        said: what the file says, under the id that the client has here.
        today: for whether the client is a minor, and which release holds.
        stays: what stays although the file says otherwise is added here, in a sentence.
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
            circle=circle(known.circle, said.circle, today, stays),
            plan=plan(known.plan, said.plan, stays),
            team=said.team or known.team,
            directive=directive(known.directive, said.directive, stays),
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
