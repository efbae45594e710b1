"""Seals: what shows that the end of the journal was cut off.

A chain alone cannot show it, because a shorter chain is whole too.  A seal signs how
long the journal was, and what was in it, and copies of it lie where the journal does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from console.journal.entry import Entry, Fault
from console.journal.plain import canonical

EVERY_ENTRIES, EVERY_SECONDS = 100, 60


@dataclass(frozen=True, slots=True)
class Seal:
    """A signed statement about the first ``size`` entries of a journal.

    Attributes:
        journal: the journal's id.
        head: the digest of entry ``size``.
        root: the Merkle root over the digests of entries 1 to ``size`` (RFC 6962 hashing).
        at: canonical UTC text.
        key: the hexadecimal public key (Ed25519) that ``signature`` is checked with.
    """

    journal: str
    size: int
    head: str
    root: str
    at: str
    key: str
    signature: str = ""

    @property
    def statement(self) -> bytes:
        """The bytes that are signed."""
        return canonical(
            [self.journal, self.size, self.head, self.root, self.at, self.key]
        ).encode()


class Signer(Protocol):
    """Holds the private key of this station."""

    @property
    def key(self) -> str:
        """The public key, hexadecimal."""

    def sign(self, statement: bytes) -> str:
        """Return the signature over ``statement``, hexadecimal."""


class Checker(Protocol):
    """Knows how a signature is checked."""

    def __call__(self, key: str, statement: bytes, signature: str) -> bool:
        """Whether ``signature`` was made over ``statement`` with the private half of ``key``."""


class Tree:
    """The Merkle tree over digests, as the few peaks that are needed to go on."""

    def __init__(self, size: int = 0, peaks: Sequence[tuple[int, str]] = ()) -> None:
        self.size = size
        self._peaks = [(height, bytes.fromhex(node)) for height, node in peaks]

    @property
    def peaks(self) -> tuple[tuple[int, str], ...]:
        """What it takes, together with ``size``, to go on with the tree later."""
        return tuple((height, node.hex()) for height, node in self._peaks)

    def add(self, digest: str) -> None:
        """Append the digest of the next entry.

        Raises:
            ValueError: it is none; nothing was appended.
        """
        height, node = 0, sha256(b"\x00" + bytes.fromhex(digest)).digest()
        self.size += 1
        while self._peaks and self._peaks[-1][0] == height:
            node = sha256(b"\x01" + self._peaks.pop()[1] + node).digest()
            height += 1
        self._peaks.append((height, node))

    def root(self) -> str:
        """Return the root over all that was added."""
        if not self._peaks:
            return sha256(b"").hexdigest()
        *rest, (_, node) = self._peaks
        for _, peak in reversed(rest):
            node = sha256(b"\x01" + peak + node).digest()
        return node.hex()


def seal(journal: str, tree: Tree, head: str, at: str, signer: Signer) -> Seal:
    """Return a signed seal over everything in ``tree``."""
    bare = Seal(journal, tree.size, head, tree.root(), at, signer.key)
    return Seal(
        bare.journal,
        bare.size,
        bare.head,
        bare.root,
        bare.at,
        bare.key,
        signer.sign(bare.statement),
    )


def seal_faults(
    entries: Iterable[Entry], seals: Sequence[Seal], checks: Checker, keys: frozenset[str]
) -> Iterator[Fault]:
    """Yield every seal that does not fit ``entries``, read from the first to the last.

    Args:
        entries: the whole journal.
        seals: seals from wherever they were kept.
        checks: how a signature is checked.
        keys: the public keys that are trusted; empty trusts whatever key a seal names.
    """
    wanted: dict[int, list[Seal]] = {}
    for made in seals:
        if (keys and made.key not in keys) or not checks(made.key, made.statement, made.signature):
            yield Fault(made.size, "a seal over it is not signed by this centre")
            continue
        wanted.setdefault(made.size, []).append(made)
    tree = Tree()
    for entry in entries:
        try:
            tree.add(entry.digest)
        except ValueError:
            yield Fault(entry.seq, "has no digest any more: nothing after it can be compared")
            return
        for made in wanted.pop(entry.seq, ()):
            if (made.head, made.root) != (entry.digest, tree.root()):
                yield Fault(entry.seq, "is not what was sealed")
    for size in sorted(wanted):
        yield Fault(tree.size + 1, f"is missing: the journal was sealed with {size} entries")
