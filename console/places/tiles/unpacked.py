"""A stored tile made ready to be served: unpacked, and looked at, because it may be anything.

What is passed on is a vector tile, or a PNG, JPEG or WebP of a usual size, and is served as that
and nothing else.  A page, a drawing with scripts (SVG) or a style in a tile's place is no tile.
"""

import zlib
from typing import Final

from console.places.tiles.tileset import Tile, TileSort

LARGEST: Final = 8_000_000  # bytes unpacked: a small file can unpack to gigabytes
WIDEST: Final = 2048  # pixels; usual tiles have 256 or 512
VECTOR_MEDIA: Final = "application/x-protobuf"
_GZIP: Final = b"\x1f\x8b"
_LAYER: Final = 0x1A  # the first byte of every vector tile: field 3, a layer
_PNG, _JPEG, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"WEBP"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG markers with a size


def unpacked(stored: bytes, sort: TileSort) -> Tile | None:
    """Return what is stored as a tile of that sort, or nothing if it is none.

    A vector tile may be empty: nothing to draw there.
    """
    body = _inflated(stored) if stored.startswith(_GZIP) else stored
    if body is None:
        return None
    if sort is TileSort.VECTOR:
        return Tile(VECTOR_MEDIA, body) if not body or body[0] == _LAYER else None
    media = _picture(body)
    return Tile(media, body) if media else None


def _inflated(packed: bytes) -> bytes | None:
    """Return the bytes unpacked, or nothing if they are broken or too many."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unpacker.decompress(packed, LARGEST)
    except zlib.error:
        return None
    return body if unpacker.eof else None


def _picture(body: bytes) -> str:
    """Return the media type of a picture of a usual size, or nothing."""
    if body.startswith(_PNG) and body[12:16] == b"IHDR":
        media = "image/png"
        size = int.from_bytes(body[16:20], "big"), int.from_bytes(body[20:24], "big")
    elif body.startswith(_JPEG):
        media, size = "image/jpeg", _jpeg_size(body)
    elif body.startswith(b"RIFF") and body[8:12] == _WEBP:
        media, size = "image/webp", _webp_size(body)
    else:
        return ""
    return media if all(1 <= side <= WIDEST for side in size) else ""


def _jpeg_size(body: bytes) -> tuple[int, int]:
    """Return width and height as the first frame says them, or nothing at all."""
    at = 2
    while at + 9 <= len(body) and body[at] == 0xFF:  # noqa: PLR2004 -- as every marker begins
        if body[at + 1] in _FRAMES:
            return (
                int.from_bytes(body[at + 7 : at + 9], "big"),
                int.from_bytes(body[at + 5 : at + 7], "big"),
            )
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return 0, 0


def _webp_size(body: bytes) -> tuple[int, int]:
    """Return width and height of a WebP of any of its three kinds, or nothing at all."""
    match body[12:16]:
        case b"VP8X":
            return _little(body[24:27]) + 1, _little(body[27:30]) + 1
        case b"VP8L":
            bits = _little(body[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _little(body[26:28]) & 0x3FFF, _little(body[28:30]) & 0x3FFF
        case _:
            return 0, 0


def _little(piece: bytes) -> int:
    return int.from_bytes(piece, "little")
