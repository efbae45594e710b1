"""A second opinion on a journal: a verifier that knows nothing of the program.

Reads the lines of ``journal.jsonl`` as ``console journal export`` writes them (one JSON
object a line: seq, at, by, station, version, kind, body, previous, digest, words) from
standard input and prints one line of JSON: how many entries, and what is wrong with them.
Standard library only, so that anybody may run it, or write it again from this description:

- ``digest`` is the SHA-256 of seq, at, by, station, version, kind, body and previous, in
  that order, each as UTF-8 text behind its length in bytes and a colon.
- ``previous`` is the digest of the entry before; 64 zeros before the first.
- Wherever ``body`` says {"words": n, "digest": d}, d is the SHA-256 of the salt of word n,
  a line feed, and its text.  Words that are not there were erased.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

ORDER = ("seq", "at", "by", "station", "version", "kind", "body", "previous")


def digest(entry: dict[str, Any]) -> str:
    whole = hashlib.sha256()
    for name in ORDER:
        field = str(entry[name]).encode("utf-8")
        whole.update(str(len(field)).encode("ascii") + b":" + field)
    return whole.hexdigest()


def claimed(value: object, found: dict[int, str]) -> dict[int, str]:
    if isinstance(value, dict):
        if set(value) == {"words", "digest"}:
            found[value["words"]] = value["digest"]
        for inner in value.values():
            claimed(inner, found)
    elif isinstance(value, list):
        for inner in value:
            claimed(inner, found)
    return found


def faults(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, object]]:
    seq, previous = 0, "0" * 64
    for entry in entries:
        if entry["seq"] != seq + 1:
            yield {"seq": entry["seq"], "reason": "gap"}
        if entry["previous"] != previous:
            yield {"seq": entry["seq"], "reason": "link"}
        if entry["digest"] != digest(entry):
            yield {"seq": entry["seq"], "reason": "digest"}
        names = claimed(json.loads(entry["body"]), {})
        for n, salt, text in entry["words"]:
            said = hashlib.sha256(salt.encode("utf-8") + b"\n" + text.encode("utf-8"))
            if names.get(n) != said.hexdigest():
                yield {"seq": entry["seq"], "reason": "words"}
        seq, previous = entry["seq"], entry["digest"]


if __name__ == "__main__":
    lines = [json.loads(line) for line in sys.stdin]
    print(json.dumps({"entries": len(lines), "faults": list(faults(lines))}))  # noqa: T201
