"""The organisation's own geocoder: off unless the settings name one, and only in safe ways."""

from pathlib import Path

import pytest

from console.places.streets.outside import Service
from console.settings import Unusable, load
from console.wiring.geocoder import SERVICES, geocoder_of


def test_it_is_off_unless_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "console.toml"
    file.write_text('station = "desk-7"\n')
    assert geocoder_of(load(file).geocoder) is None


def test_the_table_of_the_settings_turns_it_on(tmp_path: Path) -> None:
    file = tmp_path / "console.toml"
    file.write_text('[geocoder]\nservice = "photon"\nurl = "https://geo.example.org/photon/"\n')
    found = geocoder_of(load(file).geocoder)
    assert found is not None
    assert (found.service, found.scheme, found.host) == (
        "photon",
        "https",
        "geo.example.org/photon",
    )
    assert found.outside().service is Service.PHOTON
    assert found.warning == ("What you ask leaves this machine and goes to geo.example.org/photon.")


def test_every_service_has_its_name_in_the_settings() -> None:
    assert [service.value for service in Service] == list(SERVICES)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"url": "https://geo.example.org"}, "service in"),
        ({"service": "google", "url": "https://geo.example.org"}, "service in"),
        ({"service": "photon"}, "url in"),
        ({"service": "photon", "url": "geo.example.org"}, "url in"),
        ({"service": "photon", "url": "ftp://geo.example.org"}, "url in"),
        ({"service": "photon", "url": "http://geo.example.org"}, "in clear"),
        ({"service": "photon", "url": "https://me:pw@geo.example.org"}, "no password"),
        ({"service": "photon", "url": "https://geo.example.org", "key": "x"}, "is not a setting"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(said: dict[str, object], why: str) -> None:
    with pytest.raises(Unusable, match=why):
        geocoder_of(said)
