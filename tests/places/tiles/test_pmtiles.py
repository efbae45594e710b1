"""PMTiles: tiles are found by number, also through leaf directories, and a broken file is said.

``samples/quarters.pmtiles`` was written by the ``pmtiles`` package 3.8 (its zooms 0 to 3, every
tile a street named after its place; from zoom 3 on all are one and the same).
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.places.tiles.pmtiles import tile_number
from console.places.tiles.streets import Streets, open_streets
from console.places.tiles.tileset import NoStreets, Tile, TileSort, Why
from tests.places.tiles.files import street, varint

SAMPLE = Path(__file__).parent / "samples" / "quarters.pmtiles"
HEADER = struct.Struct("<8s11Q6B4iB2i")
BROAD = street("Broad Street")
Open = Callable[[bytes], Callable[[int, int, int], Tile | None]]


def directory(*entries: tuple[int, int, int, int]) -> bytes:
    """First tile, run, length and offset of each entry."""
    out = varint(len(entries))
    before = 0
    for first, *_rest in entries:
        out += varint(first - before)
        before = first
    for at in (1, 2):
        out += b"".join(varint(entry[at]) for entry in entries)
    return out + b"".join(varint(entry[3] + 1) for entry in entries)


def archive(  # noqa: PLR0913 -- a header has many sides
    root: bytes, leaves: bytes = b"", tiles: bytes = BROAD, *, packing: int = 1, sort: int = 1,
    zooms: tuple[int, int] = (0, 6), about: bytes = b"",
) -> bytes:  # fmt: skip
    start = HEADER.size
    ends = start + len(root), start + len(root) + len(about)
    header = HEADER.pack(
        b"PMTiles\x03", start, len(root), ends[0], len(about), ends[1], len(leaves),
        ends[1] + len(leaves), len(tiles), 1, 1, 1, 1, packing, packing, sort, *zooms,
        -840_000_000, 390_000_000, -820_000_000, 410_000_000, 0, 0, 0,
    )  # fmt: skip
    return header + root + about + leaves + tiles


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens one archive after the other, and closes the one before."""
    before: list[Streets] = []

    def close() -> None:
        while before:
            before.pop().close()

    def opened(body: bytes) -> Callable[[int, int, int], Tile | None]:
        close()
        file = tmp_path / "s.pmtiles"
        file.write_bytes(body)
        before.append(open_streets(file))
        return before[0].tile

    yield opened
    close()


def test_a_file_of_the_formats_own_writer_is_read() -> None:
    streets = open_streets(SAMPLE)
    about = streets.about
    assert (about.sort, about.least, about.most) == (TileSort.VECTOR, 0, 3)
    assert about.credit == "The City"
    every = [(z, x, y) for z in range(4) for x in range(1 << z) for y in range(1 << z)]
    wanted = [street(f"{z}/{x}/{y}" if z < 3 else "far") for z, x, y in every]
    found = [streets.tile(*at) for at in every]
    assert [tile.body for tile in found if tile is not None] == wanted
    assert streets.tile(4, 0, 0) is None
    streets.close()


def test_tiles_are_numbered_as_the_format_says() -> None:
    known = {
        (0, 0, 0): 0, (1, 0, 0): 1, (1, 0, 1): 2, (1, 1, 1): 3, (1, 1, 0): 4, (2, 0, 0): 5,
        (12, 3423, 1763): 19078479,
    }  # fmt: skip
    assert {at: tile_number(*at) for at in known} == known


@given(st.integers(1, 7))
def test_every_tile_of_a_zoom_has_its_own_number_and_neighbours_follow(zoom: int) -> None:
    side = 1 << zoom
    places = {tile_number(zoom, x, y): (x, y) for x in range(side) for y in range(side)}
    first = sum(4**lesser for lesser in range(zoom))
    assert sorted(places) == list(range(first, first + side * side))
    steps = [
        abs(places[n + 1][0] - places[n][0]) + abs(places[n + 1][1] - places[n][1])
        for n in range(first, first + side * side - 1)
    ]
    assert set(steps) == {1}


def test_runs_and_leaves_lead_to_their_tiles(opened: Open) -> None:
    leaf = directory((5, 16, len(BROAD), 0))
    tile = opened(archive(directory((0, 1, len(BROAD), 0), (5, 0, len(leaf), 0)), leaf))
    assert [tile(2, x, y) for x in range(4) for y in range(4)] == [tile(0, 0, 0)] * 16
    assert tile(1, 0, 0) is None
    assert tile(3, 0, 0) is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (archive(b"")[:60], Why.UNREADABLE),
        (archive(directory()).replace(b"PMTiles\x03", b"PMTiles\x02"), Why.UNREADABLE),
        (archive(b"\xff" * 20), Why.UNREADABLE),
        (archive(directory((0, 1, 9, 0)), packing=2), Why.UNREADABLE),
        (archive(directory((0, 1, 9, 0)), packing=3), Why.FOREIGN),
        (archive(directory((0, 1, 9, 0)), sort=5), Why.FOREIGN),
        (archive(directory((0, 1, 9, 0)), zooms=(5, 2)), Why.FOREIGN),
        (archive(varint(1 << 40)), Why.UNREADABLE),
        (archive(directory((0, 1, 9_000_000, 0))), Why.UNREADABLE),
        (archive(directory((0, 1, 9, 1 << 62))), Why.UNREADABLE),
        (archive(directory((0, 1, 4, 0)), tiles=b"<svg"), Why.UNREADABLE),
    ],
)
def test_a_broken_file_says_in_which_way(opened: Open, body: bytes, why: Why) -> None:
    with pytest.raises(NoStreets) as no:
        opened(body)(0, 0, 0)
    assert no.value.why is why


def test_a_leaf_that_leads_to_itself_is_given_up(opened: Open) -> None:
    leaf = directory((0, 0, 5, 0))
    tile = opened(archive(directory((0, 0, len(leaf), 0)), leaf))
    with pytest.raises(NoStreets):
        tile(0, 0, 0)


def test_no_garbled_file_is_more_than_a_no(opened: Open) -> None:
    random = Random(988)  # noqa: S311 -- a test's, not a secret's
    whole = SAMPLE.read_bytes()
    for _turn in range(400):
        body = bytearray(whole)
        for _spot in range(random.randrange(1, 6)):
            body[random.randrange(7, len(body))] = random.randrange(256)
        try:
            tile = opened(bytes(body))
            found = [tile(z, 0, 0) for z in range(4)]
        except NoStreets:
            continue
        assert {one.media for one in found if one is not None} <= {
            "application/x-protobuf", "image/png", "image/jpeg", "image/webp",
        }  # fmt: skip
