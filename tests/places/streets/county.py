"""An invented county as a Census ADDRFEAT shapefile, in the real format."""

from pathlib import Path
from typing import Final

import shapefile

FIELDS: Final = ("FULLNAME", "LFROMHN", "LTOHN", "RFROMHN", "RTOHN", "PARITYL", "PARITYR")
BLOCKS: Final = (
    # name, left from, left to, right from, right to, parities, points (longitude first, as there)
    ("W Rich St", "101", "199", "100", "198", "O", "E", [(-83.000, 39.955), (-83.002, 39.955)]),
    ("W Rich St", "201", "299", "", "", "O", "", [(-83.002, 39.955), (-83.004, 39.955)]),
    ("S Front St", "350", "300", "351", "301", "E", "O", [(-83.002, 39.950), (-83.002, 39.955)]),
    ("S Front St", "1", "40", "Q7", "Q9", "B", "", [(-83.002, 39.955), (-83.002, 39.960)]),
    ("", "1", "9", "2", "8", "O", "E", [(-83.01, 39.95), (-83.01, 39.96)]),
)


def write(folder: Path, name: str = "tl_2024_39049_addrfeat") -> Path:
    """Write the county's files; return the ``.shp``."""
    with shapefile.Writer(str(folder / name), shapeType=shapefile.POLYLINE) as writer:
        for field in FIELDS:
            writer.field(field, "C", size=100)
        for *values, points in BLOCKS:
            writer.line([points])
            writer.record(*values)
    return folder / f"{name}.shp"
