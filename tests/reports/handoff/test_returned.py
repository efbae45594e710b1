"""What a 911 centre sends back is read, and nothing is made of what it does not say."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience
from console.domain.place.returned import Returned, Unit
from console.reports.handoff.eido import HOME, eido
from console.reports.handoff.returned import NoStatus, Ours, returned
from tests.reports.handoff.answers import AGENCY, ARRIVED, DISPATCHED, part, raw, status, unit
from tests.reports.handoff.people import usual
from tests.reports.handoff.schemas import eido_faults, sample_eido

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


def test_units_and_the_number_are_read_with_when_they_were_sent_and_were_there() -> None:
    assert eido_faults(raw()) == []
    assert returned(status()) == Returned(
        AGENCY,
        "24-1187",
        (
            Unit("Medic 4", "PatrolUnit", "OnScene", DISPATCHED, ARRIVED),
            Unit(
                "Unit 12", "PatrolUnit", "EnRoute", DISPATCHED, eta=ARRIVED + timedelta(minutes=5)
            ),
        ),
        ARRIVED,
    )


def test_what_nobody_says_stays_unknown() -> None:
    waiting = unit("Unit 12", "Queued", ARRIVED)
    found = returned(status(dispatchComponent=None, emergencyResourceComponent=[waiting]))
    assert found.units == (Unit("Unit 12", "PatrolUnit", "Queued"),)
    assert returned(status(incidentComponent=None)).incident == ""


def test_a_file_of_ours_is_not_taken_for_an_answer_and_our_own_parts_in_theirs_neither() -> None:
    ours = json.loads(eido(usual().told(Audience(Recipient.POLICE))))
    with pytest.raises(Ours):
        returned(ours)
    mixed = {
        **ours,
        "issuingElementIdentification": AGENCY,
        "emergencyResourceComponent": [
            *ours["emergencyResourceComponent"],
            unit("Medic 4", "OnScene", ARRIVED),
        ],
    }
    found = returned(mixed)
    assert [one.name for one in found.units] == ["Medic 4"]
    assert found.incident == ""


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "This is no EIDO: the file is no object."),
        ({}, "This is no EIDO: it has no eidoVersion."),
        (status(agencyComponent=None), "This is no EIDO: it has no agencyComponent."),
        (
            status(incidentComponent=None, emergencyResourceComponent=None),
            "It says neither an incident number nor a unit. Nothing was changed.",
        ),
        (status(incidentComponent=[]), "This is no EIDO: incidentComponent is no object."),
        (
            status(emergencyResourceComponent="Medic 4"),
            "This is no EIDO: emergencyResourceComponent is no list.",
        ),
        (
            status(incidentComponent=part("i", internalIncidentId=24)),
            "internalIncidentId is no text of at most 120 plain characters.",
        ),
        (
            status(incidentComponent=part("i", internalIncidentId="x" * 121)),
            "internalIncidentId is no text of at most 120 plain characters.",
        ),
        (
            status(emergencyResourceComponent=[unit("M", "OnScene", ARRIVED, eta="soon")]),
            "eta is no time.",
        ),
        (
            status(emergencyResourceComponent=[unit("M", "X", ARRIVED, eta="2026-01-05T22:00")]),
            "eta is a time without its zone.",
        ),
        (
            status(emergencyResourceComponent=[unit(f"{n}", "X", ARRIVED) for n in range(41)]),
            "It names more than 40 units.",
        ),
    ],
)
def test_what_is_no_status_says_why(document: object, said: str) -> None:
    with pytest.raises(NoStatus) as no:
        returned(document)
    assert str(no.value) == said


def test_nenas_own_sample_tells_of_no_dispatch_and_says_so() -> None:
    with pytest.raises(NoStatus, match="neither an incident number nor a unit"):
        returned(json.loads(sample_eido()))


@given(st.sampled_from(sorted(status())), VALUES)
@settings(deadline=None)
def test_whatever_stands_in_a_part_it_is_read_or_refused(name: str, value: object) -> None:
    try:
        found = returned(status(**{name: value}))
    except NoStatus:
        return
    assert found.agency != HOME
    assert found.incident or found.units
