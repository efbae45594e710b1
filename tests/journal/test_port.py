"""What every journal must do, run against each one there is."""

from collections.abc import Sequence
from uuid import uuid4

import pytest

from console.domain.events import CaseReleased, CaseTaken, Event, NoteWritten
from console.domain.happened import Asked
from console.domain.ids import CaseId, StaffId
from console.domain.private import Private
from console.journal.entry import GENESIS, Draft, draft, faults
from console.journal.port import Journal, Moved
from tests.conftest import HERE, NOON

ONE, TWO = CaseId("one"), CaseId("two")
ANA = StaffId("ana")


def drafts(*events: Event) -> Sequence[Draft]:
    asked = Asked(ANA, HERE, NOON)
    return [draft(event, asked) for event in events]


def note(case: CaseId, text: str) -> NoteWritten:
    return NoteWritten(case, Private(text, "5a17"))


def test_what_was_appended_is_read_back(journal: Journal) -> None:
    kept = journal.append(drafts(CaseTaken(ONE), note(ONE, "öde ‰ 🕊")), seen=0, request="r1")
    assert [entry.event for entry in kept.entries] == [CaseTaken(ONE), note(ONE, "öde ‰ 🕊")]
    assert journal.since(0) == kept.entries
    assert journal.since(1) == kept.entries[1:]
    assert journal.since(0, 1) == kept.entries[:1]
    assert journal.since(2) == ()
    assert journal.head() == (2, kept.entries[1].digest)


def test_an_empty_journal_ends_at_its_beginning(journal: Journal) -> None:
    assert journal.head() == (0, GENESIS)
    assert journal.since(0) == ()


def test_hand_overs_chain_on_each_other(journal: Journal) -> None:
    for n in range(5):
        journal.append(drafts(note(ONE, str(n))), seen=n, request=str(uuid4()))
    entries = journal.since(0)
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert list(faults(entries)) == []


def test_a_case_that_moved_is_decided_again(journal: Journal) -> None:
    journal.append(drafts(CaseTaken(ONE)), seen=0, request="r1")
    with pytest.raises(Moved):
        journal.append(drafts(CaseReleased(ONE)), seen=0, request="r2")
    assert len(journal.since(0)) == 1


def test_another_case_that_moved_costs_nothing(journal: Journal) -> None:
    journal.append(drafts(CaseTaken(ONE)), seen=0, request="r1")
    kept = journal.append(drafts(CaseTaken(TWO)), seen=0, request="r2")
    assert [entry.seq for entry in kept.entries] == [2]


def test_one_moved_case_holds_back_the_whole_hand_over(journal: Journal) -> None:
    journal.append(drafts(CaseTaken(ONE)), seen=0, request="r1")
    with pytest.raises(Moved):
        journal.append(drafts(CaseTaken(TWO), CaseReleased(ONE)), seen=0, request="r2")
    assert len(journal.since(0)) == 1


def test_a_retry_after_a_lost_answer_is_the_same_entry(journal: Journal) -> None:
    first = journal.append(drafts(CaseTaken(ONE), note(ONE, "a")), seen=0, request="r1")
    journal.append(drafts(CaseTaken(TWO)), seen=2, request="r2")
    again = journal.append(drafts(CaseTaken(ONE), note(ONE, "a")), seen=0, request="r1")
    assert (first.again, again.again) == (False, True)
    assert again.entries == first.entries
    assert len(journal.since(0)) == 3


def test_what_was_written_under_a_request_is_found_by_it(journal: Journal) -> None:
    kept = journal.append(drafts(CaseTaken(ONE), note(ONE, "a")), seen=0, request="r1")
    journal.append(drafts(CaseTaken(TWO)), seen=2, request="r2")
    assert journal.written("r1") == kept.entries
    assert journal.written("r3") == ()


def test_appending_nothing_writes_nothing(journal: Journal) -> None:
    assert journal.append((), seen=0, request="r1").entries == ()
    assert journal.since(0) == ()
