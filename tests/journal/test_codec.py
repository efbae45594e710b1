"""What was once written can be read for ever, and is read as it was meant."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.board import Board
from console.domain.events import Event, NoteWritten, TierSet
from console.domain.ids import CaseId
from console.domain.private import Private
from console.domain.tier import Tier
from console.journal import codec
from console.journal.codec import UnknownKind, Word
from console.journal.plain import Inline, canonical, plain, reader
from tests.journal.examples import EVENT_TYPES
from tests.journal.record_samples import FOLDER, read

SAMPLES = sorted(FOLDER.glob("*.json"))
NOTE = NoteWritten(CaseId("one"), Private("they said hello", "5a17"))


def test_every_kind_of_entry_has_a_sample_of_today() -> None:
    wanted = {f"{kind}@{codec.version_of(kind)}" for kind in codec.kinds()}
    missing = wanted - {file.stem for file in SAMPLES}
    assert missing == set(), "record them: python -m tests.journal.record_samples"


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_entry_that_was_ever_written_is_read_as_it_was_meant(file: Path) -> None:
    written, expected = read(file)
    assert f"{written.kind}@{written.version}" == file.stem
    assert repr(codec.load(written)) == expected


@pytest.mark.parametrize("type_", EVENT_TYPES, ids=lambda type_: type_.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_event_comes_back_as_it_went(type_: type, data: st.DataObject) -> None:
    event: Event = data.draw(st.from_type(type_))
    written = codec.dump(event)
    assert codec.load(written) == event
    assert codec.dump(codec.load(written)) == written


def test_no_private_word_stands_in_the_body() -> None:
    event = TierSet(CaseId("one"), Tier.IMMINENT, None, (Private("a", "1"), Private("b", "2")))
    written = codec.dump(event)
    assert written.words == (Word(0, "1", "a"), Word(1, "2", "b"))
    assert codec.digests_in(written.body) == {
        word.n: codec.digest_of_words(word) for word in written.words
    }


def test_the_same_words_under_another_salt_look_different() -> None:
    other = NoteWritten(CaseId("one"), Private("they said hello", "5a18"))
    assert codec.dump(NOTE).body != codec.dump(other).body


def test_an_event_whose_words_were_erased_is_still_read() -> None:
    erased = replace(codec.dump(NOTE), words=())
    assert codec.load(erased) == NoteWritten(CaseId("one"), Private(None, ""))


@pytest.mark.parametrize(
    ("kind", "version"), [("note.sung", 1), ("note.written", codec.version_of("note.written") + 1)]
)
def test_an_entry_of_a_newer_program_is_not_guessed_at(kind: str, version: int) -> None:
    written = replace(codec.dump(NOTE), kind=kind, version=version)
    with pytest.raises(UnknownKind):
        codec.load(written)


def test_an_empty_board_comes_back_as_it_went() -> None:
    text = canonical(plain(Board(), Inline()))
    assert reader(Board, Inline())(plain(Board(), Inline())) == Board()
    assert text == canonical(plain(Board(), Inline()))
