"""Answers from a file, a pipe, or a form that is not whole."""

import io
import json
from pathlib import Path

import pytest

from console.domain.instrument.instrument import Instrument
from console.domain.instrument.scoring import Basis
from console.domain.instrument.shipped import shipped
from console.words import instruments as words
from tests.cli.conftest import Console, Ran

TWELVE = {
    "instrument": "phq-9",
    "version": 1,
    "score": 12,
    "band": "moderate",
    "tier": "low",
    "basis": ["total: total 12"],
    "complete": True,
    "warnings": [],
}
"""What is said of a PHQ-9 with twelve points; others rely on the names and on their order."""


def asked(fresh: Console, instrument: str, said: object, *words: str) -> Ran:
    fresh.data.mkdir(exist_ok=True)
    file = fresh.data / "answers.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    return fresh("score", instrument, file, *words)


def test_a_whole_form_is_scored_in_the_shape_that_others_rely_on(fresh: Console) -> None:
    said = {f"q{n}": value for n, value in enumerate([2, 2, 2, 2, 1, 1, 2, 0, 0], start=1)}
    ran = asked(fresh, "phq-9", {"answers": said}, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json.items()) == list(TWELVE.items())


def test_an_incomplete_form_has_no_band_and_is_bad_news_and_a_grave_answer_is_still_said(
    fresh: Console,
) -> None:
    ran = asked(fresh, "C-SSRS", {"answers": {"q4": "yes"}}, "--json")
    assert ran.code == 1
    assert (ran.json["band"], ran.json["tier"], ran.json["complete"]) == (None, "high", False)
    assert ran.json["basis"] == ["cssrs_intent: intent or plan, past month · item 4"]
    mild = asked(fresh, "asq", {"answers": {"q1": "no", "q2": "refused"}}, "--json")
    assert (mild.code, mild.json["tier"]) == (1, "high")
    some = asked(fresh, "asq", {"answers": {"q1": "no", "q2": None}}, "--json")
    assert (some.code, some.json["band"], some.json["tier"]) == (1, None, None)


def test_answers_may_stand_in_a_row_and_come_through_a_pipe(
    fresh: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps({"answers": ["no", "no", None, None, None, "yes", "no"]})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = fresh("score", "c-ssrs", "-", "--json")
    assert (ran.code, ran.json["tier"]) == (0, "moderate")


def test_for_a_person_it_is_said_in_lines_with_the_notice(fresh: Console) -> None:
    ran = asked(fresh, "phq-9", {"answers": {"q9": 1}})
    assert ran.out.splitlines()[:3] == [
        "PHQ-9: incomplete",
        "  suggests Moderate; a person sets the tier",
        "  because: thoughts of death or of hurting themselves · item 9 = 1",
    ]
    assert "No permission required" in ran.out.splitlines()[-1]


def test_the_time_before_the_variant_and_a_total_may_be_given(fresh: Console) -> None:
    rise = asked(fresh, "gad-7", {"answers": [1, 1, 1, 1, 0, 0, 0], "previous": 0}, "--json")
    assert [one.split(":")[0] for one in rise.json["basis"]] == ["gad7_rise", "total"]
    by_option = asked(fresh, "audit-c", {"answers": [1, 1, 1]}, "--variant", "women", "--json")
    assert by_option.json["band"] == "positive"
    in_file = {"answers": [1, 1, 1], "variant": "men", "total": {"value": 4, "code": "75626-2"}}
    other = asked(fresh, "audit-c", in_file, "--json")
    assert (other.code, other.json["band"]) == (1, "negative")
    assert other.json["warnings"] == [
        "total_differs: the total that came along is not the sum of the answers: 4 ≠ 3"
    ]


@pytest.mark.parametrize(
    ("instrument", "text", "said"),
    [
        ("bdi", "{}", "“bdi” is no instrument here. Known are asq, audit-c,"),
        ("asq", "nope", "The answers cannot be read: one whole JSON object is wanted."),
        ("asq", "[]", "The answers cannot be read: an object is wanted."),
        ("asq", "{}", "in answers, the answers are wanted, by the id of their item."),
        ("asq", '{"answers": {}, "previus": 4}', "no other fields are known than answers,"),
        ("asq", '{"answers": {}, "previous": "4"}', "in previous, a whole number is wanted."),
        ("asq", '{"answers": ["no", "no", "no", "no", "no", "no"]}', "at most 5 answers"),
        ("asq", '{"answers": {"q1": "no", "q1": "yes"}}', "each field is wanted once"),
        ("audit-c", '{"answers": {}, "variant": "x"}', "no variant “x”. Known: men, women."),
    ],
)
def test_what_cannot_be_read_is_one_line(
    fresh: Console, tmp_path: Path, instrument: str, text: str, said: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text, encoding="utf-8")
    line = fresh.refused(2, "score", instrument, file)
    assert said in line


def test_a_file_that_is_not_there_is_one_line(fresh: Console, tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    line = fresh.refused(2, "score", "asq", missing)
    assert line == f"{missing} cannot be read: No such file or directory."


@pytest.mark.parametrize("instrument", shipped().values(), ids=lambda one: one.id)
def test_every_code_of_an_instrument_has_its_words(instrument: Instrument) -> None:
    for trigger in instrument.triggers:
        assert words.basis(Basis(trigger.id)) != trigger.id
        next_ = trigger.leads_to
        assert words.leads_to(next_) != next_ or next_[:1] == "P"
    bands = {band.id for one in instrument.variants for band in one.bands}
    bands |= {band.id for band in instrument.bands} | {one.band for one in instrument.triggers}
    assert all("_" not in words.band(band) for band in bands)
