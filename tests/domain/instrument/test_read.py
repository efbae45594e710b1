"""What ships, and what keeps an instrument's text from being used."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from console.domain.instrument.instrument import LicenceStatus
from console.domain.instrument.read import read
from console.domain.instrument.shipped import FOLDER, known_by, shipped
from console.domain.reading.fault import Faulty
from console.words.instruments import leads_to
from tests.domain.centre import PROTOCOLS
from tests.domain.instrument.forms import ALL, named
from tests.shared import shared

SLOTS = {"c-ssrs-screener-recent", "c-ssrs-since-last-contact", "dast-10", "sbq-r", "ctrs"}
PACKS = {"audit-c", "safe-t"}
WITH_TEXT = {"phq-2", "phq-4", "phq-8", "phq-9", "gad-7", "asq", "bssa"}


def test_what_ships_with_its_text_as_a_slot_and_as_a_pack() -> None:
    assert set(shipped()) == SLOTS | PACKS | WITH_TEXT
    assert {one.id for one in ALL if one.licence.status is LicenceStatus.RED} == SLOTS
    assert {one.id for one in ALL if one.pack} == PACKS
    assert {one.id for one in ALL if one.licence.text_shipped} == WITH_TEXT


@pytest.mark.parametrize("name", sorted(SLOTS | {"audit-c"}))
def test_no_word_of_an_instrument_ships_that_is_not_ours_to_ship(name: str) -> None:
    instrument = named(name)
    texts = [item.text for item in instrument.items]
    texts += [option.text for item in instrument.items for option in item.options]
    assert set(texts) == {None}
    assert instrument.stem == ""
    assert not instrument.has_text


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.id)
def test_each_says_whose_it_is_and_what_is_not_verified(instrument: Any) -> None:  # noqa: ANN401
    licence = instrument.licence
    assert licence.holder
    assert licence.notice
    assert licence.to_check
    assert licence.checked_on >= date(2026, 1, 1)
    assert instrument.sources
    assert set(instrument.sources) <= {f"S{n}" for n in range(1, 61)} | {"S1b", "S5b", "S29b"}


def test_names_that_senders_use_lead_to_one_instrument_each() -> None:
    for name, wanted in {
        "PHQ9": "phq-9",
        "cssrs-screener": "c-ssrs-screener-recent",
        "93373-9": "c-ssrs-screener-recent",
        "Audit C": "audit-c",
    }.items():
        assert named(name).id == wanted
    assert known_by("bdi") is None
    names = [name for one in ALL for name in (one.id, *one.aliases)]
    assert len(names) == len({re.sub(r"\W", "", name) for name in names})


def _texts(items: list[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        yield item.get("text", "")
        yield from (o["valueCoding"]["display"] for o in item.get("answerOption", ()))
        yield from _texts(item.get("item", []))


@pytest.mark.parametrize(
    ("name", "file"),
    [("asq", "asq-questionnaire.json"), ("bssa", "bssa-questionnaire.json")],
)
def test_the_words_of_nimh_are_those_of_a_public_transcription(name: str, file: str) -> None:
    published = shared(f"standards/fhir/SPiER-Project+adoption-guide/{file}")
    there = " ".join(_texts(json.loads(published.read_text("utf-8"))["item"]))
    ours = {
        "symptoms",
        "safety_plan",
        "disposition",
        "check_in",
    }  # headings and questions to the counsellor, in our words
    for item in named(name).items:
        if item.id not in ours:
            assert item.text is not None
            assert item.text in there


GOOD = (FOLDER / "phq-2.toml").read_text("utf-8")
ASQ = (FOLDER / "asq.toml").read_text("utf-8")
SLOT = (FOLDER / "c-ssrs-screener-recent.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id = ", "This is not TOML"),
        (GOOD.replace("finding", "findig"), "“findig” is not known here"),
        (GOOD.replace("[licence]", "[licences]"), "“licences” is not known here"),
        (GOOD.replace('scale = "frequency"', 'scale = "often"'), "“often” is not a scale"),
        (GOOD.replace("from = 3", "from = 4"), "The total 3 is in no band"),
        (GOOD.replace("to = 2", "to = 3"), "The total 3 is in no band, or in two"),
        (GOOD.replace("ordinal = 3\n", ""), "An answer that counts has no ordinal"),
        (GOOD.replace('"none"', '"imminent"'), "“finding” is “imminent”, which is not known"),
        (GOOD.replace('"none"', '"high"', 1), "A worse total is in a milder band"),
        (GOOD.replace('id = "q2"', 'id = "q1"'), "The id is used twice"),
        (GOOD.replace('"green"', '"red"'), "The text of a red instrument does not ship"),
        (GOOD.replace("shipped = true", "shipped = false"), "which the licence block says"),
        (GOOD.replace("2026-11-24", '"lately"'), "“checked_on” is missing or is not a day"),
        (ASQ.replace("q5=yes", "q6=yes"), "“q6” is not an item"),
        (ASQ.replace("q5=yes", "q5=often"), "“often” is no answer to q5"),
        (ASQ.replace("q5=yes", "q5 yes"), "“q5 yes” is not a clue"),
        (
            SLOT.replace('finding = "high"', 'finding = "low"'),
            "It names a mild outcome although something is missing",
        ),
        (SLOT.replace('id = "q1"', 'id = "q1"\ntext = "Have you …?"'), "It has a text, which"),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(text: str, found: str) -> None:
    with pytest.raises(Faulty) as caught:
        read(text)
    faults = caught.value.faults
    assert [fault.what for fault in faults if found in fault.what]
    assert all(fault.where and fault.remedy for fault in faults)


def test_every_instrument_has_bands_that_leave_no_total_out() -> None:
    for instrument in ALL:
        for bands in {variant.bands for variant in instrument.variants} | {instrument.bands}:
            for one, then in pairwise(bands):
                assert one.high + 1 == then.low, instrument.id


def test_what_a_rule_offers_next_is_a_list_that_ships_or_has_words() -> None:
    lists = {path.stem for path in PROTOCOLS.glob("*.toml")}
    offered = {rule.leads_to for one in shipped().values() for rule in one.triggers}
    unworded = {name for name in offered - {""} - lists if leads_to(name) == name}
    assert unworded == set()
    assert {"P04", "bssa"} <= offered
