"""``journal`` and ``search``: reading what was written, and proving that it is whole."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from console.cli.centre import opened, stored, wanted_of
from console.cli.keeping import erase
from console.cli.out import BadNews, Out, Stop, moment
from console.journal.codec import UnknownKind
from console.journal.entry import GENESIS, Entry, Fault, faults
from console.journal.seal import Seal
from console.store.journal import walk
from console.store.seals import read_file
from console.words.entries import describe

TAIL, FOUND = 20, 200
LOOK_S = 0.5

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    journal = commands.add_parser("journal", help="everything that happened, in order")
    parts = journal.add_subparsers(required=True, metavar="WHAT")
    verify = parts.add_parser("verify", parents=[shared], help="check that it is whole")
    verify.add_argument("--from", dest="start", type=int, default=1, metavar="SEQ")
    verify.add_argument("--seals", type=Path, help="seals that were kept elsewhere")
    verify.set_defaults(run=_verify)
    tail = parts.add_parser("tail", parents=[shared], help="the last entries")
    tail.add_argument("-n", type=int, default=TAIL)
    tail.add_argument("--follow", action="store_true", help="go on as entries are written")
    tail.set_defaults(run=_tail)
    show = parts.add_parser("show", parents=[shared], help="one entry, whole")
    show.add_argument("seq", type=int)
    show.set_defaults(run=_show)
    export = parts.add_parser("export", parents=[shared], help="all entries, a line of JSON each")
    export.add_argument("file", type=Path)
    export.set_defaults(run=_export)
    seal = parts.add_parser("seal", parents=[shared], help="sign how long it is, and what is in it")
    seal.add_argument("--out", type=Path, metavar="FILE")
    seal.set_defaults(run=_seal)
    erase.add(parts, shared)
    search = commands.add_parser("search", parents=[shared], help="find entries")
    search.add_argument("words", nargs="?", default="")
    for name in ("client", "staff", "kind"):
        search.add_argument(f"--{name}")
    search.add_argument("--from", dest="since", type=moment, metavar="T")
    search.add_argument("--to", dest="until", type=moment, metavar="T")
    search.set_defaults(run=_search)


def entry_plain(entry: Entry) -> dict[str, object]:
    """Return ``entry`` for a program."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "station": entry.station,
        "version": entry.version,
        "kind": entry.kind,
        "body": _body(entry),
        "previous": entry.previous,
        "digest": entry.digest,
        "words": [{"n": w.n, "salt": w.salt, "text": w.text} for w in entry.words],
    }


def _plain_line(entry: Entry) -> str:
    return json.dumps(entry_plain(entry), ensure_ascii=False)


def _body(entry: Entry) -> object:
    """Return the body; as it stands where somebody made it unreadable."""
    try:
        return json.loads(entry.body)
    except ValueError:
        return entry.body


def entry_line(entry: Entry) -> str:
    """Return ``entry`` for a person, in one line."""
    try:
        said = describe(entry.event)
    except UnknownKind:
        return f"{entry.seq:>7}  {entry.at[:19]}  {entry.kind} (written by a newer Vigil)"
    except (ValueError, KeyError, TypeError):  # somebody changed it after it was written
        return f"{entry.seq:>7}  {entry.at[:19]}  {entry.kind} (damaged)"
    detail = f" · {said.detail}" if said.detail else ""
    return f"{entry.seq:>7}  {entry.at[:19]}  {entry.by:<14} {said.title}{detail}"


def _seals_in(file: Path) -> list[Seal]:
    try:
        return list(read_file(file))
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None
    except ValueError:
        raise Stop(
            f"{file} holds no seals. Give the file that “journal seal --out” wrote."
        ) from None


