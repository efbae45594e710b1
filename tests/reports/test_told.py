"""The accounting of disclosures and the Part 2 record, from a journal."""

import csv
import json
from datetime import UTC, timedelta
from io import StringIO

import pytest

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis, Disclosure, Emergency, Recipient
from console.domain.commands import (
    IdentifyClient,
    MergeCases,
    RecordDisclosure,
    TakeCase,
    UndoStep,
)
from console.domain.events import CaseClosed, DisclosureMade
from console.domain.happened import Asked
from console.domain.ids import CaseId, ClientId, StepId
from console.domain.tier import Tier
from console.journal.entry import draft
from console.reports.shift import Integrity, Period
from console.reports.told.accounting import Accounting, accounting
from console.reports.written import Format, Listing, told_file
from tests.domain.centre import ANA, START, Centre

WHOLE = Integrity(9, "ab", 9)


def told(basis: Basis, what: str = "The address.", **more: object) -> Disclosure:
    return Disclosure(basis, "Somebody", what, "To help.", **more)  # type: ignore[arg-type]


def written(centre: Centre, case: CaseId, *disclosures: Disclosure) -> None:
    """Write ``disclosures`` into the journal as facts, past the rules that gate them."""
    asked = Asked(ANA, centre.desk.station, centre.time)
    made = [
        draft(DisclosureMade(case, private(one), one.basis.value), asked) for one in disclosures
    ]
    seen, _digest = centre.journal.head()
    centre.journal.append(made, seen=seen, request=f"told-{seen}")
    centre.desk.catch_up()


@pytest.fixture
def centre() -> Centre:
    return Centre()


def case_of(centre: Centre, name: str) -> CaseId:
    case, _ = centre.arrives(ContactKind.TEXT, centre.enrol(name))
    centre.do(TakeCase(case), ANA)
    return case


def report(centre: Centre, client: str | None = None, days: int = 1) -> Accounting:
    period = Period(START - timedelta(days=days), START + timedelta(days=days))
    happened = (entry.happened for entry in centre.journal.since(0))
    return accounting(happened, period, WHOLE, ClientId(client) if client else None)


def test_only_what_the_law_lists_is_accounted_for(centre: Centre) -> None:
    written(centre, case_of(centre, "Ana Lee"), *(told(basis) for basis in Basis))
    made = report(centre)
    assert {Basis(one.basis) for one in made.accountable} == {
        Basis.THREAT_512J,
        Basis.LAW_ENFORCEMENT_512F,
        Basis.ABUSE_REPORT_512B,
        Basis.REQUIRED_BY_LAW,
        Basis.NONE,
    }
    assert {Basis(one.basis) for one in made.circle} == {
        Basis.AGREED_510B,
        Basis.EMERGENCY_510B,
    }
    assert {Basis(one.basis) for one in made.care} == {
        Basis.TREATMENT,
        Basis.AUTHORIZATION,
        Basis.PART2_EMERGENCY,
        Basis.PART2_CONSENT,
    }


def test_one_clients_accounting_holds_nobody_else(centre: Centre) -> None:
    written(centre, case_of(centre, "Ana Lee"), told(Basis.THREAT_512J, "Hers."))
    written(centre, case_of(centre, "Ben Roe"), told(Basis.THREAT_512J, "His."))
    made = report(centre, "ana-lee")
    assert made.client == "Ana Lee"
    assert [one.disclosure.what for one in made.told if one.disclosure] == ["Hers."]


def test_what_was_told_before_anybody_knew_who_it_was_is_theirs_all_the_same(
    centre: Centre,
) -> None:
    case, _ = centre.arrives(ContactKind.CALL)
    written(centre, case, told(Basis.THREAT_512J, "A voice on the line."))
    assert [one.client for one in report(centre).told] == [""]
    centre.do(TakeCase(case), ANA)
    centre.do(IdentifyClient(case, centre.enrol("Ana Lee")), ANA)
    assert [one.client for one in report(centre, "ana-lee").told] == ["Ana Lee"]


def test_what_was_told_in_a_case_that_went_on_in_another_is_its_clients(centre: Centre) -> None:
    unknown, _ = centre.arrives(ContactKind.CALL)
    written(centre, unknown, told(Basis.THREAT_512J, "A voice on the line."))
    known = case_of(centre, "Ana Lee")
    centre.do(MergeCases(known, unknown), ANA)
    (one,) = report(centre, "ana-lee").told
    assert one.client == "Ana Lee"
    assert one.number is not None


