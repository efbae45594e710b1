"""``programme``: what counsel says of the programme, for 42 CFR Part 2."""

import argparse
from dataclasses import asdict, replace

from console.cli.centre import opened, proven
from console.cli.out import Out, Stop
from console.domain.care.part2 import Programme
from console.domain.commands import DescribeProgramme
from console.words.gates import programme as words

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name

YES_NO = {"yes": True, "no": False}


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    room = commands.add_parser("programme", parents=[shared], help="what counsel says of it")
    acts = room.add_subparsers(metavar="ACT", required=True)
    show = acts.add_parser("show", parents=[shared], help="what holds now")
    show.set_defaults(run=_show)
    said = acts.add_parser("set", parents=[shared], help="write down what counsel says")
    said.add_argument("--part2", choices=YES_NO, help="whether it is a Part 2 programme")
    said.add_argument("--sud-only-name", choices=YES_NO, help="whether its name alone tells of it")
    said.add_argument("--mct-medical", choices=YES_NO, help="whether a mobile team is medical")
    said.add_argument("--counsel", required=True, metavar="NAME", help="who says so, since when")
    said.add_argument("--by", required=True, metavar="WHO", help="clinical lead or administrator")
    said.set_defaults(run=_set)


def _show(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        found = centre.desk.board.programme
    _answer(out, found)
    return 0


def _set(args: argparse.Namespace, out: Out) -> int:
    given = {
        name: YES_NO[said]
        for name in ("part2", "sud_only_name", "mct_medical")
        if (said := getattr(args, name)) is not None
    }
    if not given:
        raise Stop("Nothing was said. Use --part2, --sud-only-name or --mct-medical.")
    with opened(args) as centre:
        by = proven(centre, args.by)
        changed = replace(centre.desk.board.programme, **given)
        centre.do(DescribeProgramme(changed, args.counsel), by)
        found = centre.desk.board.programme
    _answer(out, found)
    return 0


def _answer(out: Out, found: Programme) -> None:
    lines = [f"{line[:1].upper()}{line[1:]}." for line in words(found)]
    out.answer(asdict(found), lines)
