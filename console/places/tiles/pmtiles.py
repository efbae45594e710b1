"""PMTiles 3: one file with a header, directories of tile numbers, and the tiles.

A tile's number is its place on a Hilbert curve through all tiles of all zooms.  The directories
that were read are kept, so that a tile costs one search in memory and one read.
"""

import json
import struct
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from console.places.tiles.tileset import NoStreets, Tileset, TileSort, Why, credit

MAGIC: Final = b"PMTiles\x03"
LARGEST_TILE: Final = 2_000_000
LARGEST_DIRECTORY: Final = 16_000_000  # bytes, packed or not; the format asks for far less
KEPT: Final = 64  # leaf directories; one has some thousand tiles
DEEPEST: Final = 3  # the root and what may lie under it
_HEADER: Final = struct.Struct("<8s11Q6B4iB2i")
_NONE, _GZIP = 1, 2
_SORTS: Final = {1: TileSort.VECTOR, 2: TileSort.RASTER, 3: TileSort.RASTER, 4: TileSort.RASTER}
_DEGREE: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Directory:
    """Entries in the order of their first tile; a run of 0 leads to another directory."""

    first: tuple[int, ...]
    run: tuple[int, ...]
    length: tuple[int, ...]
    offset: tuple[int, ...]

    def find(self, number: int) -> tuple[int, int, int] | None:
        """Return run, offset and length of the entry that may hold the tile."""
        at = bisect_right(self.first, number) - 1
        if at < 0 or (self.run[at] and number >= self.first[at] + self.run[at]):
            return None
        return self.run[at], self.offset[at], self.length[at]


class PmTiles:
    """One open file.  Safe to use from any thread.

    Raises:
        NoStreets: it is no PMTiles 3, is broken, or is packed in a way that we do not read.
        OSError: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._file = path.open("rb")
        try:
            self._begin()
        except BaseException:
            self._file.close()
            raise

    def _begin(self) -> None:
        header = self._file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(MAGIC):
            raise NoStreets(Why.UNREADABLE)
        (
            _magic, root, root_length, about, about_length, self._leaves, _leaves_length,
            self._tiles, _tiles_length, addressed, _entries, _contents, _clustered,
            packing, tile_packing, sort, least, most, west, south, east, north, *_centre,
        ) = _HEADER.unpack(header)  # fmt: skip
        if packing not in {_NONE, _GZIP} or tile_packing not in {_NONE, _GZIP}:
            raise NoStreets(Why.FOREIGN)
        if sort not in _SORTS:
            raise NoStreets(Why.FOREIGN)
        self._packing = packing
        self._kept: OrderedDict[int, Directory] = OrderedDict()
        self._root = self._directory(root, root_length)
        if not self._root.first:
            raise NoStreets(Why.EMPTY if not addressed else Why.UNREADABLE)
        box = west / _DEGREE, south / _DEGREE, east / _DEGREE, north / _DEGREE
        self.about = Tileset(_SORTS[sort], least, most, box, self._credit(about, about_length))

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """Return a tile as it is stored, or nothing; ``y`` counts from the north.

        Raises:
            NoStreets: the file is broken there.
            OSError: it cannot be read any more.
        """
        number = tile_number(zoom, x, y)
        with self._lock:
            directory = self._root
            for _level in range(DEEPEST):
                found = directory.find(number)
                if found is None:
                    return None
                run, offset, length = found
                if run:
                    return self._bytes(self._tiles + offset, length, LARGEST_TILE)
                directory = self._leaf(self._leaves + offset, length)
        raise NoStreets(Why.UNREADABLE)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def _leaf(self, offset: int, length: int) -> Directory:
        if offset not in self._kept:
            self._kept[offset] = self._directory(offset, length)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(offset)
        return self._kept[offset]

    def _directory(self, offset: int, length: int) -> Directory:
        numbers = _numbers(self._unpacked(offset, length))
        try:
            count = next(numbers)
            firsts, at = [], 0
            for _entry in range(count):
                at += next(numbers)
                firsts.append(at)
            runs = [next(numbers) for _entry in range(count)]
            lengths = [next(numbers) for _entry in range(count)]
            offsets: list[int] = []
            for entry in range(count):
                said = next(numbers)
                follows = not said and entry  # 0: right behind the one before
                offsets.append(offsets[-1] + lengths[entry - 1] if follows else said - 1)
        except StopIteration:
            raise NoStreets(Why.UNREADABLE) from None
        return Directory(tuple(firsts), tuple(runs), tuple(lengths), tuple(offsets))

    def _credit(self, offset: int, length: int) -> str:
        """Return whom to name; a file that says nothing that we can read is used all the same."""
        try:
            said = json.loads(self._unpacked(offset, length)) if length else {}
        except (NoStreets, ValueError, RecursionError):
            return ""
        line = said.get("attribution") if isinstance(said, dict) else None
        return credit(line) if isinstance(line, str) else ""

    def _unpacked(self, offset: int, length: int) -> bytes:
        stored = self._bytes(offset, length, LARGEST_DIRECTORY)
        if self._packing == _NONE:
            return stored
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = unpacker.decompress(stored, LARGEST_DIRECTORY)
        except zlib.error:
            raise NoStreets(Why.UNREADABLE) from None
        if not unpacker.eof:
            raise NoStreets(Why.UNREADABLE)
        return body

    def _bytes(self, offset: int, length: int, largest: int) -> bytes:
        if not 0 <= length <= largest or not 0 <= offset < 1 << 62:
            raise NoStreets(Why.UNREADABLE)
        self._file.seek(offset)
        stored = self._file.read(length)
        if len(stored) < length:
            raise NoStreets(Why.UNREADABLE)
        return stored


def tile_number(zoom: int, x: int, y: int) -> int:
    """Return the number of a tile: all tiles of the lesser zooms, then along the Hilbert curve."""
    number = ((1 << 2 * zoom) - 1) // 3
    side = 1 << zoom
    half = side >> 1
    while half:
        right, low = int(bool(x & half)), int(bool(y & half))
        number += half * half * ((3 * right) ^ low)
        if not low:  # turn the quarter so that the curve enters it at its first corner
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half >>= 1
    return number


def _numbers(body: bytes) -> Iterator[int]:
    """Yield the numbers of a directory: seven bits a byte, the low ones first."""
    value = shift = 0
    for byte in body:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift > 63:  # noqa: PLR2004 -- no number is longer
                raise NoStreets(Why.UNREADABLE)
            continue
        yield value
        value = shift = 0