def test_what_was_told_of_somebody_by_mistake_stands_in_the_list_of_both(centre: Centre) -> None:
    case = case_of(centre, "Ana Lee")
    written(centre, case, told(Basis.THREAT_512J, "Her address."))
    centre.do(IdentifyClient(case, centre.enrol("Ben Roe")), ANA)
    for client in ("ana-lee", "ben-roe"):
        (one,) = report(centre, client).told
        assert (one.client, one.taken_for) == ("Ben Roe", "Ana Lee")


def test_what_was_told_stays_their_own_when_the_case_is_over(centre: Centre) -> None:
    case = case_of(centre, "Ana Lee")
    written(centre, case, told(Basis.THREAT_512J))
    asked = Asked(ANA, centre.desk.station, centre.time)
    seen, _digest = centre.journal.head()
    landed = Landing(next(iter(Ending)), Tier.LOW, next(iter(PlanLook)))
    centre.journal.append([draft(CaseClosed(case, landed), asked)], seen=seen, request="over")
    centre.desk.catch_up()
    assert [one.client for one in report(centre, "ana-lee").told] == ["Ana Lee"]


def test_part_2_holds_what_told_of_substance_use_with_its_four_facts(centre: Centre) -> None:
    facts = Emergency("Dr Weiss", "Grant ED", "A. Lee", START, "Overdose")
    written(
        centre,
        case_of(centre, "Ana Lee"),
        told(Basis.TREATMENT),
        told(Basis.PART2_EMERGENCY, sud=True, emergency=facts, kind=Recipient.MEDICAL),
        told(Basis.AUTHORIZATION, sud=True),
    )
    assert [one.basis for one in report(centre).part2] == ["2_51", "authorization"]
    text = told_file(Listing.PART2, report(centre), Format.CSV, UTC).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert ["Medical emergencies (2.51(c))", "Dr Weiss, Grant ED", "A. Lee"] in [
        r[:3] for r in rows
    ]


def test_what_should_not_have_been_told_is_marked_in_both_reports(centre: Centre) -> None:
    slip = told(Basis.NONE, "That she drinks.", sud=True)
    written(centre, case_of(centre, "Ana Lee"), told(Basis.THREAT_512J), slip)
    for listing in Listing:
        text = told_file(listing, report(centre), Format.CSV, UTC).decode("utf-8-sig")
        marked = [row for row in csv.reader(StringIO(text)) if "That she drinks." in row]
        assert ["⚠ no basis: should not have been told" in row for row in marked] == [True]


def test_what_was_corrected_stands_in_it_and_counts_once(centre: Centre) -> None:
    centre.publish()
    case = case_of(centre, "Ana Lee")
    centre.begin(case, "P24")
    number = {"psap.name": "County", "psap.number": "+16145550111"}
    centre.step(case, "P24", "a1", "matched", number)
    centre.step(case, "P24", "a2", "reached")
    centre.step(case, "P24", "b6", None, {"disclosure.basis": "512j", "disclosure.what": "Risk."})
    centre.do(UndoStep(case, centre.run(case, "P24").id, StepId("b6"), private("Wrong basis.")))
    centre.step(case, "P24", "b6", None, {"disclosure.basis": "tpo", "disclosure.what": "Place."})
    made = report(centre)
    first, second = made.told
    assert (first.corrected_in, second.corrected_in) == (second.entry, 0)
    assert [told.basis for told in centre.case(case).duties.told] == ["tpo"]
    text = told_file(Listing.DISCLOSURES, made, Format.CSV, UTC).decode("utf-8-sig")
    assert f"corrected: entry {second.entry} counts" in text
    assert "Corrected ones stand here and do not count: 0 count." in text


def test_what_lies_outside_the_period_is_left_out(centre: Centre) -> None:
    case = case_of(centre, "Ana Lee")
    centre.wait(days=3)
    written(centre, case, told(Basis.THREAT_512J))
    assert report(centre).told == ()


@pytest.mark.parametrize("kind", [Format.JSON, Format.CSV])
def test_the_accounting_is_saved_with_everything_that_164_528_asks_for(
    centre: Centre, kind: Format
) -> None:
    written(centre, case_of(centre, "Ana Lee"), told(Basis.THREAT_512J, organisation="County PD"))
    made = told_file(Listing.DISCLOSURES, report(centre), kind, UTC).decode("utf-8-sig")
    for asked in ("County PD", "The address.", "To help.", "Ana Lee"):
        assert asked in made
    if kind is Format.JSON:
        assert json.loads(made)["told"][0]["basis"] == "512j"


def test_what_is_recorded_by_the_rules_stands_in_it_too(centre: Centre) -> None:
    case = case_of(centre, "Ana Lee")
    by_law = told(Basis.ABUSE_REPORT_512B, kind=Recipient.AGENCY)
    centre.do(RecordDisclosure(case, private(by_law), by_law.basis.value), ANA)
    assert [one.by for one in report(centre).accountable] == ["Ana"]