def _verify(args: argparse.Namespace, out: Out) -> int:
    if args.start < 1:
        raise Stop("The journal begins with entry 1. Check --from.")
    elsewhere = _seals_in(args.seals) if args.seals else None
    with stored(args) as store:
        journal = store.journal
        last, head = journal.head()
        if args.start > max(last, 1):
            raise Stop(f"The journal ends with entry {last}. Check --from.")
        before = journal.since(args.start - 2, 1) if args.start > 1 else ()
        seq, previous = (before[0].seq, before[0].digest) if before else (0, GENESIS)
        counted = _Counted(walk(journal, seq), out)
        found: list[Fault] = [*faults(counted, seq=seq, previous=previous)]
        seals = list(store.seals.all()) if elsewhere is None else elsewhere
        found += store.seal_faults(elsewhere)
    sealed = max((s.size for s in seals), default=None)
    found.sort(key=lambda fault: fault.seq)
    document = {
        "entries": counted.n,
        "ok": not found,
        "faults": [{"seq": f.seq, "reason": f.reason} for f in found],
        "head": head,
        "sealed_to": sealed,
    }
    if found:
        lines = [f"Entry {f.seq} {f.reason}." for f in found]
    else:
        lines = [f"The journal is whole: {counted.n} entries, sealed to {sealed or 'none yet'}."]
    out.answer(document, lines)
    return 1 if found else 0


class _Counted:
    """Entries, counted and reported as they pass."""

    def __init__(self, entries: Iterator[Entry], out: Out) -> None:
        self.n = 0
        self._entries = entries
        self._out = out

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.n += 1
            if self.n % 20_000 == 0:
                self._out.progress(f"{self.n} entries looked at")
            yield entry
        self._out.progress("")


def _tail(args: argparse.Namespace, out: Out) -> int:
    with stored(args) as store, suppress(KeyboardInterrupt):
        journal = store.journal
        seq = max(journal.head()[0] - max(args.n, 0), 0)
        entries = journal.since(seq)
        out.answer([entry_plain(e) for e in entries], [entry_line(e) for e in entries])
        pause = Event()
        while args.follow:
            seq = entries[-1].seq if entries else seq
            pause.wait(LOOK_S)
            entries = journal.since(seq)
            said = (_plain_line(e) if args.json else entry_line(e) for e in entries)
            sys.stdout.writelines(f"{line}\n" for line in said)
            sys.stdout.flush()
    return 0


def _show(args: argparse.Namespace, out: Out) -> int:
    with stored(args) as store:
        entries = store.journal.since(args.seq - 1, 1)
    if not entries or entries[0].seq != args.seq:
        raise BadNews(f"There is no entry {args.seq}.")
    plain = entry_plain(entries[0])
    lines = [entry_line(entries[0]), json.dumps(plain["body"], indent=1, ensure_ascii=False)]
    lines += [f"words {w.n}: {w.text}" for w in entries[0].words]
    out.answer(plain, [*lines, f"digest {entries[0].digest}"])
    return 0


def _export(args: argparse.Namespace, out: Out) -> int:
    written = 0
    try:
        with stored(args) as store, args.file.open("x", encoding="utf-8") as file:
            args.file.chmod(0o600)
            for entry in walk(store.journal):
                file.write(f"{_plain_line(entry)}\n")
                written += 1
    except FileExistsError:
        raise Stop(f"{args.file} is there already. Choose another name.") from None
    except OSError as no:
        raise Stop(f"{args.file} cannot be written: {no.strerror}.") from None
    out.answer({"entries": written, "file": str(args.file)}, [f"{written} entries written."])
    return 0


def _seal(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        made = centre.store.sealer(lambda: datetime.now(UTC)).now()
        made = made or next(reversed(centre.store.seals.all()), None)
    if made is None:
        raise BadNews("The journal is empty; there is nothing to seal.")
    plain = asdict(made)
    if args.out:
        try:
            with args.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(plain) + "\n")
        except OSError as no:
            raise Stop(f"{args.out} cannot be written: {no.strerror}.") from None
    out.answer(plain, [f"Sealed with {made.size} entries; head {made.head[:16]}…"])
    return 0


def _search(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        found = centre.store.history.find(wanted_of(args), limit=FOUND)
    _answer(out, found, "Nothing found. Try fewer words.")
    return 0 if found else 1


def _answer(out: Out, found: Sequence[Entry], nothing: str) -> None:
    out.answer([entry_plain(e) for e in found], [entry_line(e) for e in found] or [nothing])
