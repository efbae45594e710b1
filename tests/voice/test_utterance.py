"""What can be said holds no text."""

import string
from enum import Enum
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.care.contact import ContactKind
from console.domain.tier import Tier
from console.voice.utterance import (
    Chime,
    ImminentDeclared,
    LeadNeeded,
    NewContact,
    NewContacts,
    OnCallNeeded,
    PastCeiling,
    Priority,
    RecordLost,
    RespondersUnconfirmed,
    Tone,
    Utterance,
    priority_of,
    tone_of,
)
from console.voice.wording import spoken

MARKER = "MARKER Dana Reyes 412 E Long St"
KINDS: tuple[type[Utterance], ...] = get_args(Utterance)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_an_utterance_is_a_number_or_one_of_a_fixed_set(
    kind: type[Utterance],
) -> None:
    for field in get_type_hints(kind).values():
        assert field is int or issubclass(field, Enum)


@pytest.mark.parametrize(
    "smuggled",
    [
        NewContact(MARKER, Tier.HIGH),  # type: ignore[arg-type]
        NewContact(ContactKind.CALL, MARKER),  # type: ignore[arg-type]
        NewContacts(MARKER, Tier.HIGH),  # type: ignore[arg-type]
        PastCeiling(MARKER, Tier.LOW),  # type: ignore[arg-type]
        LeadNeeded(ContactKind.CALL, Tier.HIGH, MARKER),  # type: ignore[arg-type]
        OnCallNeeded(MARKER, Tier.HIGH, 3),  # type: ignore[arg-type]
        RespondersUnconfirmed(MARKER),  # type: ignore[arg-type]
        MARKER,
    ],
)
def test_text_that_was_smuggled_past_the_types_is_not_spoken(smuggled: Utterance) -> None:
    with pytest.raises((KeyError, ValueError, TypeError, AssertionError)):
        spoken(smuggled)


@given(st.one_of(*map(st.from_type, KINDS)))
def test_whatever_is_said_is_plain_words_and_small_enough_to_hear(utterance: Utterance) -> None:
    words = spoken(utterance)
    assert set(words) <= {*string.ascii_letters, *string.digits, *" .-"}
    assert len(words.split()) <= 15


def test_the_sentences_are_these() -> None:
    assert [
        spoken(utterance)
        for utterance in (
            NewContact(ContactKind.ASSESSMENT, Tier.HIGH),
            NewContacts(3, Tier.MODERATE),
            LeadNeeded(ContactKind.CALL, Tier.HIGH, 40),
            OnCallNeeded(ContactKind.TEXT, Tier.HIGH, 125),
            RespondersUnconfirmed(1),
            ImminentDeclared(),
            Chime(Tone.CLOCK),
        )
    ] == [
        "High. New high-risk answer.",
        "Moderate. 3 new contacts.",
        "For the lead. High. A call has waited 40 seconds.",
        "Page the person on call. High. A text has waited 2 minutes.",
        "Responders not confirmed for 1 minute.",
        "Imminent risk declared.",
        "",
    ]


def test_a_greater_risk_is_never_less_urgent() -> None:
    order = [priority_of(NewContact(ContactKind.CALL, tier)) for tier in Tier]
    assert order == sorted(Priority)


@given(st.one_of(*map(st.from_type, KINDS)))
def test_a_chime_sounds_like_and_is_as_urgent_as_what_it_stands_for(utterance: Utterance) -> None:
    chime = Chime(tone_of(utterance))
    assert (tone_of(chime), priority_of(chime)) == (tone_of(utterance), priority_of(utterance))


def test_a_lost_record_does_not_cut_off_an_imminent_alert() -> None:
    assert priority_of(RecordLost()) < priority_of(ImminentDeclared())
