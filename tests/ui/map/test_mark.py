"""What is said of a mark to the page."""

import json
from dataclasses import replace

from console.domain.place.facility import FacilityKind
from console.domain.tier import Tier
from console.ui.map.mark import Mark, MarkKind, note, rows
from console.ui.map.web import legend
from tests.ui.map.conftest import IMMINENT


def test_a_row_is_what_the_page_reads() -> None:
    station = Mark(
        "ems:1",
        MarkKind.EMS,
        40.0,
        -83.0,
        "Station 8",
        "2 km",
        rank=3,
        emergency=True,
        invented=True,
    )
    assert json.loads(rows([station, IMMINENT])) == [
        ["ems:1", "ems", 40.0, -83.0, 0, 6, "Station 8", "2 km", None, 3],
        ["dana", "client", 39.9612, -82.9988, 2000, 0, "Dana R.", "within 2 km", "imminent", None],
    ]


def test_a_doubt_is_said_in_words_until_it_is_gone() -> None:
    assert note(replace(IMMINENT, error_m=350.0)) == "within 0.3 km"
    assert note(replace(IMMINENT, error_m=6100.0)) == "within 6 km"
    assert note(replace(IMMINENT, confirmed=True)) == ""
    assert note(replace(IMMINENT, note="said 3 h ago")) == "said 3 h ago"


def test_every_kind_of_help_has_a_mark() -> None:
    assert {*MarkKind} - {MarkKind.CLIENT} == {MarkKind(kind.value) for kind in FacilityKind}


def test_every_kind_and_tier_has_a_word_on_the_page() -> None:
    said = json.loads(legend.words())
    assert {*MarkKind, *(tier.name.lower() for tier in Tier)} - {
        MarkKind.CLIENT
    } - said.keys() == set()
