"""Whose signature an event carries (Standard Webhooks, version 1: HMAC-SHA256)."""

from collections.abc import Mapping
from enum import StrEnum

from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from console.intake.ports import Keys

HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


class Doubt(StrEnum):
    """Why nobody's signature was found."""

    UNSIGNED = "unsigned"
    NOT_OURS = "not ours, or stale"


class Unsigned(Exception):  # noqa: N818 -- an answer to the sender, not a fault of ours
    """No sender whom we know has signed this, or too long ago."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt)
        self.doubt = doubt


def signers(keys: Keys, headers: Mapping[str, str], raw: bytes) -> tuple[str, ...]:
    """Return the senders of whom an active secret signed ``raw``: one, unless two share a secret.

    Args:
        keys: the active secrets.
        headers: of the request, their names in small letters.
        raw: the bytes that came; nothing of them is read before somebody stands for them.

    Raises:
        Unsigned: there is none, or the signature is older or newer than five minutes (fixed by the
            library).
        Unreachable: the database is gone.
    """
    if any(not headers.get(name) for name in HEADERS):
        raise Unsigned(Doubt.UNSIGNED)
    given = {name: headers[name] for name in HEADERS}
    found = tuple(
        sender
        for sender, secrets in keys.active().items()
        if any(_signed(secret, given, raw) for secret in secrets)
    )
    if not found:
        raise Unsigned(Doubt.NOT_OURS)
    return found


def _signed(secret: str, headers: dict[str, str], raw: bytes) -> bool:
    try:
        Webhook(secret).verify(raw, headers, json_parse=False)
    except (WebhookVerificationError, ValueError):  # the library splits and decodes without looking
        return False
    return True
