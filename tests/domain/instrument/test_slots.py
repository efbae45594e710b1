"""A slot is filled with the centre's own licensed text, by a lead, and only then has words."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.commands import LoadInstrument
from console.domain.events import InstrumentLoaded
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, InstrumentId, StationId
from console.domain.instrument.loaded import Wording
from console.domain.people.staff import Role
from console.domain.private import Private
from console.domain.refused import LicenceUnsaid, NeedsRole, NoSuchInstrument, TextLacks, TextShips
from console.journal import codec
from tests.domain.centre import ANA, CARL, LEE, START, Centre
from tests.domain.instrument.forms import named, wording

SLOT = InstrumentId("c-ssrs-screener-recent")


def loading(name: str = SLOT, text: Wording | None = None) -> LoadInstrument:
    held = text if text is not None else wording(name)
    return LoadInstrument(InstrumentId(name), private(held), "2026", "5a17", "agreement 12")


def test_a_slot_has_words_once_a_lead_has_loaded_them() -> None:
    centre = Centre()
    before = centre.board.instrument(SLOT)
    assert before is not None
    assert not before.has_text
    (event,) = centre.do(loading(), LEE)
    assert isinstance(event, InstrumentLoaded)
    assert (event.version, event.sha256, event.licence) == (1, "5a17", "agreement 12")
    after = centre.board.instrument(SLOT)
    assert after is not None
    assert after.has_text
    assert (after.items[3].text, after.stem, after.edition) == (
        "words of item 4",
        "Now ask:",
        "2026",
    )
    assert after.items[0].options[0].text == "say yes"
    bare = [
        replace(i, text=None, options=named(SLOT).items[n].options)
        for n, i in enumerate(after.items)
    ]
    assert tuple(bare) == named(SLOT).items, "ids, logic and figures stay"
    held = centre.board.instruments[SLOT]
    assert (held.by, held.at) == (LEE, START)
    assert centre.do(loading(), CARL) == ()


def test_who_may_load_a_text_and_what_it_takes() -> None:
    centre = Centre()
    roles = (Role.SHIFT_LEAD, Role.CLINICAL_LEAD)
    assert centre.refused(loading(), ANA) == NeedsRole(roles)
    unsaid = replace(loading(), licence="  ")
    assert centre.refused(unsaid, LEE) == LicenceUnsaid()
    assert centre.refused(loading("asq"), LEE) == TextShips(InstrumentId("asq"))
    assert centre.refused(loading("safe-t"), LEE) == TextShips(InstrumentId("safe-t"))
    unknown = replace(loading(), instrument=InstrumentId("bdi"))
    assert centre.refused(unknown, LEE) == NoSuchInstrument(InstrumentId("bdi"))
    part = wording(SLOT)
    short = replace(part, items=part.items[1:], options=part.options[:-1])
    assert centre.refused(loading(text=short), LEE) == TextLacks(("item 1", "item 6b"))


def test_the_words_of_dast_10_say_which_pole_item_three_has() -> None:
    centre = Centre()
    assert centre.refused(loading("dast-10"), LEE) == TextLacks(variants=("unable", "able"))
    assert centre.do(loading("dast-10", wording("dast-10", "able")), LEE)


def test_the_text_lies_beside_the_chain_and_an_erased_one_leaves_the_slot_empty() -> None:
    centre = Centre()
    (event,) = centre.do(loading(), LEE)
    assert isinstance(event, InstrumentLoaded)
    assert "words of item" not in codec.dump(event).body
    erased = replace(event, wording=Private(None, ""))
    happened = Happened(99, START, SYSTEM, StationId("s1"), erased)
    board = evolve(centre.board, happened)
    assert board.instruments == {}
    found = board.instrument(SLOT)
    assert found is not None
    assert not found.has_text


@pytest.mark.parametrize("name", ["c-ssrs-since-last-contact", "sbq-r", "ctrs", "audit-c"])
def test_every_other_slot_takes_a_text_too(name: str) -> None:
    centre = Centre()
    assert centre.do(loading(name), CARL)
    found = centre.board.instrument(InstrumentId(name))
    assert found is not None
    assert found.has_text
