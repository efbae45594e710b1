"""A copy of an embedded database, made while others read and write."""

from pathlib import Path

from sqlalchemy import Engine

from console.store.engine import bare
from console.store.trouble import reachable


def back_up(engine: Engine, to: Path) -> None:
    """Write the database as it is at this moment into a new file, which the same key opens.

    SQLite makes the copy itself (``VACUUM INTO``); nobody may open the file of a database
    that is in use.

    Raises:
        FileExistsError: there is such a file already; it is left alone.
        OSError: the file cannot be made there.
        StoreTrouble: the database cannot be read, or the disk is full.
    """
    to.touch(mode=0o600, exist_ok=False)  # SQLite fills an empty file, and keeps its mode
    try:
        with reachable(), bare(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(to),))
    except BaseException:
        to.unlink(missing_ok=True)
        raise
