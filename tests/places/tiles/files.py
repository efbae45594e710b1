"""Street files made for tests, and the tiles in them."""

import gzip
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlcipher3 import dbapi2

At = tuple[int, int, int]


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def zigzag(number: int) -> int:
    return number << 1 if number >= 0 else -number * 2 - 1


def piece(field: int, body: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(body)) + body


def street(name: str, sort: str = "primary", layer: str = "transportation_name") -> bytes:
    """A vector tile with one straight road from its west to its east, through its middle."""
    shape = [1 << 3 | 1, zigzag(0), zigzag(2048), 1 << 3 | 2, zigzag(4096), zigzag(0)]
    feature = piece(2, varint(0) + varint(0) + varint(1) + varint(1)) + varint(3 << 3) + varint(2)
    feature += piece(4, b"".join(map(varint, shape)))
    tags = piece(3, b"class") + piece(3, b"name")
    tags += piece(4, piece(1, sort.encode())) + piece(4, piece(1, name.encode()))
    body = piece(1, layer.encode()) + piece(2, feature) + tags
    return piece(3, body + varint(5 << 3) + varint(4096) + varint(15 << 3) + varint(2))


def picture(width: int = 256, height: int = 256) -> bytes:
    """A PNG of one grey."""
    rows = (b"\0" + b"\x90" * width) * min(height, 512)

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def mbtiles(
    path: Path, tiles: Mapping[At, bytes], about: Iterable[tuple[str, str]] = (("format", "pbf"),)
) -> Path:
    """Write a file whose tiles are numbered from the north-west, as the web does."""
    with dbapi2.connect(str(path)) as db:
        db.execute("CREATE TABLE metadata (name text, value text)")
        db.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer,"
            " tile_data blob, UNIQUE (zoom_level, tile_column, tile_row))"
        )
        db.executemany("INSERT INTO metadata VALUES (?, ?)", list(about))
        rows = [(zoom, x, (1 << zoom) - 1 - y, body) for (zoom, x, y), body in tiles.items()]
        db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    db.close()
    return path


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
