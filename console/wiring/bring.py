"""Bringing a list that was read into the directory, with its one entry in the journal."""

from collections.abc import Mapping, Sequence

from console.domain.ids import SYSTEM, StaffId
from console.domain.place.facility import FacilityId
from console.places.imports.formats import Loaded
from console.places.lists.onfile import origin
from console.store.beside.directory import Replaced
from console.wiring.centre import Centre


def bring(
    centre: Centre, loaded: Loaded, by: StaffId = SYSTEM
) -> tuple[Sequence[Replaced], Mapping[FacilityId, str]]:
    """Let the lists take the place of what their sources brought before.

    Returns what that changed, a source at a time, and what the places that no list names any
    more are called.  A list without a single place changes nothing.

    Raises:
        StoreTrouble: the database cannot be written now.
        Unreachable: the journal cannot; the lists that were written are there without an entry,
            and bringing them in again changes nothing but adds it.
    """
    if not loaded.facilities:
        return (), {}
    summary, directory = loaded.summary, centre.store.directory
    sources = sorted({origin(one) for one in loaded.facilities})
    replaced = [
        directory.replace(source, [one for one in loaded.facilities if origin(one) == source])
        for source in sources
    ]
    centre.desk.do(summary.note(tuple(sources)), by)
    return replaced, {one.id: one.name for one in directory.all() if one.gone}
