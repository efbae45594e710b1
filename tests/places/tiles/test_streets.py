"""The street file: what it holds is served, whatever else stands in it is not."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from console.places.tiles.streets import open_streets
from console.places.tiles.tileset import EVERYWHERE, NoStreets, Tile, Tileset, TileSort, Why
from tests.places.tiles.files import mbtiles, packed, picture, street
from tests.shared import shared

BROAD = street("Broad Street")
VECTOR = "application/x-protobuf"
PNG = (("format", "png"),)


def why(file: Path) -> Why:
    with pytest.raises(NoStreets) as no:
        open_streets(file).tile(0, 0, 0)
    return no.value.why


def test_a_real_city_is_read_whole() -> None:
    streets = open_streets(shared("geo/columbus.mbtiles"))
    box = (-83.245303, 39.859036, -82.787593, 40.111822)
    assert streets.about == Tileset(TileSort.VECTOR, 8, 14, box)
    found = [streets.tile(14, x, y) for x in range(4403, 4425) for y in range(6195, 6212)]
    tiles = [tile for tile in found if tile is not None]
    assert len(tiles) == 191
    assert {tile.media for tile in tiles} == {VECTOR}
    assert sum(len(tile.body) for tile in tiles) == 1_443_528
    streets.close()


def test_tiles_are_numbered_from_the_north_and_come_unpacked(tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "s", {(1, 0, 0): packed(BROAD), (1, 1, 1): BROAD})
    streets = open_streets(file)
    assert streets.tile(1, 0, 0) == streets.tile(1, 1, 1) == Tile(VECTOR, BROAD)
    absent = [(1, 0, 1), (1, 1, 0), (0, 0, 0), (2, 0, 0), (1, 2, 0), (1, 0, -1)]
    assert [streets.tile(*at) for at in absent] == [None] * 6


def test_it_says_what_it_holds_and_whom_to_thank(tmp_path: Path) -> None:
    about = (
        ("format", "pbf"), ("minzoom", "1"), ("maxzoom", "9"), ("bounds", "-84,39,-82,41"),
        ("attribution", '<a href="https://example.org/?<script>">&copy; The   City</a>'),
    )  # fmt: skip
    streets = open_streets(mbtiles(tmp_path / "s", {(1, 0, 0): BROAD, (2, 0, 0): BROAD}, about))
    assert streets.about == Tileset(TileSort.VECTOR, 1, 2, (-84, 39, -82, 41), '">© The City')


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "3,2,1,4", "nan,0,1,1", "0,0,inf,1"])
def test_bounds_that_are_none_bound_nothing(tmp_path: Path, box: str) -> None:
    about = (("format", "pbf"), ("bounds", box))
    file = mbtiles(tmp_path / "s", {(0, 0, 0): BROAD}, about)
    assert open_streets(file).about.bounds == EVERYWHERE


@pytest.mark.parametrize("zooms", [("7", "9"), ("x", "-3"), ("999", "1"), ("٣", "")])
def test_the_tiles_that_are_there_count_more_than_what_is_said(
    tmp_path: Path, zooms: tuple[str, str]
) -> None:
    about = (("format", "pbf"), ("minzoom", zooms[0]), ("maxzoom", zooms[1]))
    file = mbtiles(tmp_path / "s", {(2, 0, 0): BROAD, (3, 0, 0): BROAD}, about)
    assert (open_streets(file).about.least, open_streets(file).about.most) == (2, 3)


def test_a_file_that_cannot_be_used_says_in_which_way(tmp_path: Path) -> None:
    no = tmp_path / "no"
    no.write_bytes(b"GIF89a and more")
    cut = tmp_path / "cut"
    cut.write_bytes(mbtiles(tmp_path / "whole", {(0, 0, 0): BROAD}).read_bytes()[:600])
    other = tmp_path / "other"
    with dbapi2.connect(str(other)) as db:
        db.execute("CREATE TABLE clients (name)")
    db.close()
    assert why(tmp_path / "nowhere") is Why.MISSING
    assert [why(file) for file in (no, cut, other, tmp_path)] == [Why.UNREADABLE] * 4
    assert why(mbtiles(tmp_path / "empty", {})) is Why.EMPTY
    assert why(mbtiles(tmp_path / "unsaid", {(0, 0, 0): BROAD}, ())) is Why.FOREIGN
    strange = {(0, 0, 0): BROAD}
    assert why(mbtiles(tmp_path / "strange", strange, (("format", "tiff"),))) is Why.FOREIGN
    assert why(mbtiles(tmp_path / "deep", {(40, 0, 0): BROAD})) is Why.FOREIGN


SCRIPT = b"<script>fetch('https://192.0.2.1/')</script>"


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (b"<html>" + SCRIPT + b"</html>", PNG),
        (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", PNG),
        (packed(b"<svg>" + SCRIPT + b"</svg>"), PNG),
        (picture(60_000, 60_000), PNG),
        (picture()[:20], PNG),
        (b"", PNG),
        (b'{"version": 8, "sprite": "https://192.0.2.1/s"}', (("format", "pbf"),)),
        (packed(BROAD)[:-9], (("format", "pbf"),)),
        (packed(b"\x1a" + bytes(20_000_000)), (("format", "pbf"),)),
        (picture(), (("format", "pbf"),)),
    ],
    ids=[
        "a page", "a drawing", "a packed drawing", "a vast picture", "a cut picture", "nothing",
        "a style", "a cut tile", "a bomb", "a picture for a shape",
    ],
)  # fmt: skip
def test_what_is_no_tile_is_never_served(
    tmp_path: Path, body: bytes, about: tuple[tuple[str, str], ...]
) -> None:
    assert why(mbtiles(tmp_path / "s", {(0, 0, 0): body}, about)) is Why.UNREADABLE


def test_pictures_are_served_as_what_they_are(tmp_path: Path) -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\x01\x00\x01\x00" + bytes(9)
    webp = [
        b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\0\0\xff\0\0",
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xff\xc0\x3f\0",
        b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\0\x01\0\x01",
    ]
    for number, (body, media) in enumerate(
        [(picture(), "image/png"), (jpeg, "image/jpeg"), *((one, "image/webp") for one in webp)]
    ):
        streets = open_streets(mbtiles(tmp_path / str(number), {(0, 0, 0): body}, PNG))
        assert streets.tile(0, 0, 0) == Tile(media, body)


def test_an_empty_vector_tile_is_a_tile(tmp_path: Path) -> None:
    streets = open_streets(mbtiles(tmp_path / "s", {(0, 0, 0): packed(b"")}))
    assert streets.tile(0, 0, 0) == Tile(VECTOR, b"")


def test_a_table_that_never_ends_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "endless"
    with dbapi2.connect(str(file)) as db:
        db.execute("CREATE TABLE metadata (name, value)")
        db.execute("INSERT INTO metadata VALUES ('format', 'pbf')")
        db.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS zoom_level, i AS tile_column, i AS tile_row, x'1a' AS tile_data FROM n"
        )
    db.close()
    assert why(file) is Why.UNREADABLE


def test_a_thousand_questions_are_answered_like_the_first(tmp_path: Path) -> None:
    streets = open_streets(mbtiles(tmp_path / "s", {(0, 0, 0): BROAD}))
    assert {streets.tile(0, 0, 0) for _turn in range(10_000)} == {Tile(VECTOR, BROAD)}


def test_reading_changes_nothing_and_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "s", {(0, 0, 0): BROAD})
    before = file.read_bytes()
    streets = open_streets(file)
    streets.tile(0, 0, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]
    streets.close()
    assert file.read_bytes() == before
