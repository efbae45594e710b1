"""``journal erase``: words go on request, the chain stays whole, what is needed stays."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.commands import CloseCase, RecordDisclosure, SetTier, TakeCase, WriteNote
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.settings import load
from console.wiring.centre import Centre, open_centre
from tests.cli.conftest import Console

WHY: Final = ("--why", "asked", "--by", "L. Stone")
TEXT: Final = {
    "version": 1, "id": "m-1", "sender": "sms-gateway", "kind": "text",
    "at": "2026-03-01T11:59:58Z", "client": {"phone": "+16145550123"},
    "body": {"text": "xylophone tonight"},
}  # fmt: skip


@pytest.fixture
def written(console: Console, tmp_path: Path) -> Console:
    """A centre that one text message has come to."""
    file = tmp_path / "text.json"
    file.write_text(json.dumps(TEXT))
    assert console("intake", "send", file).code == 0
    return console


@pytest.fixture
def centre(written: Console) -> Iterator[Centre]:
    with open_centre(load(None)) as centre:
        yield centre


def entry(console: Console, kind: str) -> int:
    """Return the number of the newest entry of ``kind``."""
    found = console("journal", "tail", "-n", "50", "--json").json
    return max(int(one["seq"]) for one in found if one["kind"] == kind)


@pytest.mark.usefixtures("secret")
def test_the_words_of_an_open_case_stay(written: Console) -> None:
    seq = entry(written, "contact.arrived")
    said = written.refused(1, "journal", "erase", seq, *WHY)
    assert said == "That case is open: somebody works by these words. Close it first."
    assert len(written("search", "xylophone", "--json").json) == 1


def closed(centre: Centre) -> CaseId:
    """Write a note and a disclosure into the case, and close it with nothing owed."""
    (case,) = centre.desk.board.cases
    staff = {one.name: one.id for one in centre.desk.board.staff.values()}
    lead = staff["M. Okafor"]
    told = Disclosure(Basis.TREATMENT, "Dr Lin", "zither", "care", kind=Recipient.MEDICAL)
    centre.do(TakeCase(case), lead)
    centre.do(SetTier(case, Tier.LOW, (private("She is calm."),)), lead)
    centre.do(WriteNote(case, private("marimba in the hall")), lead)
    centre.do(RecordDisclosure(case, private(told), told.basis), lead)
    landing = Landing(Ending.RESOLVED_INFO, Tier.LOW, PlanLook.USED, no_next=NoNext.NO_RISK)
    centre.do(CloseCase(case, landing), lead)
    return case


@pytest.mark.usefixtures("secret")
def test_words_go_on_request_and_the_chain_stays_whole(centre: Centre, written: Console) -> None:
    closed(centre)
    seq = entry(written, "note.written")
    ran = written("journal", "erase", seq, *WHY, "--json")
    assert (ran.code, ran.json) == (0, {"seq": seq, "why": "asked", "words": 1})
    assert "marimba" not in written("journal", "show", seq).out
    assert written("search", "marimba", "--json").json == []
    assert written("journal", "verify", "--json").json["ok"]
    told = written("journal", "tail", "-n", "1", "--json").json[0]
    assert (told["kind"], told["by"]) == ("words.erased", "l-stone")
    assert "already" in written.refused(1, "journal", "erase", seq, *WHY)


@pytest.mark.usefixtures("secret")
def test_a_station_that_read_them_before_keeps_no_snapshot_of_them(
    centre: Centre, written: Console
) -> None:
    closed(centre)
    assert centre.keep_snapshot(1)
    assert written("journal", "erase", entry(written, "note.written"), *WHY).code == 0
    assert centre.store.snapshots.newest() is None
    centre.desk.catch_up()
    assert not centre.keep_snapshot(1)
    with open_centre(load(None)) as later:
        assert later.keep_snapshot(1)


@pytest.mark.usefixtures("secret")
def test_what_was_told_is_kept_as_long_as_it_is_accounted_for(
    centre: Centre, written: Console
) -> None:
    closed(centre)
    seq = entry(written, "disclosure.made")
    assert "six years" in written.refused(1, "journal", "erase", seq, *WHY)
    assert "zither" in written("journal", "show", seq).out


@pytest.mark.usefixtures("secret")
def test_a_lead_of_the_clinic_erases_and_nobody_else(centre: Centre, written: Console) -> None:
    closed(centre)
    seq = entry(written, "note.written")
    said = written.refused(1, "journal", "erase", seq, "--why", "asked", "--by", "M. Okafor")
    assert said == "This takes a clinical lead or administrator."
    assert "marimba" in written("journal", "show", seq).out


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize(("seq", "said"), [("0", "no entry 0"), ("9999", "no entry 9999")])
def test_an_entry_that_is_not_there_is_said(written: Console, seq: str, said: str) -> None:
    assert said in written.refused(1, "journal", "erase", seq, *WHY)


@pytest.mark.usefixtures("secret")
def test_a_member_of_staff_is_no_client(written: Console) -> None:
    seq = entry(written, "staff.recorded")
    assert "not about a client" in written.refused(1, "journal", "erase", seq, *WHY)
