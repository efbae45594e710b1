"""Writes a sample of every kind of entry that has none yet.

Run ``python -m tests.journal.record_samples``.

A sample is never changed afterwards: entries like it lie in journals out there.  Only
what it is read as today ("event") is written anew, so that the change can be looked at.
"""

import json
from pathlib import Path

from console.journal import codec
from console.journal.codec import Word, Written
from tests.journal.examples import EVENT_TYPES, example

FOLDER = Path(__file__).parent / "samples"


def read(file: Path) -> tuple[Written, str]:
    """Return what ``file`` holds, and what it is expected to be read as."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    words = tuple(Word(n, salt, text) for n, salt, text in kept["words"])
    return Written(kept["kind"], kept["version"], kept["body"], words), kept["event"]


def write(file: Path, written: Written) -> None:
    """Keep ``written`` in ``file`` together with what it is read as today."""
    kept = {
        "kind": written.kind,
        "version": written.version,
        "body": written.body,
        "words": [[word.n, word.salt, word.text] for word in written.words],
        "event": repr(codec.load(written)),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Record what is missing."""
    FOLDER.mkdir(exist_ok=True)
    for type_ in EVENT_TYPES:
        written = codec.dump(example(type_))
        file = FOLDER / f"{written.kind}@{written.version}.json"
        if not file.exists():
            write(file, written)
    for file in sorted(FOLDER.glob("*.json")):
        write(file, read(file)[0])


if __name__ == "__main__":
    main()
