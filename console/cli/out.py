"""What a command prints, and how it says no."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


class BadNews(Exception):  # noqa: N818 -- an answer, exit status 1
    """The answer is no: a refused command, an invalid file.  The text says why."""


class Stop(Exception):  # noqa: N818 -- the environment's no, exit status 2
    """Nothing could be done; the text says what is missing and what to do."""


def moment(text: str) -> datetime:
    """Return a time from the command line; one without a zone is local."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no time; write for example 2026-03-01T08:00"
        ) from None


@dataclass(frozen=True, slots=True)
class Out:
    """Where answers go: one JSON document, or lines for a person."""

    json: bool

    def answer(self, document: object, lines: Iterable[str]) -> None:
        """Print ``document`` as JSON, or ``lines``."""
        if self.json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()

    def complain(self, sentence: str) -> None:
        """Say one thing on stderr."""
        sys.stderr.write(f"{sentence}\n")

    def progress(self, sentence: str) -> None:
        """Say how far long work is, if somebody watches."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{sentence}")
            sys.stderr.flush()
