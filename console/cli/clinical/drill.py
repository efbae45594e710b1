"""``drill``: list the drills, and play one."""

import argparse
from datetime import date
from pathlib import Path

from console.cli.centre import settings_of
from console.cli.out import BadNews, Out, Stop
from console.cli.practice import screen
from console.domain.protocol.read import read as read_protocol
from console.domain.reading.fault import Fault, Faulty
from console.practice.drills import words
from console.practice.drills.check import faults_in
from console.practice.drills.drill import Drill
from console.practice.drills.read import read
from console.wiring.shipped import shipped_drills, shipped_protocols
from console.words.refusals import fault

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    drill = commands.add_parser("drill", help="drills, scored from the practice journal")
    parts = drill.add_subparsers(required=True, metavar="WHAT")
    listed = parts.add_parser("list", parents=[shared], help="which drills there are")
    listed.set_defaults(run=_list)
    run = parts.add_parser("run", parents=[shared], help="play a drill, and score it")
    run.add_argument("name", metavar="NAME", help="as drill list shows it, or a drill's file")
    run.add_argument("--headless", action="store_true", help="play it without a screen")
    run.add_argument("--script", action="store_true", help="by the hands that its file brings")
    run.add_argument("--aar", metavar="FILE", type=Path, help="write the review as PDF or JSON")
    run.set_defaults(run=_run)


def _list(_args: argparse.Namespace, out: Out) -> int:
    drills = [_sound(name, text) for name, text in shipped_drills().items()]
    rows = [
        {
            "name": drill.id,
            "title": drill.title,
            "about": drill.about,
            "protocols": list(drill.protocols),
            "minutes": drill.minutes,
            "injects": [str(one) for one in drill.injects],
            "hands": bool(drill.hands),
        }
        for drill in drills
    ]
    wide = max((len(drill.id) for drill in drills), default=0)
    lines = [
        f"{drill.id:<{wide}}  {drill.minutes:>2} min  {drill.title}"
        f" ({', '.join(drill.protocols)}{_injected(drill)})"
        for drill in drills
    ]
    out.answer(rows, [*lines, "All of them are drafts, and everybody in them is invented."])
    return 0


def _injected(drill: Drill) -> str:
    named = ", ".join(words.inject(one) for one in drill.injects)
    return f"; {named}" if named else ""


def _run(args: argparse.Namespace, out: Out) -> int:
    from console.app.drill.run import DrillBill, play  # noqa: PLC0415 -- only this needs Qt

    drill = _named(args.name)
    headless = args.headless or not screen()
    if args.script and not args.headless:
        raise Stop("--script plays without a screen; write --headless --script.")
    if headless and not drill.hands:
        raise Stop(f"Nobody has written hands for {drill.id}. Play it at a screen.")
    if args.aar is not None and args.aar.suffix not in {".pdf", ".json"}:
        raise Stop("--aar wants a file that ends in .pdf or .json.")
    if args.aar is not None and not args.aar.parent.is_dir():
        raise Stop(f"There is no folder {args.aar.parent}.")
    return play(settings_of(args), DrillBill(drill, headless=headless, aar=args.aar), out.answer)


def _named(name: str) -> Drill:
    texts = shipped_drills()
    if name in texts:
        return _sound(name, texts[name])
    file = Path(name)
    if file.suffix != ".toml":
        known = ", ".join(texts)
        raise Stop(f"There is no drill {name}. There are {known}.")
    try:
        return _sound(file.name, file.read_text(encoding="utf-8"))
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None
    except UnicodeDecodeError:
        raise Stop(f"{file} is not text in UTF-8. Save it so.") from None


def _sound(name: str, text: str) -> Drill:
    """Return the drill, or say everything that is wrong with it."""
    protocols = {p.id: p for p in (read_protocol(one) for one in shipped_protocols())}
    try:
        drill = read(text, date.today())  # noqa: DTZ011 -- the day here, as people say it
    except Faulty as no:
        raise BadNews(_said(name, no.faults)) from None
    faults = faults_in(drill, protocols)
    if faults:
        raise BadNews(_said(name, faults))
    return drill


def _said(name: str, faults: tuple[Fault, ...]) -> str:
    return "\n".join(f"{name}: {fault(found)}" for found in faults)
