"""The command line: the console without a screen, for administrators, scripts and services.

Exit status: 0 done; 1 the answer is bad news; 2 wrong usage, unreadable input or an
unreachable database, said in one line on stderr with what to do.
"""

import argparse
import gettext
import logging
import os
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from console.cli.diagnostics import FILE, kept
from console.cli.out import BadNews, Out, Stop
from console.settings import Unusable, load

LANGUAGES = Path(__file__).parents[2] / "resources" / "lang"
_log = logging.getLogger(__name__)

ROOMS = {
    "practice": ("practise", "doctor"),
    "database": ("db", "backup"),
    "people": ("staff", "clients"),
    "service": ("intake",),
    "places": ("near", "locate"),
    "directory.psap": ("psap",),
    "directory.book": ("directory",),
    "protocols": ("protocols",),
    "clinical.score": ("score",),
    "clinical.drill": ("drill",),
    "clinical.instruments": ("instruments",),
    "clinical.programme": ("programme",),
    "clinical.case": ("case",),
    "journal": ("journal", "search"),
    "reports": ("report", "bench"),
}
"""Which module holds which commands; only the one that is asked for is loaded."""


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and where to look, and end with 2."""
        plain = re.sub(r"invalid (\w+) value: (.*)", r"\2 is no \1", message)
        plain = plain.replace("float", "number").replace("is no int", "is no whole number")
        plain = plain.replace("invalid choice", "not known").removesuffix(".")
        self.exit(2, f"{plain}. See: {self.prog} --help\n")


def speak() -> None:
    """Choose the language, before a word of the program is loaded.

    The standard library looks on the disk for the catalogue at every word that it is asked for,
    which is most of the work of a screen of words; this looks once.
    """
    found = gettext.translation("vigil", str(LANGUAGES), fallback=True)
    gettext.gettext, gettext.ngettext = found.gettext, found.ngettext


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    speak()
    words = list(sys.argv[1:] if argv is None else argv)
    bare = not any(not word.startswith("-") for word in words) and "--help" not in words
    args = _parser(() if bare and "-h" not in words else _rooms(words)).parse_args(words)
    out = Out(json=args.json)
    try:
        data = load(args.config).data
    except Unusable as stop:
        out.complain(str(stop))
        return 2
    with kept(data):
        return _run(args, out)


def _run(args: argparse.Namespace, out: Out) -> int:
    """Run what was asked for; whatever comes of it is said in words."""
    try:
        code: int = args.run(args, out)
        if sys.stdout:  # a program without a terminal has none
            sys.stdout.flush()  # here, where a reader that went away is still an answer
    except BadNews as news:
        out.complain(str(news))
        return 1
    except (Stop, Unusable) as stop:
        out.complain(str(stop))
        return 2
    except BrokenPipeError:  # the reader went away, for example `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still held is flushed at the end
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 -- the top: what nobody foresaw is noted, and said in a sentence
        _log.exception("a command met a fault")
        out.complain(
            f"That did not work, and it is our fault. Where it broke is noted in {FILE} in the "
            "data folder, without names. Try once more, or give that file to whoever looks "
            "after Vigil."
        )
        return 2
    return code


def _rooms(words: Sequence[str]) -> Iterable[str]:
    """Return the module of the command in ``words``; all of them for help and for mistakes."""
    named = [room for word in words for room, held in ROOMS.items() if word in held]
    return named[:1] or ROOMS


def _parser(rooms: Iterable[str]) -> argparse.ArgumentParser:
    parser = Parser(prog="console", description=__doc__)
    parser.set_defaults(run=_window)
    _common(parser, suppress=False)
    shared = argparse.ArgumentParser(add_help=False)
    _common(shared, suppress=True)
    commands = parser.add_subparsers(metavar="COMMAND")
    for room in rooms:
        import_module(f"console.cli.{room}").add(commands, shared)
    return parser


def _common(parser: argparse.ArgumentParser, *, suppress: bool) -> None:
    """Add the options that may stand before or behind the command."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if suppress else value

    parser.add_argument("--db", metavar="URL", default=default(None), help="the database")
    parser.add_argument(
        "--practice", action="store_true", default=default(False), help="the practice store"
    )
    parser.add_argument("--config", type=Path, default=default(None), help="a settings file")
    parser.add_argument(
        "--json", action="store_true", default=default(False), help="one JSON document on stdout"
    )


def _window(args: argparse.Namespace, _out: Out) -> int:
    from console.app import run  # noqa: PLC0415 -- headless commands must not load Qt

    return run(args.config, url=args.db, practice=args.practice)
