"""The page of the map: folium builds it once, and every byte it needs is on this machine.

Leaflet and jQuery are folium's own versions, taken from PyPI instead of from the content
delivery networks that folium names.  The page holds no client: people and places are sent to
it afterwards, so it can be built before anybody signs in.
"""

import csv
import gzip
import io
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from xstatic.pkg import jquery, leaflet

from console.places.tiles.streets import Streets, open_streets
from console.places.tiles.tileset import NoStreets, Tileset, TileSort, Why

SCHEME: Final = "vigil"
HOST: Final = "map"
ADDRESS: Final = f"{SCHEME}://{HOST}/"
RESOURCES: Final = Path(__file__).parents[2] / "resources"
LIBRARIES: Final = ("lib/leaflet.js", "lib/jquery.js")
SCRIPTS: Final = (
    "own/painted.js", "own/atlas.js", "own/tile.js", "own/streets.js", "own/names.js",
    "own/crowd.js", "own/specks.js", "own/areas.js", "own/marks.js", "own/pins.js",
    "own/labels.js", "own/legend.js", "own/view.js", "own/link.js",
)  # fmt: skip
SHEETS: Final = ("lib/leaflet.css", "own/map.css")
SOURCES: Final = "US Census Bureau 2017 by us-atlas · GeoNames · Leaflet"
OSM: Final = "© OpenStreetMap contributors"
"""Named where a vector file names nobody: the schemas that we draw are made from nothing else."""

# Only our own files may run or be asked for; nothing on the page stands in the page itself.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        f"script-src {SCHEME}:",
        f"style-src {SCHEME}:",
        f"img-src {SCHEME}:",
        f"connect-src {SCHEME}:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "worker-src 'none'",
        "object-src 'none'",
    )
)

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}
_OPAQUE: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the page may ask for: its media type and its bytes."""

    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page and everything that it may ask for.

    Attributes:
        policy: the Content-Security-Policy to serve it with.
        assets: by path below ``vigil://map/``; the empty path is the page itself.
        streets: the street file, served below ``tiles/``; nothing where there is none.
    """

    policy: str
    assets: Mapping[str, Asset]
    streets: Streets | None = None


def build_page(resources: Path = RESOURCES, tiles: Path | None = None) -> MapPage:
    """Return the page, built from ``resources``; most of a second, mostly folium's import.

    ``tiles`` is the organisation's street file.  One that cannot be used is said on the page,
    which then draws the outlines alone.  Safe to call on any thread.

    Raises:
        OSError: a file of the map is missing or cannot be read.
    """
    from console.places import folium_map  # noqa: PLC0415 -- too slow to import before it is needed

    streets, said = _streets(tiles)
    settings = {
        "themes": themes(resources),
        "outlines": "geo/outlines.json",
        "towns": "geo/towns.json",
        "sources": " · ".join(filter(None, (SOURCES, said.get("credit")))),
        "streets": said,
    }
    html = folium_map.html([*LIBRARIES, *SCRIPTS], SHEETS, settings)
    assets = {
        **_libraries(),
        "own/map.css": _file(resources / "map" / "map.css"),
        "geo/outlines.json": _json(_unzipped(resources / "geo" / "counties.topo.json.gz")),
        "geo/towns.json": _json(json.dumps(list(towns(resources / "geo" / "zips.csv.gz")))),
    }
    assets |= {path: _file(resources / "map" / Path(path).name) for path in SCRIPTS}
    return MapPage(POLICY, assets | _set_apart(html), streets)


def _streets(file: Path | None) -> tuple[Streets | None, dict[str, Any]]:
    """Return the street file and what the page is told of it."""
    if file is None:
        return None, {"why": Why.UNSET}
    try:
        streets = open_streets(file)
    except NoStreets as no:
        return None, {"why": no.why}
    return streets, _told(streets.about)


def _told(about: Tileset) -> dict[str, Any]:
    vector = about.sort is TileSort.VECTOR
    return {
        "sort": about.sort,
        "least": about.least,
        "most": about.most,
        "bounds": about.bounds,
        "credit": about.credit or (OSM if vector else ""),
    }


def build_plain(rows: Iterable[tuple[float, float, str]]) -> MapPage:
    """Return the page that folium alone makes of places: latitude, longitude, label.

    The benchmarks move it beside ours.
    """
    from console.places import folium_map  # noqa: PLC0415 -- as above

    html = folium_map.plain(LIBRARIES, SHEETS[:1], rows)
    return MapPage(POLICY, _libraries() | _set_apart(html))


def _libraries() -> dict[str, Asset]:
    return {
        "lib/leaflet.js": _file(Path(leaflet.BASE_DIR) / "leaflet.js"),
        "lib/leaflet.css": _file(Path(leaflet.BASE_DIR) / "leaflet.css"),
        "lib/jquery.js": _file(Path(jquery.BASE_DIR) / "jquery.min.js"),
    }


def themes(resources: Path = RESOURCES) -> dict[str, dict[str, str]]:
    """Return the map's colours by theme and token, as ``#RRGGBB``: the theme's and its own."""
    ground = tomllib.loads((resources / "map" / "ground.toml").read_text(encoding="utf-8"))
    return {
        name: _style(resources / "style" / f"{name}.toml") | own for name, own in ground.items()
    }


def towns(path: Path) -> Iterator[tuple[str, float, float, int]]:
    """Yield name, latitude, longitude and number of ZIP codes of each town, largest first.

    The number of ZIP codes stands in for size: it only decides which names show first.
    """
    header, *rows = csv.reader(io.StringIO(_unzipped(path)))
    city, state, lat, lon = (header.index(name) for name in ("city", "state", "lat", "lon"))
    places: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        places[row[city], row[state]].append((float(row[lat]), float(row[lon])))
    for (name, _state), points in sorted(places.items(), key=lambda town: (-len(town[1]), town[0])):
        north, east = (
            round(sum(degrees) / len(points), 4) for degrees in zip(*points, strict=True)
        )
        yield name, north, east, len(points)


def _style(path: Path) -> dict[str, str]:
    """Return the opaque colours of a theme; the others mean nothing to a page."""
    colours = tomllib.loads(path.read_text(encoding="utf-8"))
    return {token: colour for token, colour in colours.items() if _OPAQUE.fullmatch(colour)}


def _set_apart(html: str) -> dict[str, Asset]:
    """Return the page with each inline script and style as a file of its own.

    So the policy can forbid inline ones outright; digests in it would not do, because Qt
    sends a scheme's headers in small letters.
    """
    files: dict[str, Asset] = {}

    def moved(block: re.Match[str]) -> str:
        sort, body = block.groups()
        suffix = ".js" if sort == "script" else ".css"
        path = f"page/{len(files)}{suffix}"
        files[path] = Asset(_TYPES[suffix], body.encode())
        if sort == "script":
            return f'<script src="{path}"></script>'
        return f'<link rel="stylesheet" href="{path}"/>'

    page = _INLINE.sub(moved, html)
    return {"": Asset(_TYPES[".html"], page.encode()), **files}


def _file(path: Path) -> Asset:
    return Asset(_TYPES[path.suffix], path.read_bytes())


def _json(text: str) -> Asset:
    return Asset(_TYPES[".json"], text.encode())


def _unzipped(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()
