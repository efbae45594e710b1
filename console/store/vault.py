"""The keys of a station, in a file that only its user can read.

This is the first form: the file lies next to the database, so whoever takes the whole
disk of a running station takes both.  Keeping the data key in the system's keystore,
and a sealed recovery key beside it, is later work; the database itself needs no change
for that, because its key is random and not made from a passphrase.
"""

import errno
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from console.store.trouble import CannotOpen, Why

KEY_BYTES = 32
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Vault:
    """The secrets of one station.

    Attributes:
        data: the key of the embedded database, 32 bytes.
        seal: the private Ed25519 key that signs seals, 32 bytes.
    """

    data: bytes
    seal: bytes

    def __repr__(self) -> str:
        return "Vault(…)"

    @property
    def key(self) -> str:
        """The public key that seals are checked with, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.seal).public_key().public_bytes_raw().hex()

    def sign(self, statement: bytes) -> str:
        """Return the signature over ``statement``, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.seal).sign(statement).hex()


def signed(key: str, statement: bytes, signature: str) -> bool:
    """Whether ``signature`` was made over ``statement`` with the private half of ``key``."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), statement)
    except (ValueError, InvalidSignature):
        return False
    return True


def open_vault(file: Path, *, fresh: bool) -> Vault:
    """Return the vault kept in ``file``.

    Args:
        file: the key file; made with mode 0600.
        fresh: whether a missing file may be made, because nothing is locked with it yet.

    Raises:
        CannotOpen: the file is missing, unreadable, or not a key file.
    """
    if fresh and not file.exists():
        _make(file)
    try:
        kept = json.loads(file.read_text(encoding="ascii"))
        vault = Vault(bytes.fromhex(kept["data"]), bytes.fromhex(kept["seal"]))
    except FileNotFoundError:
        raise CannotOpen(Why.NO_KEY) from None
    except OSError:
        raise CannotOpen(Why.NOT_ALLOWED) from None
    except (ValueError, KeyError, TypeError):
        raise CannotOpen(Why.WRONG_KEY) from None
    if len(vault.data) != KEY_BYTES or len(vault.seal) != KEY_BYTES:
        raise CannotOpen(Why.WRONG_KEY)
    return vault


def _make(file: Path) -> None:
    """Write a new key file, whole or not at all; if another process is first, its file stays."""
    kept = {
        "format": FORMAT,
        "data": secrets.token_bytes(KEY_BYTES).hex(),
        "seal": secrets.token_bytes(KEY_BYTES).hex(),
    }
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            json.dump(kept, out)
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(half, file)
        half.unlink()
    except OSError as error:
        raise CannotOpen(why_not_written(error)) from None
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` outlast a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def why_not_written(error: OSError) -> Why:
    """Return why a file could not be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Why.FULL
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return Why.READ_ONLY
    return Why.GONE
