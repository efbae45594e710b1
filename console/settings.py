"""The settings of one station: a file, then the environment, then what the command line says."""

import json
import os
import platform
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

FILE = "console.toml"
PREFIX = "VIGIL_"
DOOR = "127.0.0.1:8710"


class Unusable(Exception):  # noqa: N818 -- the environment's no, said in one line
    """The settings cannot be used; the text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What this station is told from outside.

    Attributes:
        data: the folder in which the embedded databases and their keys lie.
        database: a database URL; empty means the embedded one in ``data``.
        station: the name of this workplace, as the journal writes it.
        organisation: who we say that we are when we call a 911 centre.
        call_back: the ten-digit number on which a 911 centre reaches us again.
        door: the address and port that the intake service listens on.
        seals: a folder outside the database in which seals are kept as well.
        voice: whether alerts are spoken.
        on_call: the clinician on call; empty means whoever of the staff has that role.
        on_call_number: the number on which the clinician on call is reached.
        lead_silent_s: after how many seconds of a called lead's silence they are paged.
        aftercare: how often and how long we stay in touch, where that is not the default: the
            table ``[aftercare]`` of the file (``console.wiring.aftercare`` names its keys).
        geocoder: the table ``[geocoder]``: a geocoder of the organisation on another machine.
            Off by default: what is asked there leaves this one (``console.wiring.geocoder``).
        instruments: the table ``[instruments]``: ``packs`` names the optional ones that are on.
        map: the table ``[map]``: ``tiles`` names the centre's own street file.
    """

    data: Path
    database: str = ""
    station: str = "station-1"
    organisation: str = ""
    call_back: str = ""
    door: str = DOOR
    seals: str = ""
    voice: bool = True
    on_call: str = ""
    on_call_number: str = ""
    lead_silent_s: int = 60
    aftercare: Mapping[str, object] = field(default_factory=dict)
    geocoder: Mapping[str, object] = field(default_factory=dict)
    instruments: Mapping[str, object] = field(default_factory=dict)
    map: Mapping[str, object] = field(default_factory=dict)

    @property
    def listen(self) -> tuple[str, int]:
        """The host and the port of ``door``.

        Raises:
            Unusable: it is not ``host:port``.
        """
        host, colon, port = self.door.rpartition(":")
        if not (colon and host and port.isdigit()):
            raise Unusable(f"“{self.door}” is not HOST:PORT. Write for example {DOOR}.")
        return host, int(port)


def load(path: Path | None = None) -> Settings:
    """Return the settings from ``path`` (default: console.toml in the user's settings folder).

    Raises:
        Unusable: the file is not there, is not TOML, or says something unknown.
    """
    dirs = PlatformDirs("vigil", appauthor=False)
    settings = Settings(Path(dirs.user_data_dir), station=platform.node() or "station-1")
    file = path or Path(dirs.user_config_dir) / FILE
    if path is not None and not file.is_file():
        raise Unusable(f"There is no settings file at {file}. Leave --config out, or write it.")
    if file.is_file():
        settings = _changed(settings, _read(file), str(file))
    named = {
        f.name: os.environ[PREFIX + f.name.upper()]
        for f in fields(Settings)
        if PREFIX + f.name.upper() in os.environ
    }
    return _changed(settings, named, "the environment")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unusable(f"{file} cannot be read as TOML: {error}.") from None


def _changed(settings: Settings, said: dict[str, Any], where: str) -> Settings:
    known = {f.name: f for f in fields(Settings)}
    for name, value in said.items():
        if name not in known:
            raise Unusable(f"“{name}” in {where} is not a setting. Known: {', '.join(known)}.")
        kind = type(getattr(settings, name))
        if kind is bool and isinstance(value, str):
            made: object = value.lower() in {"1", "true", "yes", "on"}
        elif kind is int and isinstance(value, str) and value.isdigit():
            made = int(value)
        elif isinstance(settings.data, Path) and name == "data":
            made = Path(str(value)).expanduser()
        elif isinstance(value, kind):
            made = value
        else:
            wanted = "a table" if kind is dict else kind.__name__
            raise Unusable(f"“{name}” in {where} should be {wanted}, not “{value}”.")
        settings = replace(settings, **{name: made})  # type: ignore[arg-type]
    return settings


def replace_door(settings: Settings, door: str | None) -> Settings:
    """Return ``settings`` with another address for the intake service, if one is given."""
    return replace(settings, door=door) if door else settings


def remember(settings: Settings, **changes: str) -> Settings:
    """Return ``settings`` with ``changes``, written into the user's settings file as well.

    A file that cannot be written is no reason to stop: the change then holds for today.
    """
    file = Path(PlatformDirs("vigil", appauthor=False).user_config_dir) / FILE
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in changes.items()]
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        rest = [line for line in kept if line.split("=")[0].strip() not in changes]
        file.write_text("\n".join((*lines, *rest)) + "\n", encoding="utf-8")
    return replace(settings, **changes)  # type: ignore[arg-type]
