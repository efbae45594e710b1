"""A simulated sender: it signs and posts over real HTTP, as a vendor's service does."""

import json
import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from standardwebhooks import Webhook

from console.domain.ids import CaseId, ContactId
from console.intake.event import VERSION
from console.intake.receive import Answer

EVENTS = "/v1/events"
_SECRET_BYTES = 24
_WITHIN_S = 20.0


class NotTaken(Exception):  # noqa: N818 -- the door's no, for the sender to deal with
    """The door did not take the event now; the same event may be sent again.

    Attributes:
        status: what HTTP said; 0 when nobody answered.
        answer: what the door said, if it did.
    """

    def __init__(self, status: int, answer: Answer | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.answer = answer

    @property
    def passing(self) -> bool:
        """Whether to try again in a while."""
        return self.status in {0, 408, 500, 503}


def fresh_secrets(senders: Iterable[str]) -> dict[str, str]:
    """Return a new secret for each of ``senders``, in the form of Standard Webhooks."""
    return {
        sender: "whsec_" + b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
        for sender in sorted(senders)
    }


def made_out(
    event: Mapping[str, Any], *, sender: str, run: str, name: str, at: datetime
) -> Mapping[str, object]:
    """Return ``event`` as ``sender`` posts it: with what is given only when it is posted.

    Args:
        event: the IntakeEvent but for ``version``, ``id``, ``sender`` and ``at``.
        sender: who posts it.
        run: what its id and that of its call begin with: two plays are two different nights.
        name: what it is called in this play.
        at: the time that stands in it (aware).
    """
    whole = {
        **event,
        "version": VERSION,
        "id": f"{run}-{name}",
        "sender": sender,
        "at": at.isoformat(),
    }
    call = event.get("call")
    if call is not None:
        whole["call"] = {**call, "call_id": f"{run}-{call['call_id']}"}
    return whole


class Sender:
    """Posts IntakeEvents to one door in the name of one sender."""

    def __init__(self, url: str, secret: str) -> None:
        """Speak to the door at ``url`` (plain HTTP, this machine), signing with ``secret``."""
        where = urlsplit(url)
        self._host = where.hostname or "127.0.0.1"
        self._port = where.port
        self._webhook = Webhook(secret)

    def post(self, event: Mapping[str, object]) -> Answer:
        """Sign ``event`` now and post it; return what the door answers once it is written.

        Raises:
            NotTaken: it was not taken in.
        """
        text = json.dumps(event, ensure_ascii=False)
        name, at = str(event["id"]), datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": name,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": self._webhook.sign(name, at, text),
        }
        connection = HTTPConnection(self._host, self._port, timeout=_WITHIN_S)
        try:
            connection.request("POST", EVENTS, text.encode(), headers)
            response = connection.getresponse()
            status, said = response.status, json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            raise NotTaken(0) from None
        finally:
            connection.close()
        answer = _answer(said)
        if not answer.accepted:
            raise NotTaken(status, answer)
        return answer


def _answer(said: Mapping[str, str | bool | None]) -> Answer:
    contact, case = said.get("contact"), said.get("case")
    quarantined, reason = said.get("quarantined"), said.get("reason")
    return Answer(
        said.get("accepted") is True,
        said.get("duplicate") is True,
        ContactId(str(contact)) if contact is not None else None,
        CaseId(str(case)) if case is not None else None,
        str(quarantined) if quarantined is not None else None,
        str(reason) if reason is not None else None,
    )
