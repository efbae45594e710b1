"""What has to be known before anybody is called back, written to or left a message (gate G5)."""

from enum import StrEnum

from console.domain.care.followup import Agreed
from console.domain.people.client import Client, Flag


class Unsafe(StrEnum):
    """Why somebody may not simply be reached."""

    DO_NOT_CALL = "do_not_call"
    VIOLENCE_AT_HOME = "violence_at_home"
    NO_VOICEMAIL = "no_voicemail"
    CODE_WORD = "code_word"
    CALL_ONLY = "call_only"
    NO_NUMBER = "no_number"


STOPS = frozenset({Unsafe.DO_NOT_CALL, Unsafe.VIOLENCE_AT_HOME})
"""What keeps a caring contact from going out until somebody has checked the agreed way."""


NEVER = "never"
BY_RULE = {
    "no_voicemail": Unsafe.NO_VOICEMAIL,
    "code_word": Unsafe.CODE_WORD,
    "call_only": Unsafe.CALL_ONLY,
}
"""What the codes of the agreed way mean, as the checklists offer them (``callback.rule``)."""


def unsafe(client: Client | None, agreed: Agreed | None = None) -> tuple[Unsafe, ...]:
    """Return what to look at before ``client`` is reached, the gravest first.

    What was agreed in the case itself stands beside what the record says; neither lifts the other.
    """
    flags = client.flags if client is not None else frozenset()
    rule = agreed.rule if agreed is not None else ""
    phones = client.phones if client is not None else ()
    number = agreed.number if agreed is not None else None
    known = bool(phones) or (number is not None and number.value != "")
    quiet = bool(phones) and not any(phone.voicemail_ok for phone in phones)
    holds = {
        Unsafe.DO_NOT_CALL: Flag.DO_NOT_CALL in flags or rule == NEVER,
        Unsafe.VIOLENCE_AT_HOME: Flag.DOMESTIC_VIOLENCE in flags,
        Unsafe.NO_VOICEMAIL: quiet or BY_RULE.get(rule) is Unsafe.NO_VOICEMAIL,
        Unsafe.CODE_WORD: BY_RULE.get(rule) is Unsafe.CODE_WORD,
        Unsafe.CALL_ONLY: BY_RULE.get(rule) is Unsafe.CALL_ONLY,
        Unsafe.NO_NUMBER: not known,
    }
    return tuple(why for why in Unsafe if holds[why])


def stopped(client: Client | None) -> bool:
    """Whether somebody has to check the agreed way before anything goes out."""
    return not STOPS.isdisjoint(unsafe(client))
