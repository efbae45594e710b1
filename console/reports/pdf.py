"""A document as PDF, printed in a process of its own."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

import console
from console.reports.document import Document
from console.reports.markup import html

_ROOT: Final = Path(console.__file__).parents[1]
STYLE: Final = _ROOT / "resources" / "paper" / "report.css"
PATIENCE: Final = timedelta(minutes=2)
"""Five hundred rows take some ten seconds."""


class NotPrinted(Exception):  # noqa: N818 -- the environment's no, not a fault
    """No PDF could be made on this machine; the report itself is unharmed."""


def pdf(document: Document, patience: timedelta = PATIENCE) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1); it takes seconds, so not on a GUI thread.

    Raises:
        NotPrinted: the printing process ended without a PDF, or took too long.
    """
    page = html(document, STYLE.read_text(encoding="utf-8"))
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    try:
        made = subprocess.run(
            (sys.executable, "-P", "-m", "console.reports.press"),
            input=page.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the printer's complaints quote the page
            env={**os.environ, "PYTHONPATH": path},
            timeout=patience.total_seconds(),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        raise NotPrinted from None
    if not made.stdout.startswith(b"%PDF"):
        raise NotPrinted
    return made.stdout
