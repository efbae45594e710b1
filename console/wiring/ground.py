"""What the map is drawn on: the organisation's own street file, if the settings name one."""

from pathlib import Path

from console.settings import Settings, Unusable


def street_file(settings: Settings) -> Path | None:
    """Return the street file that the settings name; nothing if they name none.

    Whether it is there and can be drawn is seen when the map opens, and said on the map: a map
    without streets is no reason not to start.

    Raises:
        Unusable: the table ``[map]`` says something unknown, or no file name.
    """
    unknown = settings.map.keys() - {"tiles"}
    if unknown:
        raise Unusable(f"“{min(unknown)}” in [map] is not a setting. Known: tiles.")
    name = settings.map.get("tiles", "")
    if not isinstance(name, str) or "\0" in name:
        raise Unusable(f"“tiles” in [map] should be the name of a file, not “{name}”.")
    return Path(name).expanduser() if name else None
