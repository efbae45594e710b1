"""The diagnostics: what the program says about itself, never about anybody it serves.

A file in the data folder, so that whoever mends Vigil can see where it broke.  It is sent
nowhere.  What a fault says may hold a name or an address, so only its kind and its place in
the program are kept; what other people's libraries say is not kept at all, only where.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Final, TypeAlias

FILE: Final = "diagnostics.log"
LARGEST: Final = 1_000_000
"""Bytes, before a new file is begun."""

KEPT: Final = 3
OURS: Final = "console"
MOST_CAUSES: Final = 5

_log = logging.getLogger("console")
Excepted: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


@contextmanager
def kept(data: Path) -> Iterator[Path]:
    """Write diagnostics into ``data``, and nowhere else, while the program runs.

    Neither the file nor its folder is made before there is something to write.  A folder that
    cannot be written is no reason to stop: then nothing is kept.
    """
    root, file = logging.getLogger(), data / FILE
    handler = Diagnostics(file)
    handler.setFormatter(Discreet("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    before = threading.excepthook, sys.unraisablehook, logging.getLogger(OURS).level
    root.addHandler(handler)
    logging.getLogger(OURS).setLevel(logging.INFO)
    threading.excepthook = _of_a_thread
    sys.unraisablehook = _of_nobody
    try:
        yield file
    finally:
        threading.excepthook, sys.unraisablehook = before[:2]
        logging.getLogger(OURS).setLevel(before[2])
        root.removeHandler(handler)
        handler.close()


class Diagnostics(RotatingFileHandler):
    """A file that only this user can read, and that never gets in the way."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's name
        """Go on without: a full disk is said on the screen, by what needs it."""


class Discreet(logging.Formatter):
    """Keeps what we wrote ourselves, and of everything else where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record, without what others said, or what another handler made of it."""
        kept = logging.makeLogRecord({**record.__dict__, "exc_text": None, "stack_info": None})
        if record.name.partition(".")[0] != OURS:
            kept.msg, kept.args = f"at {Path(record.pathname).name}:{record.lineno}", None
        return super().format(kept)

    def formatException(self, ei: Excepted) -> str:  # noqa: N802 -- logging's name
        """Return the kind of a fault and its causes, and the places they went through."""
        return "\n".join(_told(ei[1]))


def _told(fault: BaseException | None) -> Iterator[str]:
    for _n in range(MOST_CAUSES):
        if fault is None:
            return
        yield f"  {type(fault).__module__}.{type(fault).__qualname__}"
        for frame in extract_tb(fault.__traceback__):
            yield f"    {_short(frame.filename)}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or fault.__context__


def _short(file: str) -> str:
    """Return the end of a path; its beginning may hold the name of whoever is signed in."""
    return str(Path(*Path(file).parts[-3:]))


def _of_a_thread(fault: threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None and not isinstance(fault.exc_value, SystemExit):
        _log.error("a thread met a fault", exc_info=fault.exc_value)


def _of_nobody(fault: "sys.UnraisableHookArgs") -> None:
    if fault.exc_value is not None:
        _log.error("something met a fault that nobody could hear", exc_info=fault.exc_value)
