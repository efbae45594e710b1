"""What the door does with a post, in order: who signed, what it says, written, answered.

Nothing here knows HTTP but the numbers of its answers.
"""

import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from console.desk.desk import Busy, Desk
from console.intake import sip
from console.intake.event import IntakeEvent, parse
from console.intake.keep import keep, kept_id
from console.intake.ports import Keys, Quarantine
from console.intake.receive import Answer, Reused, receive, receive_forms
from console.intake.signature import Unsigned, signers
from console.intake.strict.json_in import LARGEST
from console.intake.strict.wanted import NotAsWanted
from console.intake.window import Window
from console.journal.codec import UnknownKind
from console.journal.port import Unreachable
from console.store.beside.quarantine import Held

_log = logging.getLogger(__name__)

TAKEN, BAD_REQUEST, NOT_ALLOWED, FORBIDDEN, NOT_FOUND, TOO_SLOW = 202, 400, 401, 403, 404, 408
REUSED, TOO_LARGE, WRONG_TYPE, UNREADABLE, BROKEN, GONE = 409, 413, 415, 422, 500, 503
RETRY_AFTER_S = 2
_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: the status and the answer."""

    status: int
    answer: Answer


def refusal(status: int, reason: str) -> Reply:
    """Return the reply to a post that was not taken in."""
    return Reply(status, Answer(accepted=False, reason=reason))


class Reception:
    """Takes posts in.  Safe to use from any thread; every call may wait for the database.

    Diagnostics get the kind of trouble and nothing that came from outside.
    """

    def __init__(self, desk: Desk, keys: Keys, quarantine: Quarantine) -> None:
        self._desk = desk
        self._keys = keys
        self._quarantine = quarantine
        self._window = Window()

    def event(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        """Take in an IntakeEvent that is signed by Standard Webhooks.

        Args:
            raw: the bytes of the body.
            headers: their names in small letters.
        """
        return _while_reachable(lambda: self._event(raw, headers))

    def fhir(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        """Take in filled forms in FHIR, signed by Standard Webhooks like an event.

        Args:
            raw: a QuestionnaireResponse or a Bundle with some, as JSON or XML.
            headers: their names in small letters.
        """
        return _while_reachable(lambda: self._fhir(raw, headers))

    def sip(self, raw: bytes, authorization: str) -> Reply:
        """Take in what a SIP proxy on this machine says of a call; it cannot sign.

        Args:
            raw: the bytes of the body.
            authorization: the header of that name; ``Bearer`` and a secret of the sender
                ``sip``, which is asked for as soon as that sender has one.
        """
        return _while_reachable(lambda: self._sip(raw, authorization))

    def health(self) -> int | None:
        """Return the number of the journal's last entry; ``None`` while it cannot be read."""
        try:
            self._desk.catch_up()
        except (Unreachable, UnknownKind):
            return None
        return self._desk.board.seq

    def _event(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        if len(raw) > LARGEST:
            return too_large()
        try:
            signed_by = signers(self._keys, headers, raw)
        except Unsigned as unsigned:
            _log.warning("a post was turned away: %s", unsigned.doubt)
            return _not_signed()
        name = headers["webhook-id"]
        try:
            event = parse(raw)
        except NotAsWanted as unreadable:
            return self._keep(UNREADABLE, signed_by[0], name, str(unreadable), raw)
        if event.sender not in signed_by:
            _log.warning("a post was turned away: signed by another sender than it names")
            return _not_signed()
        return self._take(event, name, raw)

    def _fhir(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        if len(raw) > LARGEST:
            return too_large()
        try:
            sender = signers(self._keys, headers, raw)[0]
        except Unsigned as unsigned:
            _log.warning("a post was turned away: %s", unsigned.doubt)
            return _not_signed()
        name = headers["webhook-id"]
        try:
            return Reply(TAKEN, receive_forms(self._desk, raw, sender))
        except NotAsWanted as unreadable:
            return self._keep(UNREADABLE, sender, name, str(unreadable), raw)
        except Reused as reused:
            return self._keep(REUSED, sender, name, str(reused), raw)

    def _sip(self, raw: bytes, authorization: str) -> Reply:
        if len(raw) > LARGEST:
            return too_large()
        secrets = self._keys.active().get(sip.SENDER, ())
        if secrets and not any(_bears(authorization, secret) for secret in secrets):
            _log.warning("a post was turned away: the SIP proxy does not know the secret")
            return _not_signed()
        try:
            event = sip.parse(raw, self._desk.now())
        except NotAsWanted as unreadable:
            return self._keep(UNREADABLE, sip.SENDER, raw.hex(), str(unreadable), raw)
        return self._take(event, event.id, raw)

    def _take(self, event: IntakeEvent, name: str, raw: bytes) -> Reply:
        try:
            self._window.pass_(event)
            return Reply(TAKEN, receive(self._desk, event))
        except Reused as reused:
            return self._keep(REUSED, event.sender, name, str(reused), raw)

    def _keep(self, status: int, sender: str, name: str, reason: str, raw: bytes) -> Reply:
        _log.warning("a signed post was put in quarantine (%d)", status)
        item = Held(kept_id(sender, name), self._desk.now(), sender, reason, raw)
        kept = keep(self._desk, self._quarantine, item)
        return Reply(status, Answer(accepted=False, quarantined=kept, reason=reason))


def too_large() -> Reply:
    """Return the reply to a body above the limit."""
    return refusal(
        TOO_LARGE, _("The event is too large; at most {n} kB are taken.").format(n=LARGEST // 1024)
    )


def _not_signed() -> Reply:
    return refusal(
        NOT_ALLOWED,
        _(
            "The signature is missing, too old, or not of this sender. "
            "Check the secret and the clock, and sign again."
        ),
    )


def _while_reachable(take: Callable[[], Reply]) -> Reply:
    try:
        return take()
    except (Unreachable, Busy) as trouble:
        _log.warning("a post was put off: %s", type(trouble).__name__)
        return refusal(
            GONE, _("The journal cannot be written now. Nothing was taken in; send it again.")
        )
    except UnknownKind:
        _log.error("a newer Vigil wrote in this journal; update this one")
        return refusal(
            GONE, _("This intake is older than its journal. Nothing was taken in; send it again.")
        )


def _bears(authorization: str, secret: str) -> bool:
    held = authorization.encode(errors="replace")
    return (
        authorization[: len(_BEARER)].lower() == _BEARER
        and hmac.compare_digest(held[len(_BEARER) :].strip(), secret.encode())
    )  # fmt: skip
