"""``case export``: a hand-off as a file, only what the recipient may be told, and whole."""

import json
import resource
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from console.desk.fresh import fresh_case, private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.disclosure import Recipient
from console.domain.commands import (
    CloseCase,
    MergeCases,
    RecordClient,
    SetTier,
    SplitContact,
    StateLocation,
    TakeCase,
)
from console.domain.events import DisclosureMade, PacketMade
from console.domain.ids import SYSTEM, CaseId, StaffId
from console.domain.tier import Tier
from console.reports.handoff.whole import write
from console.wiring.centre import Centre
from tests.cli.conftest import Console
from tests.intake.posting import event
from tests.reports.handoff.people import HOME, TELLS, usual
from tests.reports.handoff.schemas import eido_faults, fhir_faults
from tests.reports.handoff.test_redaction import GIVES_AWAY

ANA = StaffId("ana-reyes")


@pytest.fixture
def worked(console: Console, tmp_path: Path) -> Console:
    """A live centre with one open case, of a client under Part 2, at home."""
    client = usual().client
    assert client is not None
    with console.centre() as centre:
        centre.do(RecordClient(client.id, private(client), "test"), SYSTEM)
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event(client={"phone": client.phones[0].number})))
    assert console("intake", "send", file).code == 0
    with console.centre() as centre:
        (case,) = centre.desk.board.cases.values()
        centre.do(TakeCase(case.id), ANA)
        centre.do(StateLocation(case.id, private(HOME)), ANA)
    return console


def case_of(console: Console) -> str:
    with console.centre() as centre:
        return next(iter(centre.desk.board.cases), "")


def packets(console: Console) -> list[PacketMade]:
    with console.centre() as centre:
        events = [entry.event for entry in centre.store.journal.since(0)]
        assert not any(isinstance(one, DisclosureMade) for one in events)
        return [one for one in events if isinstance(one, PacketMade)]


def test_a_911_centre_gets_a_valid_eido_and_the_operator_what_was_left_out(
    worked: Console, tmp_path: Path
) -> None:
    file = tmp_path / "case.eido.json"
    case = case_of(worked)
    ran = worked("case", "export", case, "--format", "eido", "--out", file)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == (
        f"Saved as {file}, for: 911 centre or police. Record the disclosure when it is handed over."
    )
    assert "Held back: Substance use: 42 CFR Part 2." in ran.out.splitlines()
    assert eido_faults(file.read_bytes()) == []
    text = file.read_text(encoding="utf-8")
    assert "12 Elm St" in text
    assert TELLS not in text
    assert "Part 2" not in text
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_hospital_gets_valid_fhir_and_more_of_it_in_a_named_emergency(
    worked: Console, tmp_path: Path
) -> None:
    case, calm, urgent = case_of(worked), tmp_path / "calm.json", tmp_path / "urgent.json"
    words = ("case", "export", case, "--format", "fhir", "--to", "medical", "--out")
    assert worked(*words, calm).code == 0
    assert worked(*words, urgent, "--emergency", "40 pills").code == 0
    for file in (calm, urgent):
        assert fhir_faults(file.read_bytes()) == []
    assert TELLS not in calm.read_text(encoding="utf-8")
    assert TELLS in urgent.read_text(encoding="utf-8")
    assert [made.sud for made in packets(worked)] == [False, True]


@pytest.mark.long
def test_the_paper_says_what_is_told_and_nothing_of_what_is_not(
    worked: Console, tmp_path: Path
) -> None:
    file = tmp_path / "case.pdf"
    words = ("case", "export", case_of(worked), "--format", "pdf", "--to", "police")
    assert worked(*words, "--out", file).code == 0
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    assert "12 Elm St" in text
    assert not [word for word in GIVES_AWAY if word in text.lower()]


def test_that_a_file_was_made_is_journaled_as_that_and_not_as_a_disclosure(
    worked: Console, tmp_path: Path, secret: None
) -> None:
    case, file = case_of(worked), tmp_path / "out.json"
    ran = worked("case", "export", case, "--to", "team", "--by", "Ana Reyes", "--out", file)
    assert ran.code == 0
    (made,) = packets(worked)
    assert (made.recipient, made.form, made.sud) == (Recipient.CRISIS_TEAM, "json", False)
    assert "substance_use" in {one.item for one in made.withheld}
    shown = worked("case", "show", case).out
    assert "Hand-off file made, for: mobile crisis team · JSON" in shown
    assert " ana-reyes " in shown.splitlines()[-1]


def test_without_a_file_it_goes_to_whoever_reads_along_and_the_list_beside_it(
    worked: Console,
) -> None:
    ran = worked("case", "export", case_of(worked), "--to", "police")
    assert (ran.code, ran.json["vigil_packet"], ran.json["to"]) == (0, 1, "psap_police")
    assert "Held back: Substance use: 42 CFR Part 2." in ran.err.splitlines()


