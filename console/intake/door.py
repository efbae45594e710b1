"""The HTTP door: where contacts come in.

It answers 202 only after the journal holds the event.  It runs on a thread and a
loop of its own; whatever may wait for the database runs on worker threads, so one
slow write never keeps another sender waiting at the door.
"""

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from gettext import gettext as _
from threading import Event, Thread

from aiohttp import web

from console.desk.desk import Desk
from console.intake import reception
from console.intake.ports import Keys, Quarantine
from console.intake.reception import Reception, Reply, refusal
from console.intake.strict.json_in import LARGEST

_log = logging.getLogger(__name__)
BODY_WITHIN = timedelta(seconds=15)
"""How long a sender may take over one event before it is told to send it again."""
_SHUTDOWN_S = 5.0
_ADDED_BY_PROXIES = ("Forwarded", "X-Forwarded-For", "Via")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class CannotListen(Exception):  # noqa: N818 -- the machine's no, not a fault of ours
    """The address is taken, or not of this machine."""

    def __str__(self) -> str:
        """Return the sentence for whoever started the door."""
        return _(
            "The intake cannot listen at {address}: another program has it, or it is not an "
            "address of this machine. Choose another with --listen."
        ).format(address=self.args[0])


class Door:
    """The door of one desk; ``start`` opens it, ``stop`` closes it behind the last visitor."""

    def __init__(  # noqa: PLR0913 -- what it serves, and where
        self,
        desk: Desk,
        keys: Keys,
        quarantine: Quarantine,
        host: str,
        port: int,
        *,
        body_within: timedelta = BODY_WITHIN,
    ) -> None:
        self._reception = Reception(desk, keys, quarantine)
        self._host = host
        self._port = port
        self._body_within = body_within
        self._opened = Event()
        self._trouble: OSError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: asyncio.Event | None = None
        self._thread = Thread(target=self._live, name="intake-door", daemon=True)

    @property
    def port(self) -> int:
        """The port that the door listens at, once it is open."""
        return self._port

    @property
    def url(self) -> str:
        """Where the door is, once it is open."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def start(self) -> None:
        """Open the door; it is open when this returns.  It can be opened once only.

        Raises:
            CannotListen: the address is taken, or not of this machine.
        """
        self._thread.start()
        self._opened.wait()
        if self._trouble is not None:
            self._thread.join()
            raise CannotListen(f"{self._host}:{self._port}") from self._trouble

    def stop(self) -> None:
        """Close the door; whoever is inside is answered first.  A second time does nothing."""
        if self._thread.ident is None:
            return
        if self._loop is not None and self._leave is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the door is closed, or ``seconds``; whether it is closed."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(
            self._app(), access_log=None, logger=_mute(), shutdown_timeout=_SHUTDOWN_S
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as trouble:
            self._trouble = trouble
        else:
            self._port = runner.addresses[0][1]
        self._opened.set()
        if self._trouble is None:
            await self._leave.wait()
        await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[_calm], client_max_size=LARGEST)
        app.router.add_post("/v1/events", self._events)
        app.router.add_post("/v1/fhir", self._fhir)
        app.router.add_post("/v1/sip", self._sip)
        app.router.add_get("/health", self._health)
        return app

    async def _events(self, request: web.Request) -> web.Response:
        return await self._signed(request, self._reception.event)

    async def _fhir(self, request: web.Request) -> web.Response:
        return await self._signed(request, self._reception.fhir)

    async def _signed(
        self, request: web.Request, take: Callable[[bytes, Mapping[str, str]], Reply]
    ) -> web.Response:
        raw = await _body(request, self._body_within)
        if isinstance(raw, Reply):
            return _response(raw)
        headers = {name.lower(): value for name, value in request.headers.items()}
        return _response(await asyncio.to_thread(take, raw, headers))

    async def _sip(self, request: web.Request) -> web.Response:
        if not _of_this_machine(request):
            return _response(
                refusal(
                    reception.FORBIDDEN,
                    _("Calls are taken from a SIP proxy on this machine only."),
                )
            )
        if request.content_type != "application/json":
            return _response(
                refusal(reception.WRONG_TYPE, _("Content-Type: application/json is wanted."))
            )
        raw = await _body(request, self._body_within)
        if isinstance(raw, Reply):
            return _response(raw)
        authorization = request.headers.get("Authorization", "")
        return _response(await asyncio.to_thread(self._reception.sip, raw, authorization))

    async def _health(self, _request: web.Request) -> web.Response:
        seq = await asyncio.to_thread(self._reception.health)
        status = reception.GONE if seq is None else 200
        return web.json_response({"ok": seq is not None, "entries": seq}, status=status)


def serve(desk: Desk, keys: Keys, quarantine: Quarantine, host: str, port: int) -> Door:
    """Open a door and return it; port 0 takes a free one.

    Raises:
        CannotListen: the address is taken, or not of this machine.
    """
    door = Door(desk, keys, quarantine, host, port)
    door.start()
    return door


async def _body(request: web.Request, within: timedelta) -> bytes | Reply:
    """Return the whole body, or the reply to one that is too large, too slow or cut short."""
    if request.content_length is not None and request.content_length > LARGEST:
        return reception.too_large()
    try:
        async with asyncio.timeout(within.total_seconds()):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return reception.too_large()
    except TimeoutError:
        return refusal(reception.TOO_SLOW, _("The event did not arrive in time; send it again."))
    except (web.RequestPayloadError, ConnectionError):
        return refusal(reception.BAD_REQUEST, _("The event was cut short; send it again."))


def _of_this_machine(request: web.Request) -> bool:
    """Whether a program of this machine asks, and neither a web page nor a proxy for others."""
    if "Origin" in request.headers or any(n in request.headers for n in _ADDED_BY_PROXIES):
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False


def _response(reply: Reply) -> web.Response:
    response = web.json_response(reply.answer.plain(), status=reply.status)
    if reply.status == reception.GONE:
        response.headers["Retry-After"] = str(reception.RETRY_AFTER_S)
    return response


@web.middleware
async def _calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer everything in one form, and name a bug by its place only: its text may be private."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        response = _response(refusal(refused.status, refused.reason))
        if "Allow" in refused.headers:
            response.headers["Allow"] = refused.headers["Allow"]
        return response
    except Exception as bug:  # noqa: BLE001 -- the top of this thread
        _log.error("a post met a bug: %s", _place_of(bug))
        return _response(
            refusal(reception.BROKEN, _("Something went wrong here. Send it again in a while."))
        )


def _place_of(bug: Exception) -> str:
    trace, place = bug.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(bug).__name__} at {place}"


def _mute() -> logging.Logger:
    """Return a logger for the server's own remarks, which may repeat bytes that came in."""
    mute = logging.Logger("intake-server")  # noqa: LOG001 -- outside the tree, on purpose
    mute.addHandler(logging.NullHandler())
    return mute
