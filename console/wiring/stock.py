"""What is on file of places at this station: lists, streets, roads, the street file of the map."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from console.domain.happened import Happened
from console.journal.history import Wanted
from console.places.lists.onfile import OnFile, Topic, by_digest, lists
from console.store.streets.file import StreetFile
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre

PAGE: Final = 200
IMPORTS: Final = Wanted(kinds=("directory.imported",))


def on_file(centre: Centre, tiles: Path | None) -> tuple[OnFile, ...]:
    """Return every list on file, the largest of places first; takes about a second.

    Raises:
        StoreTrouble: the database cannot be read now; a street file that cannot says so itself.
        Unreachable: the journal cannot be read now.
    """
    imports = tuple(_imports(centre))
    streets = centre.places.streets
    return (
        *lists(centre.places.lists(), imports),
        *(_streets(streets.file, imports) if streets is not None else ()),
        *((OnFile(Topic.TILES, tiles.name, 1),) if tiles is not None and tiles.exists() else ()),
    )


def _imports(centre: Centre) -> Iterator[Happened]:
    """Yield what the journal says of imports, the newest first."""
    before: int | None = None
    while page := centre.store.history.find(IMPORTS, before=before, limit=PAGE):
        yield from (entry.happened for entry in page)
        before = page[-1].seq


def _streets(file: StreetFile, imports: Sequence[Happened]) -> Sequence[OnFile]:
    try:
        return tuple(_of_streets(file, imports))
    except StoreTrouble:
        return (OnFile(Topic.STREETS, file.file.name, 0, broken=True),)


def _of_streets(file: StreetFile, imports: Sequence[Happened]) -> Iterator[OnFile]:
    counts, brought = file.counts(), by_digest(imports)
    for one in file.sources():
        streets, numbers, crossings = counts[one.name]
        yield OnFile(
            Topic.STREETS,
            one.name,
            streets,
            one.vintage,
            numbers=numbers,
            crossings=crossings,
            brought=brought.get(one.sha256),
        )
    for number, _box in file.graphs():
        source = file.source(number)
        if source is not None:
            brought_in = brought.get(source.sha256)
            yield OnFile(Topic.ROADS, source.name, 1, source.vintage, brought=brought_in)