def test_a_closed_case_is_handed_over_as_it_stood(worked: Console) -> None:
    case = CaseId(case_of(worked))
    open_ = worked("case", "export", case, "--to", "police").json
    with worked.centre() as centre:
        close(centre, case)
    closed = worked("case", "export", case, "--to", "police").json
    assert closed["place"] == open_["place"]
    assert (closed["person"], closed["call_back"]) == (open_["person"], open_["call_back"])
    assert closed["tier"]["tier"] == "low"


def close(centre: Centre, case: CaseId) -> None:
    landing = Landing(Ending.NO_RISK_ENDED, Tier.LOW, PlanLook.NOT_POSSIBLE, no_next=NoNext.NO_RISK)
    centre.do(TakeCase(case), ANA)
    centre.do(SetTier(case, Tier.LOW, (private("Asked by mistake."),)), ANA)
    centre.do(CloseCase(case, landing), ANA)
    assert case not in centre.desk.board.cases


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("--to", "press"), "Nobody is told as “press”. There are: medical, police, contact"),
        (1, ("--format", "eido", "--to", "contact"), "cannot read EIDO. Use --format pdf."),
        (2, ("--to", "contact"), "Say who of their circle is told: --who NAME."),
        (1, ("--to", "contact", "--who", "Ned"), "Nobody of their circle is called “Ned”."),
        (1, ("--to", "police", "--emergency", "40 pills"), "reaches medical staff, not the"),
        (2, ("--format", "doc"), "argument --format: not known: 'doc'"),
        (1, ("--by", "Nobody"), "Nobody works here as “Nobody”."),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words_and_leaves_nothing(
    worked: Console, tmp_path: Path, code: int, words: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "out.json"
    line = worked.refused(code, "case", "export", case_of(worked), "--out", file, *words)
    assert said in line
    assert (file.exists(), packets(worked)) == (False, [])


def test_whoever_is_barred_gets_no_file(worked: Console, tmp_path: Path) -> None:
    with worked.centre() as centre:
        client = next(iter(centre.desk.board.clients.values()))
        circle = tuple(replace(one, do_not_contact=True) for one in client.circle)
        centre.do(RecordClient(client.id, private(replace(client, circle=circle)), "test"), SYSTEM)
    file = tmp_path / "out.json"
    words = ("--to", "contact", "--who", "rosa lee", "--out", file)
    assert worked.refused(1, "case", "export", case_of(worked), *words) == (
        "Rosa Lee is never to be told anything. Nothing was written."
    )
    assert (file.exists(), packets(worked)) == (False, [])


def test_a_file_that_cannot_be_written_is_one_line_and_no_entry(
    worked: Console, tmp_path: Path
) -> None:
    case, there = case_of(worked), tmp_path / "there.json"
    there.write_text("mine")
    for file in (tmp_path / "no" / "out.json", there / "out.json", Path("/proc/out.json")):
        line = worked.refused(2, "case", "export", case, "--out", file)
        assert line.startswith(f"{file} cannot be written: ")
    assert worked.refused(2, "case", "export", case, "--out", there) == (
        f"{there} is there already. Choose another name."
    )
    assert (there.read_text(), packets(worked)) == ("mine", [])


def test_on_a_full_disk_no_half_of_it_is_left_and_nothing_is_noted(tmp_path: Path) -> None:
    file, noted = tmp_path / "out.json", []
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            write(file, b"x" * 2_000, noted=lambda: noted.append(True))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_soft, hard))
    assert (list(tmp_path.iterdir()), noted) == ([], [])


def test_a_file_of_which_the_journal_does_not_know_is_not_left(tmp_path: Path) -> None:
    def gone() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write(tmp_path / "out.json", b"{}", noted=gone)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("case", ["0", "999999", "9" * 40, "²", "", "no/such", "1"])
def test_a_case_that_there_is_not_is_one_line(worked: Console, case: str) -> None:
    for what in ("show", "export"):
        assert worked.refused(1, "case", what, case) == f"There is no case “{case}”."


def test_a_case_that_was_taken_out_of_another_and_one_that_was_joined_are_found(
    worked: Console, tmp_path: Path
) -> None:
    first = CaseId(case_of(worked))
    more = tmp_path / "more.json"
    client = usual().client
    assert client is not None
    more.write_text(json.dumps(event(id="m-2", client={"phone": client.phones[0].number})))
    assert worked("intake", "send", more).code == 0
    apart = fresh_case()
    with worked.centre() as centre:
        second = centre.desk.board.cases[first].contacts[-1].id
        centre.do(SplitContact(second, apart), ANA)
        close(centre, apart)
    taken_out = worked("case", "export", apart, "--to", "police").json
    assert taken_out["person"]["name"] == "Ana Lee"
    again = tmp_path / "again.json"
    again.write_text(json.dumps(event(id="m-3", client={"phone": "+16145559999"})))
    assert worked("intake", "send", again).code == 0
    with worked.centre() as centre:
        (other,) = set(centre.desk.board.cases) - {first}
        centre.do(MergeCases(first, other), ANA)
        close(centre, first)
    whole = [worked("case", "export", name, "--to", "police").json for name in (first, other)]
    assert whole[0]["case"] == whole[1]["case"]
