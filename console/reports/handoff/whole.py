"""A file that is there whole or not at all, and that only its owner can read."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write(
    file: Path,
    content: bytes,
    *,
    replace: bool = False,
    noted: Callable[[], object] | None = None,
) -> None:
    """Write ``file``, readable to its owner alone.

    It is written beside the name first, so that a full disk leaves no half of it.

    Args:
        file: where.
        content: what.
        replace: whether what is there may go.
        noted: called once it is safe on the disk and before it has its name, to write down
            that it is there; what it raises leaves no file.

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
            out.flush()
            os.fsync(out.fileno())
        if noted is not None:
            noted()
        half.replace(file)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
