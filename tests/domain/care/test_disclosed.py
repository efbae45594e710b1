"""Whoever is told about a client is in the journal, with the law that allowed it."""

from dataclasses import replace

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.commands import RecordClient
from console.domain.events import DisclosureMade
from console.domain.ids import SYSTEM
from console.domain.place.location import STALE_AFTER
from tests.domain.centre import LEE, Centre
from tests.domain.test_road import opened, start


def test_telling_a_911_centre_leaves_a_disclosure_record() -> None:
    centre, case = opened()
    start(centre, case)
    centre.step(case, "P00", "b3", "any_yes", {"suicide_q.now": "yes"})
    centre.begin(case, "P24")
    number = {"psap.name": "County Communications", "psap.number": "+16145550111"}
    centre.step(case, "P24", "a1", "matched", number, by=LEE)
    told = {"disclosure.basis": "512j", "disclosure.what": "Address, risk."}
    centre.step(case, "P24", "b6", None, told, by=LEE)
    (record,) = [event for event in centre.events if isinstance(event, DisclosureMade)]
    assert record.basis == "512j"
    assert record.disclosure.value == Disclosure(
        Basis.THREAT_512J,
        "County Communications",
        "Address, risk.",
        "PSAP or welfare-check call",
        kind=Recipient.POLICE,
        channel="telephone",
    )
    assert record.disclosure.value.accountable


def test_a_step_that_tells_nobody_leaves_none() -> None:
    centre, case = opened()
    start(centre, case)
    assert [event for event in centre.events if isinstance(event, DisclosureMade)] == []


def test_an_address_of_unknown_age_is_never_shown_as_fresh() -> None:
    centre = Centre()
    client = centre.enrol()
    record = centre.board.clients[client]
    ageless = replace(record, addresses=(replace(record.addresses[0], since=None),))
    centre.do(RecordClient(client, private(ageless), "test"), SYSTEM)
    case, _ = centre.arrives(ContactKind.TEXT, client)
    place = centre.case(case).place
    assert place is not None
    assert place.stale(centre.time)
    assert place.age(centre.time) == STALE_AFTER
