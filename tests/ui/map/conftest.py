"""A real web engine, and a map in it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.tier import Tier
from console.places.page import MapPage, build_page
from console.ui.map.mark import Mark, MarkKind
from console.ui.map.pane import MapPane
from console.ui.map.web.scheme import register_scheme, shut_in

# both only work before there is an application
register_scheme()
shut_in()

COLUMBUS = (39.9612, -82.9988)
SOON = 15_000

Json = Any
Ask = Callable[[str], Json]


def person(name: str = "dana", *, tier: Tier | None = None, confirmed: bool = False) -> Mark:
    return Mark(
        name, MarkKind.CLIENT, *COLUMBUS,
        label="Dana R.", error_m=2000.0, tier=tier, confirmed=confirmed,
    )  # fmt: skip


def hospital(number: int, *, label: str = "", rank: int | None = None) -> Mark:
    lat, lon = COLUMBUS[0] + 0.01 * number, COLUMBUS[1] - 0.01
    name = label or f"Hospital {number}"
    return Mark(f"h{number}", MarkKind.HOSPITAL, lat, lon, label=name, rank=rank)


IMMINENT = person(tier=Tier.IMMINENT)


@pytest.fixture(scope="session")
def page() -> MapPage:
    return build_page()


@pytest.fixture
def pane(page: MapPage, qtbot: QtBot) -> Iterator[MapPane]:
    """A map that has been drawn."""
    pane = MapPane(lambda: page)
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    with qtbot.waitSignal(pane.drawn, timeout=SOON):
        pane.start()
    yield pane
    pane.close_map()


def question(pane: MapPane, qtbot: QtBot) -> Ask:
    def ask(script: str) -> Json:
        said: list[Json] = []
        assert pane.web is not None
        pane.web.settle()
        pane.web.run(f"JSON.stringify({script})", said.append)
        qtbot.waitUntil(lambda: said != [], timeout=SOON)
        return json.loads(said[0]) if said[0] else None

    return ask


@pytest.fixture
def ask(pane: MapPane, qtbot: QtBot) -> Ask:
    """What the page answers to a script, after everything that it was told before."""
    return question(pane, qtbot)


@pytest.fixture
def census(ask: Ask) -> Callable[[], dict[str, Json]]:
    return lambda: ask("Vigil.view.census()")


def surface(pane: MapPane) -> QWidget:
    """The widget of the engine that takes the pointer and the keys."""
    assert pane.web is not None
    proxy = pane.web.view.focusProxy()
    assert proxy is not None
    return proxy
