"""Whatever is written down, nothing of substance use goes where Part 2 does not let it go."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis, Disclosure, Emergency, Recipient
from console.domain.commands import RecordClient, RecordDisclosure, TakeCase
from console.domain.ids import SYSTEM, CaseId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Flag
from console.domain.refused import Refused
from tests.domain.centre import ANA, START, Centre

ROSA, BEN, OFFICER = "Rosa Lee", "Ben Roe", "Officer Hale"


def centre() -> tuple[Centre, CaseId]:
    """Return a Part 2 client's open case: Rosa may hear everything, Ben may hear of safety."""
    made = Centre()
    client = made.enrol("Ana Lee")
    until = START.date() + timedelta(days=200)
    circle = (
        Supporter(ROSA, "sister", scope=frozenset(Scope), expires=until),
        Supporter(BEN, "friend", scope=frozenset({Scope.SAFETY_CONCERN}), expires=until),
    )
    known = replace(made.board.clients[client], circle=circle, flags=frozenset({Flag.PART2}))
    made.do(RecordClient(client, private(known), "test"), SYSTEM)
    case, _ = made.arrives(ContactKind.TEXT, client)
    made.do(TakeCase(case), ANA)
    return made, case


FACTS = st.sampled_from(("", "Dr Weiss"))
EMERGENCIES = st.none() | st.builds(
    Emergency, FACTS, FACTS, FACTS, st.just(START), st.sampled_from(("", "Overdose"))
)
RECORDS = st.builds(
    Disclosure,
    st.sampled_from(Basis),
    st.sampled_from((ROSA, BEN, OFFICER)),
    st.just("That she drinks."),
    st.just("To help."),
    kind=st.none() | st.sampled_from(Recipient),
    minimum=st.lists(st.sampled_from([scope.value for scope in Scope]), unique=True).map(tuple),
    consent=st.sampled_from(("", "She said yes.")),
    sud=st.booleans(),
    emergency=EMERGENCIES,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=6))
def test_no_substance_use_is_told_outside_but_by_consent_or_to_medical_staff(
    records: list[Disclosure],
) -> None:
    made, case = centre()
    for record in records:
        try:
            made.do(RecordDisclosure(case, private(record), record.basis.value), ANA)
        except Refused:
            continue
        told = record.sud or Scope.SUBSTANCE_USE.value in record.minimum
        if not told or record.kind is Recipient.INTERNAL or record.basis is Basis.NONE:
            continue  # what slipped out is on record as what should not have been told
        emergency = record.emergency is not None and record.emergency.whole
        medical = record.kind is Recipient.MEDICAL and record.basis is Basis.PART2_EMERGENCY
        consent = record.recipient == ROSA  # her release names substance use
        assert consent or (medical and emergency), record
