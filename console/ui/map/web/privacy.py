"""What keeps the map to this machine, beside the flags in ``scheme`` and the page's own policy."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from console.places.page import HOST, SCHEME

_CHANNEL: Final = ":/qtwebchannel/qwebchannel.js"

# These reach hosts without asking the interceptor; they go before any script of the page runs
# and cannot be put back.  A script could still find the first in an empty frame of its own
# making: there the flags in ``scheme`` keep it from sending.
_REMOVED: Final = (
    "RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "WebSocketStream",
)  # fmt: skip
_REMOVAL: Final = "".join(
    f"delete window.{name};"
    f"Object.defineProperty(window,'{name}',{{value:undefined,writable:false,configurable:false}});"
    for name in _REMOVED
)


class Gate(QWebEngineUrlRequestInterceptor):
    """Lets the page ask for its own files and for nothing else.

    Attributes:
        passed: how many requests went through, by scheme.
        stopped: how many were stopped, by scheme; addresses are never kept.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.passed: Counter[str] = Counter()
        self.stopped: Counter[str] = Counter()

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Judge one request (Qt)."""
        scheme = info.requestUrl().scheme()
        if scheme == SCHEME:
            self.passed[scheme] += 1
            return
        self.stopped[scheme] += 1
        info.block(True)


def sealed_profile() -> tuple[QWebEngineProfile, Gate]:
    """Return a profile that keeps nothing and asks nobody, and its gate."""
    profile = QWebEngineProfile()  # without a name: off the record, nothing on disk
    gate = Gate(profile)
    profile.setUrlRequestInterceptor(gate)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    profile.downloadRequested.connect(_refuse)
    attribute = QWebEngineSettings.WebAttribute
    for name, wanted in {
        attribute.DnsPrefetchEnabled: False,
        attribute.WebRTCPublicInterfacesOnly: True,
        attribute.HyperlinkAuditingEnabled: False,
        attribute.LocalStorageEnabled: False,
        attribute.LocalContentCanAccessRemoteUrls: False,
        attribute.LocalContentCanAccessFileUrls: False,
        attribute.JavascriptCanOpenWindows: False,
        attribute.JavascriptCanAccessClipboard: False,
        attribute.PluginsEnabled: False,
        attribute.PdfViewerEnabled: False,
        attribute.FullScreenSupportEnabled: False,
        attribute.ScreenCaptureEnabled: False,
        attribute.WebGLEnabled: False,
        attribute.AutoLoadIconsForPage: False,
        attribute.ShowScrollBars: False,
        attribute.ErrorPageEnabled: False,
    }.items():
        profile.settings().setAttribute(name, wanted)
    return profile, gate


class SealedPage(QWebEnginePage):
    """Goes nowhere but to the map, opens no window, and says nothing of what it shows."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        # the page's own, not the profile's: those are not run again in a process that follows
        # one that was killed
        self.scripts().insert(_script("sealed", _REMOVAL, frames=True))
        self.scripts().insert(_script("channel", _channel_source()))

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _main: bool, /
    ) -> bool:
        """Whether the page may go there (Qt)."""
        there = QUrl(url)
        return there.scheme() == SCHEME and there.host() == HOST

    def createWindow(self, _kind: QWebEnginePage.WebWindowType, /) -> QWebEnginePage:
        """No other page (Qt)."""
        return None  # type: ignore[return-value]  # Qt's way to say no

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _text: str,
        _line: int,
        _of: str,
        /,
    ) -> None:
        """Drop it: a message of the page could quote a label (Qt)."""


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _channel_source() -> str:
    file = QFile(_CHANNEL)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data()).decode()


def _script(name: str, source: str, *, frames: bool = False) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName(name)
    script.setSourceCode(source)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    script.setRunsOnSubFrames(frames)
    return script
