"""``practise`` and ``doctor``."""

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from console.cli.centre import Missing, settings_of, stored
from console.cli.out import Out, Stop
from console.settings import Unusable
from console.store.streets.file import StreetFile
from console.store.trouble import StoreTrouble
from console.wiring.centre import street_file_of
from console.wiring.geocoder import geocoder_of
from console.words.trouble import trouble

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    practise = commands.add_parser("practise", parents=[shared], help="a practice shift")
    practise.add_argument("--scenario", metavar="FILE", type=Path)
    practise.add_argument("--seed", type=int, default=1)
    practise.add_argument("--speed", type=float, default=1.0, help="how much faster than life")
    practise.add_argument("--headless", action="store_true", help="play it without a screen")
    practise.add_argument("--shots", type=Path, metavar="DIR", help="where pictures are saved")
    practise.set_defaults(run=_practise)
    doctor = commands.add_parser("doctor", parents=[shared], help="what this machine has and lacks")
    doctor.set_defaults(run=_doctor)


def _practise(args: argparse.Namespace, out: Out) -> int:
    from console.app.practise import Playbill, play  # noqa: PLC0415 -- only this needs Qt

    if args.speed <= 0:
        raise Stop("--speed is how much faster than life: 1, 2, 10 …")
    if args.scenario is not None and not args.scenario.is_file():
        raise Stop(f"There is no scenario file {args.scenario}.")
    headless = args.headless or not screen()
    bill = Playbill(args.seed, args.speed, args.scenario, headless=headless, shots=args.shots)
    return play(settings_of(args), bill, out.answer)


def screen() -> bool:
    """Whether there is a display to open a window on."""
    if platform.system() != "Linux":
        return True
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _doctor(args: argparse.Namespace, out: Out) -> int:
    found = list(_looked(args))
    document = [{"what": what, "ok": ok, "says": says} for what, ok, says in found]
    marks = {True: "✓", False: "✗", None: "·"}
    out.answer(document, [f"{marks[ok]} {what}: {says}" for what, ok, says in found])
    return 1 if any(ok is False for _what, ok, _says in found) else 0


def _looked(args: argparse.Namespace) -> Iterator[tuple[str, bool | None, str]]:
    """Yield what was looked at, whether it is well (``None``: can be done without), in words."""
    yield "python", sys.version_info >= (3, 11), platform.python_version()
    there = screen()
    yield "display", there or None, "there" if there else "none; practise plays headless"
    inter = "Inter" in _fonts()
    yield "font", inter or None, "Inter" if inter else "Inter is missing; the system's is used"
    engine = next((p for p in ("espeak-ng", "espeak", "say") if shutil.which(p)), None)
    player = next((p for p in ("aplay", "paplay", "afplay") if shutil.which(p)), None)
    well = bool(engine and player) or platform.system() == "Windows"
    lack = f"voice {engine or 'missing'}, player {player or 'missing'}"
    yield "voice", well or None, lack if not well else f"{engine}, {player}"
    web = importlib.util.find_spec("PySide6.QtWebEngineCore") is not None
    yield "map", web or None, "web engine there" if web else "no web engine; the plain map is used"
    yield "database", *_database(args)
    yield "streets", *_streets(args)
    yield "geocoder", *_geocoder(args)


def _fonts() -> str:
    """Return the names of the fonts, where they can be asked for."""
    lister = shutil.which("fc-list")
    if lister is None:
        return ""
    ran = subprocess.run([lister, ":", "family"], capture_output=True, text=True, check=False)  # noqa: S603 -- a path of this machine
    return ran.stdout


def _database(args: argparse.Namespace) -> tuple[bool | None, str]:
    try:
        with stored(args) as store:
            status = store.status()
    except Missing as none:
        return None, str(none)
    except Stop as no:
        return False, str(no)
    return True, f"{status.where}, {status.entries} entries"


def _streets(args: argparse.Namespace) -> tuple[bool | None, str]:
    file = StreetFile(street_file_of(settings_of(args)))
    try:
        sources = [f"{one.name} ({one.vintage or 'date unknown'})" for one in file.sources()]
    except StoreTrouble as no:
        return False, f"{trouble(no.why)} Import the streets again: console directory import"
    finally:
        file.close()
    if not sources:
        return None, "none; ZIP codes and towns are found. console directory import osm-pbf FILE"
    return True, ", ".join(sources)


def _geocoder(args: argparse.Namespace) -> tuple[bool | None, str]:
    try:
        outside = geocoder_of(settings_of(args).geocoder)
    except Unusable as no:
        return False, str(no)
    if outside is None:
        return True, "off; no address leaves this machine"
    return None, f"{outside.service}, asked on demand only. {outside.warning}"
