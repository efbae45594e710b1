"""Where a person keeps documents, and how a file is written there."""

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Return the folder in which a person keeps documents."""
    said = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(said) if said else Path.home()
    return folder if folder.is_dir() else Path.home()


def write(file: Path, content: bytes, *, replace: bool = False) -> None:
    """Write ``file``, readable to its owner alone.

    It is written beside the name first, so that a full disk leaves no half of it.

    Raises:
        FileExistsError: it is there already, and may not go.
        OSError: it cannot be written there.
    """
    if not replace and file.exists():
        raise FileExistsError
    half = file.with_name(f".{file.name}.half")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
