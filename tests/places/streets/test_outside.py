"""The organisation's own geocoder: asked only on purpose, and nobody else with it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from console.domain.place.location import Precision
from console.places.streets.outside import Outside, Service, Silent

POINT = {"type": "Point", "coordinates": [-82.998, 39.962]}
ANSWERS: dict[Service, Any] = {
    Service.NOMINATIM: [
        {
            "lat": "39.962",
            "lon": "-82.998",
            "display_name": "12 Invented Street, Columbus",
            "addresstype": "house",
            "boundingbox": ["39.961", "39.963", "-82.999", "-82.997"],
        }
    ],
    Service.PHOTON: {
        "features": [
            {
                "geometry": POINT,
                "properties": {"name": "12 Invented Street", "type": "house"},
            }
        ]
    },
    Service.PELIAS: {
        "features": [
            {
                "geometry": POINT,
                "properties": {"name": "12 Invented Street, Columbus", "layer": "address"},
            }
        ]
    },
}


@contextmanager
def serving(status: int, body: bytes, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """Answer every request on a port of this machine; give its address and what was asked."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Say nothing: what was asked is an address."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def outside(service: Service, host: str) -> Outside:
    return Outside(service, "http", host, {"39": "OH"}.get)


@pytest.mark.parametrize("service", list(Service))
def test_each_service_answers_in_our_words(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # would see every address
    with serving(200, json.dumps(ANSWERS[service]).encode()) as (host, asked):
        (one,) = outside(service, host).candidates(" 12 Invented\x00 Street ")
    assert one.label.startswith("12 Invented Street")
    assert (one.lat, one.lon, one.precision) == (39.962, -82.998, Precision.ADDRESS)
    assert (one.county_fips, one.state) == ("39049", "OH")
    assert one.error_m == (140 if service is Service.NOMINATIM else 50)
    assert one.source == f"{service.value} of {host}"
    assert one.note == f"{host} was asked: the words were sent there."
    (path,) = asked
    said = parse_qs(urlsplit(path).query)
    assert said.get("q", said.get("text")) == ["12 Invented Street"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (200, b"no JSON"), (200, b'{"features": [{"geometry": {}}]}'), (404, b"")],
)
@pytest.mark.parametrize("service", list(Service))
def test_a_service_that_answers_oddly_is_silent(service: Service, status: int, body: bytes) -> None:
    with serving(status, body) as (host, _asked), pytest.raises(Silent, match="did not answer"):
        outside(service, host).candidates("12 Invented Street")


def test_a_service_that_is_not_there_is_silent() -> None:
    with serving(200, b"[]") as (host, _asked):
        pass
    with pytest.raises(Silent):
        outside(Service.NOMINATIM, host).candidates("12 Invented Street")


def test_nothing_found_there_is_nothing() -> None:
    with serving(200, b"[]") as (host, _asked):
        assert outside(Service.NOMINATIM, host).candidates("12 Invented Street") == ()
    with serving(200, b'{"features": []}') as (host, _asked):
        assert outside(Service.PELIAS, host).candidates("12 Invented Street") == ()


def test_an_empty_question_is_not_sent() -> None:
    with serving(200, b"[]") as (host, asked):
        assert outside(Service.NOMINATIM, host).candidates(" \x00 ") == ()
    assert asked == []


def test_a_redirect_does_not_carry_the_address_elsewhere() -> None:
    with serving(200, b"[]") as (elsewhere, asked):
        to = f"http://{elsewhere}/search?q=x"
        with serving(302, b"", Location=to) as (host, _asked), pytest.raises(Silent):
            outside(Service.NOMINATIM, host).candidates("12 Invented Street")
    assert asked == []
