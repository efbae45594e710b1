"""One line of the journal, and the chain that ties it to the line before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from console.domain.events import Event, JournalOpened
from console.domain.happened import Asked, Happened
from console.domain.ids import CaseId, StaffId, StationId, Stream, case_stream, client_stream
from console.journal import codec
from console.journal.codec import Word, Written
from console.journal.plain import time_of, time_text

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Draft:
    """What a station hands over to be written; the store numbers and chains it.

    Attributes:
        at: when it was asked for, as canonical UTC text with microseconds.
        streams: the threads that must not have moved since the station last read.
        case: the case it belongs to, for finding it again.
    """

    at: str
    by: str
    station: str
    written: Written
    streams: tuple[Stream, ...]
    case: CaseId | None
    client: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it was written; ``digest`` covers every other field but the words."""

    seq: int
    at: str
    by: str
    station: str
    version: int
    kind: str
    body: str
    previous: str
    digest: str
    words: tuple[Word, ...] = ()

    @property
    def event(self) -> Event:
        """The event that this line records.

        Raises:
            UnknownKind: it was written by a newer program.
        """
        return codec.load(Written(self.kind, self.version, self.body, self.words))

    @property
    def happened(self) -> Happened:
        """The event together with its number, author and time."""
        return Happened(
            self.seq, time_of(self.at), StaffId(self.by), StationId(self.station), self.event
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the journal is not what was written, and how we know.

    ``seq`` 0 stands for the journal as a whole.
    """

    seq: int
    reason: str


def draft(event: Event, asked: Asked) -> Draft:
    """Return ``event`` as ``asked`` hands it over."""
    case: CaseId | None = getattr(event, "case", None) or getattr(event, "into", None)
    client: str | None = getattr(event, "client", None)
    return Draft(
        time_text(asked.at),
        asked.by,
        asked.station,
        codec.dump(event),
        streams_of(event),
        case,
        client,
    )


def streams_of(event: Event) -> tuple[Stream, ...]:
    """Return the threads that ``event`` belongs to.

    Its cases, its client and its contact; what is about none of them belongs to the
    thread of what its first field names, so that two stations that publish the same
    protocol, or open the same journal, at once do it once.
    """
    cases = {getattr(event, name, None) for name in ("case", "into", "gone")} - {None}
    streams = [case_stream(CaseId(found)) for found in sorted(str(case) for case in cases)]
    client, contact = getattr(event, "client", None), getattr(event, "contact", None)
    if client is not None:
        streams.append(client_stream(client))
    if contact is not None:
        streams.append(Stream(f"contact:{contact}"))
    if not streams and isinstance(event, JournalOpened):
        return (Stream("journal"),)
    name = fields(event)[0].name
    return tuple(streams) or (Stream(f"{name}:{getattr(event, name)}"),)


def chain(drafts: Iterable[Draft], *, seq: int, previous: str) -> Iterator[Entry]:
    """Yield ``drafts`` as entries that follow the entry ``seq`` with digest ``previous``."""
    for made in drafts:
        seq += 1
        entry = Entry(
            seq,
            made.at,
            made.by,
            made.station,
            made.written.version,
            made.written.kind,
            made.written.body,
            previous,
            "",
            made.written.words,
        )
        entry = replace(entry, digest=digest_of(entry))
        yield entry
        previous = entry.digest


def digest_of(entry: Entry) -> str:
    """Return the digest of an entry.

    Each field stands behind its length in bytes, so that none can run into the
    next.  The server's SQL and the independent verifier do the same
    (``tests/journal/vectors.json``).
    """
    fields = (
        str(entry.seq),
        entry.at,
        entry.by,
        entry.station,
        str(entry.version),
        entry.kind,
        entry.body,
        entry.previous,
    )
    coded = (field.encode() for field in fields)
    return sha256(b"".join(b"%d:%b" % (len(field), field) for field in coded)).hexdigest()


def faults(entries: Iterable[Entry], *, seq: int = 0, previous: str = GENESIS) -> Iterator[Fault]:
    """Yield every place where the chain is broken; a whole journal yields nothing.

    Args:
        entries: the entries after number ``seq``, oldest first.
        seq: the entry that the first of them should follow.
        previous: the digest of that entry.
    """
    for entry in entries:
        if entry.seq != seq + 1:
            yield Fault(entry.seq, f"entry {seq + 1} is missing before it")
        if entry.previous != previous:
            yield Fault(entry.seq, "does not follow the entry before it")
        if entry.digest != digest_of(entry):
            yield Fault(entry.seq, "was changed after it was written")
        yield from _word_faults(entry)
        seq, previous = entry.seq, entry.digest


def _word_faults(entry: Entry) -> Iterator[Fault]:
    """Yield where private words are not those that the entry was written with.

    Words that are gone are no fault: they may be erased.
    """
    if not entry.words:
        return
    try:
        digests = codec.digests_in(entry.body)
    except (ValueError, TypeError):  # no JSON of ours any more, as its digest shows too
        return
    for word in entry.words:
        if digests.get(word.n) != codec.digest_of_words(word):
            yield Fault(entry.seq, "its words were changed after they were written")


def head(entries: Sequence[Entry]) -> tuple[int, str]:
    """Return the number and digest of the last of ``entries``."""
    return (entries[-1].seq, entries[-1].digest) if entries else (0, GENESIS)
