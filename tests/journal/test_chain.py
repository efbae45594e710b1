"""The chain shows every change; what it cannot show, a seal does."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.events import CaseTaken, Event, NoteWritten
from console.domain.happened import Asked
from console.domain.ids import CaseId, StaffId
from console.domain.private import Private
from console.journal.entry import GENESIS, Entry, chain, digest_of, draft, faults, head
from console.journal.seal import Seal, Tree, seal, seal_faults
from console.store.vault import Vault, signed
from tests.conftest import HERE, NOON
from tests.journal.examples import TEXT

HERE_IN_TREE = Path(__file__).parent
VECTORS = HERE_IN_TREE / "vectors.json"
VAULT = Vault(b"\1" * 32, b"\2" * 32)
STRANGER = Vault(b"\1" * 32, b"\3" * 32)
ONE = CaseId("one")
EVENTS: tuple[Event, ...] = tuple(
    event
    for n in range(4)
    for event in (CaseTaken(ONE), NoteWritten(ONE, Private(f"ä note {n} 🕊", f"5a1{n}")))
)


def written(events: Sequence[Event] = EVENTS) -> tuple[Entry, ...]:
    asked = Asked(StaffId("ana"), HERE, NOON)
    return tuple(chain((draft(e, asked) for e in events), seq=0, previous=GENESIS))


def sealed(entries: Sequence[Entry], vault: Vault = VAULT) -> Seal:
    tree = Tree()
    for entry in entries:
        tree.add(entry.digest)
    return seal("j", tree, head(entries)[1], entries[-1].at, vault)


def found(entries: Sequence[Entry], *seals: Seal, keys: frozenset[str] = frozenset()) -> list[int]:
    return [fault.seq for fault in seal_faults(entries, seals, signed, keys)]


def independent(entries: Sequence[Entry]) -> dict[str, object]:
    lines = [
        json.dumps(asdict(entry) | {"words": [[w.n, w.salt, w.text] for w in entry.words]})
        for entry in entries
    ]
    answer = subprocess.run(
        [sys.executable, "-I", HERE_IN_TREE / "independent.py"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, object] = json.loads(answer.stdout)
    return result


def test_a_whole_journal_has_no_faults() -> None:
    entries = written()
    assert list(faults(entries)) == []
    assert found(entries, sealed(entries), sealed(entries[:3])) == []
    assert independent(entries) == {"entries": 8, "faults": []}


FIELDS = ("at", "by", "station", "kind", "body", "previous", "digest")


@given(
    which=st.integers(0, len(EVENTS) - 1),
    field=st.sampled_from(FIELDS),
    place=st.integers(0),
    other=st.characters(codec="ascii"),
)
@settings(deadline=None)
def test_one_changed_letter_anywhere_is_found(
    which: int, field: str, place: int, other: str
) -> None:
    entries = list(written())
    said: str = getattr(entries[which], field)
    place %= len(said)
    changed = said[:place] + other + said[place + 1 :]
    entries[which] = replace(entries[which], words=(), **{field: changed})  # type: ignore[arg-type]
    wrong = {fault.seq for fault in faults(entries)}
    assert wrong == set() if changed == said else which + 1 in wrong


@given(st.integers(0, len(EVENTS) - 2))
def test_a_missing_entry_is_found(which: int) -> None:
    entries = written()
    left = entries[:which] + entries[which + 1 :]
    assert [fault.seq for fault in faults(left)] == [which + 2, which + 2]


@given(st.integers(1, len(EVENTS) - 1))
def test_only_a_seal_finds_an_end_that_was_cut_off(kept: int) -> None:
    entries = written()
    assert list(faults(entries[:kept])) == []
    assert found(entries[:kept], sealed(entries)) == [kept + 1]


def test_a_history_that_was_written_anew_is_not_what_was_sealed() -> None:
    entries, other = written(), written((*EVENTS[:-1], CaseTaken(CaseId("two"))))
    assert list(faults(other)) == []
    assert found(other, sealed(entries)) == [8]


def test_a_seal_of_somebody_else_is_not_ours() -> None:
    entries = written()
    theirs, ours = sealed(entries, STRANGER), sealed(entries)
    assert found(entries, theirs, keys=frozenset({VAULT.key})) == [8]
    assert found(entries, ours, keys=frozenset({VAULT.key})) == []
    assert found(entries, replace(ours, size=7)) == [7]


def test_erased_words_leave_the_chain_whole() -> None:
    entries = [replace(entry, words=()) for entry in written()]
    assert list(faults(entries)) == []
    assert independent(entries) == {"entries": 8, "faults": []}


def test_exchanged_words_are_found_by_both_verifiers() -> None:
    entries = list(written())
    word = replace(entries[1].words[0], text="something nobody said")
    entries[1] = replace(entries[1], words=(word,))
    assert [fault.seq for fault in faults(entries)] == [2]
    assert independent(entries)["faults"] == [{"seq": 2, "reason": "words"}]


def test_a_tree_goes_on_where_it_was_left() -> None:
    digests = [entry.digest for entry in written()]
    for cut in range(len(digests) + 1):
        begun, whole = Tree(), Tree()
        for digest in digests[:cut]:
            begun.add(digest)
        resumed = Tree(begun.size, begun.peaks)
        for digest in digests[cut:]:
            resumed.add(digest)
        for digest in digests:
            whole.add(digest)
        assert (resumed.size, resumed.root()) == (whole.size, whole.root())


VECTOR_LINES: list[dict[str, object]] = json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTOR_LINES, ids=lambda vector: str(vector["seq"]))
def test_the_digest_is_the_agreed_one(vector: dict[str, object]) -> None:
    entry = Entry(**vector)  # type: ignore[arg-type]
    assert digest_of(entry) == entry.digest


def test_the_independent_verifier_agrees_on_the_vectors() -> None:
    script = {"__name__": "independent"}
    exec((HERE_IN_TREE / "independent.py").read_text(encoding="utf-8"), script)  # noqa: S102
    assert [script["digest"](vector) for vector in VECTOR_LINES] == [  # type: ignore[operator]
        vector["digest"] for vector in VECTOR_LINES
    ]


@given(TEXT, TEXT)
def test_no_field_can_run_into_the_next(by: str, station: str) -> None:
    entry = written()[0]
    moved = replace(entry, by=by + station[:1], station=station[1:])
    same = replace(entry, by=by, station=station)
    assert (digest_of(moved) == digest_of(same)) == (station == "")
