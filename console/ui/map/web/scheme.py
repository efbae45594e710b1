"""How the page reaches the web engine: by our own scheme, from memory.

The page is too large for ``setHtml`` and must not be a file, so the engine asks for
``vigil://map/…`` and gets bytes that are already here.
"""

import os
import sys
from collections.abc import MutableMapping
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from console.places.page import HOST, SCHEME, MapPage

# No name is ever looked up; the engine's own services (updates, metrics) do not start.
# WebRTC sends nothing, and joins no multicast group, even where our script could not remove it.
FLAGS: Final = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--disable-background-networking",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)


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
    """Answers what ``page`` asks for; anything unknown is not found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page = MapPage("default-src 'none'", {})

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request (Qt)."""
        url = job.requestUrl()
        asset = self.page.assets.get(url.path().removeprefix("/"))
        if url.host() != HOST or asset is None or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(asset.body)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        headers = {
            QByteArray(b"Content-Security-Policy"): [QByteArray(self.page.policy.encode())],
            QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
        }
        # lists, or Qt drops the headers without a word; its own types say otherwise
        job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
        job.reply(asset.media.encode(), buffer)
