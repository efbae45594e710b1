"""What this station remembers of the journal, in files of its own, outside the database."""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from console.journal.entry import Entry, Fault
from console.journal.plain import canonical
from console.journal.port import Journal
from console.journal.seal import Seal, seal_faults
from console.store.seals import read_file
from console.store.vault import signed

_log = logging.getLogger(__name__)


class Witness:
    """Remembers the last entry that this station was told of, and who has sealed so far.

    The entry shows what a seal may not yet: that the newest entries were cut off or
    rewritten.  The seals show that a journal was rewritten and sealed anew: the newest one
    of every key is kept here, where whoever rewrites the database does not reach.

    Args:
        file: where the entry is remembered; ``seal-keys.jsonl`` lies beside it.
        own: the public key of this station, hexadecimal.
        alone: whether no other key can have sealed, as in an embedded database.
    """

    def __init__(self, file: Path, own: str, *, alone: bool) -> None:
        self._file = file
        self._keys = file.with_name("seal-keys.jsonl")
        self._own, self._alone = own, alone

    def note(self, seq: int, digest: str) -> None:
        """Remember entry ``seq``; a machine that loses power may forget the newest ones."""
        _write(self._file, canonical({"seq": seq, "digest": digest}))

    def noted(self) -> tuple[int, str] | None:
        """Return what is remembered, if anything is."""
        try:
            said = json.loads(self._file.read_text(encoding="ascii"))
            return int(said["seq"]), str(said["digest"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keys(self) -> frozenset[str]:
        """Return the public keys that this station has seen seal, and its own."""
        return frozenset({self._own, *(made.key for made in self._newest())})

    def trust(self, seals: Sequence[Seal]) -> None:
        """Remember who made ``seals``, the newest of each.

        A key is believed when it is first seen, over no fewer entries than were sealed
        before: so a new station begins.  What comes later for older entries is not.
        """
        known = self._newest()
        newest = {(made.journal, made.key): made for made in known}
        for made in sorted(seals, key=lambda found: found.size):
            mine = (made.journal, made.key)
            held = newest.get(mine)
            fresh = held is None and not self._strange(made, known)
            later = held is not None and made.size > held.size
            if (fresh or later) and signed(made.key, made.statement, made.signature):
                newest[mine] = made
        if tuple(newest.values()) != known:
            lines = (canonical(asdict(made)) + "\n" for made in newest.values())
            _write(self._keys, "".join(lines))

    def faults(self, journal: Journal) -> Iterator[Fault]:
        """Yield if ``journal`` is not what this station saw.

        Raises:
            Unreachable: the journal cannot be read now.
        """
        noted = self.noted()
        if noted is None or noted[0] < 1:
            return
        seq, digest = noted
        found: Sequence[Entry] = journal.since(seq - 1, 1)
        if not found:
            yield Fault(seq, "is missing: this station has seen it")
        elif found[0].digest != digest:
            yield Fault(seq, "is not what this station has seen")

    def seal_faults(
        self, entries: Iterable[Entry], name: str, seals: Sequence[Seal]
    ) -> Iterator[Fault]:
        """Yield every one of ``seals``, and of those remembered, that does not fit ``entries``.

        Args:
            entries: the whole journal of the database.
            name: its id; what is remembered of another journal is left out.  Empty when it
                cannot be read: then nothing is.
            seals: the seals from wherever they were kept.
        """
        known = tuple(made for made in self._newest() if name in {"", made.journal})
        believed = []
        for made in dict.fromkeys((*seals, *known)):
            if self._strange(made, known):
                yield Fault(made.size, "was sealed with a key this station has not seen before")
            else:
                believed.append(made)
        yield from seal_faults(entries, believed, signed, frozenset())

    def _strange(self, made: Seal, known: Sequence[Seal]) -> bool:
        """Whether ``made`` cannot come from this centre, as far as this station can tell."""
        if made.key == self._own:
            return False
        if self._alone:
            return True
        ours = [held for held in known if held.journal == made.journal]
        new = made.key not in {held.key for held in ours}
        return new and made.size < max((held.size for held in ours), default=0)

    def _newest(self) -> tuple[Seal, ...]:
        try:
            return tuple(read_file(self._keys, strict=False))
        except OSError:
            return ()


def _write(file: Path, text: str) -> None:
    half = file.with_name(f"{file.name}.half")
    try:
        half.write_text(text, encoding="ascii")
        half.replace(file)
    except OSError:
        _log.warning("%s cannot be written", file.name)
