"""How the page reaches the web engine: by our own scheme, from memory.

The page is too large for ``setHtml`` and must not be a file, so the engine asks for
``vigil://map/…`` and gets bytes that are already here.
"""

import os
import re
import sys
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from console.places.page import HOST, SCHEME, MapPage
from console.places.tiles.streets import Streets
from console.places.tiles.tileset import NoStreets, Tile

# No name is ever looked up; the engine's own services (updates, metrics) do not start.
# WebRTC sends nothing, and joins no multicast group, even where our script could not remove it.
FLAGS: Final = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--disable-background-networking",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)

TILE: Final = re.compile(r"tiles/(\d{1,2})/(\d{1,8})/(\d{1,8})", re.ASCII)
ABSENT, BROKEN = "application/x-no-tile", "application/x-broken-tile"
"""What is served where there is no tile, or no sound one: the page can say which."""


def register_scheme() -> None:
    """Make the scheme known; only works before the application object exists."""
    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


def shut_in(environ: MutableMapping[str, str] = os.environ) -> None:
    """Tell the web engine, before it starts, to keep to this machine.

    As root the engine ends the whole process unless its sandbox is off.  The page is our own
    and nothing else can be loaded, so there the map is worth more than the sandbox.
    """
    given = environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").strip()
    missing = [flag for flag in FLAGS if flag not in given]
    environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([*([given] if given else []), *missing])
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


class PageHandler(QWebEngineUrlSchemeHandler):
    """Answers what ``page`` asks for; anything unknown is not found.

    Tiles are read on a thread of their own: a slow disk must not hold up typing.
    """

    _read = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page = MapPage("default-src 'none'", {})
        self._asked: dict[int, QWebEngineUrlRequestJob] = {}
        self._numbers = count()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tiles")
        self._read.connect(self._have_tile)

    def close(self) -> None:
        """Wait for the reader, and let go of the street file."""
        self._reader.shutdown(cancel_futures=True)
        self._asked.clear()
        if self.page.streets is not None:
            self.page.streets.close()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request (Qt)."""
        url = job.requestUrl()
        path = url.path().removeprefix("/")
        if url.host() != HOST or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif (numbers := TILE.fullmatch(path)) is not None:
            self._ask_tile(job, *map(int, numbers.groups()))
        elif (asset := self.page.assets.get(path)) is not None:
            self._reply(job, asset.media, asset.body)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _ask_tile(self, job: QWebEngineUrlRequestJob, zoom: int, x: int, y: int) -> None:
        streets = self.page.streets
        if streets is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        number = next(self._numbers)
        self._asked[number] = job
        # a page that moved on, or died, takes its questions with it
        job.destroyed.connect(lambda: self._asked.pop(number, None))
        self._reader.submit(self._read_tile, streets, number, (zoom, x, y))

    def _read_tile(self, streets: Streets, number: int, at: tuple[int, int, int]) -> None:
        if number not in self._asked:
            return
        try:
            found: Tile | None = streets.tile(*at)
        except NoStreets as no:
            self._read.emit(number, no)
            return
        self._read.emit(number, found)

    def _have_tile(self, number: int, found: Tile | NoStreets | None) -> None:
        job = self._asked.pop(number, None)
        if job is None:
            return
        match found:
            case None:
                self._reply(job, ABSENT, b"")
            case NoStreets():
                self._reply(job, BROKEN, b"")
            case Tile():
                self._reply(job, found.media, found.body)

    def _reply(self, job: QWebEngineUrlRequestJob, media: str, body: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(body)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        headers = {
            QByteArray(b"Content-Security-Policy"): [QByteArray(self.page.policy.encode())],
            QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
        }
        # lists, or Qt drops the headers without a word; its own types say otherwise
        job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
        job.reply(media.encode(), buffer)
