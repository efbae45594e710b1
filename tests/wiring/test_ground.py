"""The street file that the settings name."""

from pathlib import Path

import pytest

from console.settings import Unusable, load
from console.wiring.ground import street_file


def told(folder: Path, text: str) -> Path | None:
    file = folder / "console.toml"
    file.write_text(text, encoding="utf-8")
    return street_file(load(file))


def test_there_is_none_until_the_settings_name_one(tmp_path: Path) -> None:
    assert told(tmp_path, "") is None
    assert told(tmp_path, 'map.tiles = ""') is None
    assert told(tmp_path, 'map.tiles = "/srv/city.mbtiles"') == Path("/srv/city.mbtiles")
    assert told(tmp_path, '[map]\ntiles = "~/city.pmtiles"') == Path.home() / "city.pmtiles"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("map.tiles = 3", "should be the name of a file"),
        ('map.tiles = "a\\u0000b"', "should be the name of a file"),
        ('map.tile = "x"', "“tile” in [map] is not a setting"),
        ("map = 3", "should be a table"),
    ],
)
def test_a_mistake_in_the_settings_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Unusable) as no:
        told(tmp_path, text)
    assert said in str(no.value)
