"""What has to be known before anybody is called back, written to or left a message (gate G5)."""

from enum import StrEnum

from console.domain.people.client import Client, Flag


class Unsafe(StrEnum):
    """Why somebody may not simply be reached."""

    DO_NOT_CALL = "do_not_call"
    VIOLENCE_AT_HOME = "violence_at_home"
    NO_VOICEMAIL = "no_voicemail"
    NO_NUMBER = "no_number"


STOPS = frozenset({Unsafe.DO_NOT_CALL, Unsafe.VIOLENCE_AT_HOME})
"""What keeps a caring contact from going out until somebody has checked the agreed way."""


def unsafe(client: Client | None) -> tuple[Unsafe, ...]:
    """Return what to look at before ``client`` is reached, the gravest first."""
    if client is None:
        return ()
    found = []
    if Flag.DO_NOT_CALL in client.flags:
        found.append(Unsafe.DO_NOT_CALL)
    if Flag.DOMESTIC_VIOLENCE in client.flags:
        found.append(Unsafe.VIOLENCE_AT_HOME)
    if not client.phones:
        found.append(Unsafe.NO_NUMBER)
    elif not any(phone.voicemail_ok for phone in client.phones):
        found.append(Unsafe.NO_VOICEMAIL)
    return tuple(found)


def stopped(client: Client | None) -> bool:
    """Whether somebody has to check the agreed way before anything goes out."""
    return not STOPS.isdisjoint(unsafe(client))
