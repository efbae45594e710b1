"""What a centre has loaded and scored before helps to read what arrives."""

from dataclasses import replace

from console.desk.fresh import fresh_case, private
from console.domain.board import Board
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import Contact, Rule, Suggestion
from console.domain.commands import (
    CloseCase,
    LoadInstrument,
    RecordClient,
    SetTier,
    SplitContact,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId, InstrumentId
from console.domain.instrument.shipped import shipped
from console.domain.people.client import Identifier
from console.domain.tier import Tier
from console.intake.forms.known import known
from console.intake.forms.load import fit
from console.intake.receive import receive_forms
from tests.domain.centre import ANA, LEE, Centre
from tests.intake.forms.papers import (
    NO,
    YES,
    Resource,
    as_json,
    bundle,
    coded,
    item,
    patient,
    phq9,
    response,
)
from tests.intake.forms.slots import AT, YES_OR_NO, options, question, questionnaire, screener


def load(centre: Centre, resource: Resource, name: str, variant: str | None = None) -> None:
    slot = shipped()[InstrumentId(name)]
    found = fit(as_json(resource), slot, known(), variant)
    wording = private(found.wording)
    centre.do(LoadInstrument(slot.id, wording, found.edition, found.digest, "agreement"), LEE)


def arrives(centre: Centre, resource: Resource) -> tuple[CaseId, Contact]:
    answer = receive_forms(centre.desk, as_json(resource), "ehr")
    assert answer.contact is not None
    held = centre.board.contact(answer.contact)
    assert held is not None
    return held[0].id, held[1]


def answered(said: dict[str, tuple[str, str]], **more: object) -> Resource:
    items = (item(link, coded(*answer)) for link, answer in said.items())
    return response(*items, **{"questionnaire": f"{AT}|2", **more})


CALM = {"a1": NO, "a2": NO, "a6": NO}


def test_a_form_of_the_questionnaire_that_was_loaded_is_read_by_its_own_names() -> None:
    centre = Centre()
    form = answered({**CALM, "a2": YES, "a3": NO, "a4": YES, "a5": NO})
    _case, before = arrives(centre, answered(CALM))
    assert before.suggestion == Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    load(centre, screener(), "c-ssrs-screener-recent")
    _case, after = arrives(centre, {**form, "id": "qr-2"})
    assert after.suggestion == Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, "item 4")
    assert (after.instrument, after.band) == ("c-ssrs-screener-recent", "high")


def test_a_form_of_another_version_than_was_loaded_is_left_for_a_person() -> None:
    centre = Centre()
    load(centre, screener(), "c-ssrs-screener-recent")
    _case, found = arrives(centre, answered(CALM, questionnaire=f"{AT}|3"))
    assert found.suggestion == Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    assert [one.code for one in found.cautions] == ["form_version", "no_instrument", "unscored"]


def test_answers_in_the_codes_of_the_questionnaire_that_was_loaded_are_read() -> None:
    centre = Centre()
    system = "http://clinic.example.org/r"
    ratings = [(system, f"r{n}", f"rating {n}") for n in range(1, 6)]
    asked = [
        question(name, f"words of {name}", answerOption=options(ratings, range(1, 6)))
        for name in ("dangerousness", "support", "cooperation")
    ]
    load(centre, questionnaire(*asked), "ctrs")
    said = {
        "dangerousness": (system, "r4"),
        "support": (system, "r5"),
        "cooperation": (system, "r5"),
    }
    _case, found = arrives(centre, answered(said))
    assert (found.instrument, found.score, found.band) == ("ctrs", 14, "within_2_weeks")
    _case, worse = arrives(centre, answered({**said, "dangerousness": (system, "r1")}, id="qr-2"))
    assert (worse.score, worse.suggestion.tier) == (11, Tier.MODERATE)


def test_the_wording_that_was_loaded_says_how_its_third_item_counts() -> None:
    centre = Centre()
    codes = [one.loinc for one in shipped()[InstrumentId("dast-10")].items]
    asked = [
        question(
            f"d{n}",
            f"words {n}",
            code,
            answerOption=options(YES_OR_NO, (0, 1) if n == 3 else (1, 0)),
        )
        for n, code in enumerate(codes, start=1)
    ]
    load(centre, questionnaire(*asked), "dast-10", "able")
    _case, found = arrives(centre, answered({f"d{n}": NO for n in range(1, 11)}))
    assert (found.score, found.band, found.cautions) == (1, "low", ())


def test_a_rise_since_a_form_of_an_earlier_case_is_found() -> None:
    centre = Centre()
    client = centre.enrol()
    record = replace(
        centre.board.clients[client], identifiers=(Identifier("urn:clinic:mrn", "00417"),)
    )
    centre.do(RecordClient(client, private(record), "test"), SYSTEM)
    first, held = arrives(centre, bundle(patient(), phq9([1, 0, 0, 0, 0, 0, 0, 0, 0])))
    assert (held.score, held.suggestion.tier) == (1, Tier.LOW)
    centre.do(TakeCase(first), ANA)
    centre.do(SetTier(first, Tier.LOW, (private("calm"),)), LEE)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.REVIEWED, no_next=NoNext.NO_RISK)
    centre.do(CloseCase(first, landing), LEE)
    again = phq9([2, 1, 1, 1, 1, 0, 0, 0, 0], id="qr-2")
    _case, rise = arrives(centre, bundle(patient(), again))
    assert (rise.score, rise.suggestion.tier) == (6, Tier.MODERATE)
    assert rise.suggestion.detail == "phq-9 total 6"


def test_a_form_goes_with_its_contact_to_the_case_of_somebody_else() -> None:
    centre = Centre()
    load(centre, screener(), "c-ssrs-screener-recent")
    one = phq9([3] * 9)
    client = centre.enrol()
    record = replace(
        centre.board.clients[client], identifiers=(Identifier("urn:clinic:mrn", "00417"),)
    )
    centre.do(RecordClient(client, private(record), "test"), SYSTEM)
    arrives(centre, bundle(patient(), phq9([0] * 9)))
    case, moved = arrives(centre, bundle(patient(), {**one, "id": "qr-2"}))
    centre.do(TakeCase(case), ANA)
    centre.do(SplitContact(moved.id, fresh_case()), ANA)
    board: Board = centre.board
    found = board.contact(moved.id)
    assert found is not None
    assert found[0].id != case
    assert (found[1].instrument, found[1].score) == ("phq-9", 27)
