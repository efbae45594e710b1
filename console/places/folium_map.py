"""The HTML of the map, as folium writes it.

Importing folium takes half a second, so only ``page.build_page`` imports this, on its own thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.template import Template

Row = tuple[float, float, str]
"""Latitude, longitude and label of a place."""

# The middle of the contiguous states, so that the whole country is on a small pane.
START: Final = (39.5, -96.5)
START_ZOOM, LEAST_ZOOM, MOST_ZOOM = 4, 3, 18


class _Boot(MacroElement):
    """Hands the map that folium made to our own script."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Vigil.open({{ this._parent.get_name() }}, {{ this.settings | tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Vigil"
        self.settings = settings


def html(scripts: Sequence[str], sheets: Sequence[str], settings: Mapping[str, Any]) -> str:
    """Return a page that asks only for ``scripts`` and ``sheets``, by relative address.

    ``settings`` must be fit for JSON; the page hands them to ``Vigil.open``.
    """
    page = folium.Map(
        location=START,
        zoom_start=START_ZOOM,
        min_zoom=LEAST_ZOOM,
        max_zoom=MOST_ZOOM,
        tiles=None,
        prefer_canvas=True,
        control_scale=True,
        zoom_control="topright",
        # nothing on this screen moves by itself
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        inertia=False,
        attribution_control=False,
        keyboard_pan_delta=120,
    )
    page.default_js = [(path, path) for path in scripts]
    page.default_css = [(path, path) for path in sheets]
    _Boot(settings).add_to(page)
    rendered: str = page.get_root().render()
    return rendered


def plain(scripts: Sequence[str], sheets: Sequence[str], rows: Iterable[Row]) -> str:
    """Return the page that folium makes by itself of ``rows``: a circle and a tip for each."""
    page = folium.Map(location=START, zoom_start=START_ZOOM, tiles=None, prefer_canvas=True)
    page.default_js = [(path, path) for path in scripts]
    page.default_css = [(path, path) for path in sheets]
    for lat, lon, label in rows:
        folium.CircleMarker((lat, lon), radius=5, tooltip=label).add_to(page)
    rendered: str = page.get_root().render()
    return rendered
