"""The page that folium builds holds nothing of other machines and nothing of clients."""

import re
from itertools import product
from pathlib import Path

import pytest
from folium.folium import _default_js

from console.places.page import POLICY, SCRIPTS, MapPage, build_page, themes, towns

LINKS = re.compile(r'(?:src|href)="([^"]*)"')
ON_GROUND = ("imminent", "high", "moderate", "low", "accent")


@pytest.fixture(scope="module")
def page() -> MapPage:
    return build_page()


@pytest.fixture(scope="module")
def html(page: MapPage) -> str:
    return page.assets[""].body.decode()


def test_the_page_asks_only_for_what_is_served_with_it(page: MapPage, html: str) -> None:
    links = LINKS.findall(html)
    assert set(links) == {path for path in page.assets if path and not path.startswith("geo/")}
    assert "http:" not in html
    assert "https:" not in html


def test_every_part_of_the_page_is_a_file_of_its_own(html: str) -> None:
    assert re.findall(r"<(?:script|style)>", html) == []
    assert re.findall(r"\son\w+=", html) == []


def test_the_policy_knows_no_source_but_our_own_scheme() -> None:
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert set(directives.values()) == {"'none'", "vigil:"}
    assert directives["default-src"] == "'none'"


@pytest.mark.parametrize(
    ("library", "asset"), [("leaflet", "lib/leaflet.js"), ("jquery", "lib/jquery.js")]
)
def test_the_libraries_are_the_versions_that_folium_was_made_for(
    page: MapPage, library: str, asset: str
) -> None:
    wanted = re.search(r"\d+\.\d+\.\d+", dict(_default_js)[library])
    assert wanted is not None
    assert wanted.group().encode() in page.assets[asset].body[:400]


def test_folium_made_the_map_and_hands_it_to_our_script(page: MapPage) -> None:
    boot = next(asset.body.decode() for path, asset in page.assets.items() if path == "page/4.js")
    made = re.search(r"var (map_\w+) = L\.map\(", boot)
    assert made is not None
    assert f"Vigil.open({made.group(1)}, {{" in boot


def test_a_folder_without_the_maps_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        build_page(tmp_path)


def test_the_largest_towns_come_first_and_none_twice() -> None:
    listed = list(towns(Path(__file__).parents[2] / "resources" / "geo" / "zips.csv.gz"))
    sizes = [size for *_, size in listed]
    assert sizes == sorted(sizes, reverse=True)
    assert len({(name, lat, lon) for name, lat, lon, _size in listed}) == len(listed)
    columbus = next(town for town in listed if town[0] == "Columbus")
    assert columbus[1:3] == pytest.approx((39.98, -82.99), abs=0.1)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", themes())
def test_every_word_on_the_map_can_be_read(theme: str) -> None:
    """WCAG 2.2: 4.5 to 1; 7 to 1 in the contrast theme."""
    colours = themes()[theme]
    least = 7.0 if theme == "contrast" else 4.5
    pairs = [(token, f"{token}_ground") for token in ON_GROUND]
    pairs += [*product(("ink", "ink2"), ("land", "surface", "abroad"))]
    # on streets: names along roads have the road's colour around them, all others the land's
    pairs += [("ink", "road"), *product(("ink", "ink2"), ("block", "building"))]
    pairs += [(token, "land") for token in ON_GROUND] + [("accent", "surface")]
    assert {
        pair: contrast(*(colours[t] for t in pair)) >= least for pair in pairs
    } == dict.fromkeys(pairs, True)


@pytest.mark.parametrize("theme", themes())
def test_every_colour_that_the_page_asks_for_is_in_every_theme(page: MapPage, theme: str) -> None:
    sheet = page.assets["own/map.css"].body.decode()
    scripts = "".join(page.assets[path].body.decode() for path in SCRIPTS)
    asked = {*re.findall(r"var\(--(\w+)\)", sheet), *re.findall(r"colours\.(\w+)", scripts)}
    assert len(asked) > 10
    assert asked - themes()[theme].keys() == set()
