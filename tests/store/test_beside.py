"""What lies beside the journal is kept with the same care."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.domain.ids import CaseId, StaffId
from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind, Service
from console.domain.place.point import Point
from console.intake.ports import StoredKeys
from console.store.beside.credentials import Failures
from console.store.beside.directory import Replaced
from console.store.beside.drafts import Draft
from console.store.beside.quarantine import Held
from console.store.open import Store
from tests.conftest import NOON

ANA, BEN = StaffId("ana"), StaffId("ben")
ONE, TWO = CaseId("one"), CaseId("two")


def test_a_draft_is_there_after_a_restart_and_gone_when_discarded(store: Store) -> None:
    first = Draft(ONE, ANA, "They sa", NOON)
    later = Draft(ONE, ANA, "They say that ‰ 🕊", NOON + timedelta(seconds=1))
    store.drafts.keep(first)
    store.drafts.keep(later)
    store.drafts.keep(Draft(TWO, ANA, "another", NOON))
    store.drafts.keep(Draft(ONE, BEN, "Ben's own", NOON))
    store.engine.dispose()
    assert store.drafts.get(ONE, ANA) == later
    assert store.drafts.of(ANA) == (later, Draft(TWO, ANA, "another", NOON))
    store.drafts.discard(ONE, ANA)
    assert store.drafts.get(ONE, ANA) is None
    assert store.drafts.get(ONE, BEN) == Draft(ONE, BEN, "Ben's own", NOON)


def test_an_emptied_draft_is_no_draft(store: Store) -> None:
    store.drafts.keep(Draft(ONE, ANA, "no, not that", NOON))
    store.drafts.keep(Draft(ONE, ANA, "", NOON))
    assert store.drafts.of(ANA) == ()


def hospital(name: str, **more: object) -> Facility:
    found = Facility(
        FacilityId(f"cms:{name}"), FacilityKind.HOSPITAL, name, Point(39.3, -76.6), "cms", "2025"
    )
    return replace(found, **more)  # type: ignore[arg-type]


FULL = hospital(
    "mercy",
    phone="+14105550100",
    address="345 St Paul Pl",
    city="Baltimore",
    state="MD",
    zip="21202",
    county_fips="24510",
    emergency=True,
    psychiatric=False,
    paediatric=None,
    beds=183,
    invented=True,
    error_m=250,
    primary=False,
)


def test_a_facility_comes_back_as_it_was_imported(store: Store) -> None:
    bare, first = hospital("bare"), hospital("first", primary=True)
    assert store.directory.replace("cms", [FULL, bare, first]) == Replaced(3, 3, ())
    assert store.directory.all() == (bare, first, FULL)
    assert store.directory.sources() == (("cms", "2025", 3),)


def test_an_import_takes_its_own_source_and_marks_what_vanished(store: Store) -> None:
    store.directory.replace("cms", [hospital("a"), hospital("b"), hospital("c")])
    ems = replace(hospital("x"), id=FacilityId("ems:1"), source="ems", kind=FacilityKind.EMS)
    store.directory.replace("ems", [ems])
    newer = hospital("b", vintage="2026")
    gone = (FacilityId("cms:a"), FacilityId("cms:c"))
    assert store.directory.replace("cms", [newer, hospital("d")]) == Replaced(2, 1, gone, 1)
    left = [hospital("a", gone=True), newer, hospital("c", gone=True), hospital("d"), ems]
    assert store.directory.all() == tuple(left)
    assert store.directory.replace("cms", [newer, hospital("d")]) == Replaced(2, 0, ())
    assert store.directory.all() == tuple(left)
    assert store.directory.replace("cms", [hospital("a"), newer, hospital("d")]).vanished == ()
    assert store.directory.all()[0] == hospital("a")


def test_a_number_that_a_list_calls_verified_outlives_imports_that_do_not(store: Store) -> None:
    day = date(2026, 3, 1)
    verified = replace(FULL, phone="+14105550199", verified_on=day, verified_by="ana")
    store.directory.replace("cms", [verified])
    assert store.directory.all() == (verified,)
    store.directory.replace("cms", [])
    assert store.directory.all() == (replace(verified, gone=True),)
    store.directory.replace("cms", [replace(FULL, vintage="2026")])
    assert store.directory.all() == (replace(verified, vintage="2026"),)
    earlier = replace(verified, phone="+14105550111", verified_on=date(2026, 2, 1))
    later = replace(verified, phone="+14105550122", verified_on=date(2026, 4, 1))
    for brought, shown in ((earlier, verified), (later, later)):
        store.directory.replace("cms", [brought])
        assert store.directory.all() == (shown,)


def test_what_a_centre_answers_for_is_kept_while_its_list_names_it(store: Store) -> None:
    centre = hospital("centre", kind=FacilityKind.PSAP, area=Area(b"\0shape"))
    walk_in = hospital("walk-in", services=frozenset({Service.WALK_IN, Service.TEAM}), ward=True)
    store.directory.replace("cms", [centre, walk_in])
    assert store.directory.all() == (centre, walk_in)
    store.directory.replace("cms", [walk_in])
    assert store.directory.all() == (replace(centre, gone=True, area=None), walk_in)


def test_how_a_row_was_placed_makes_no_other_source(store: Store) -> None:
    one = hospital("a", source="cms; placed by name")
    assert store.directory.replace("cms", [one, hospital("b")]) == Replaced(2, 2, ())
    assert store.directory.all() == (one, hospital("b"))
    moved = hospital("a", source="cms; placed by number")
    assert store.directory.replace("cms", [moved]) == Replaced(1, 0, (FacilityId("cms:b"),), 1)
    assert store.directory.all() == (moved, hospital("b", gone=True))


def test_an_import_that_breaks_off_changes_nothing(store: Store) -> None:
    store.directory.replace("cms", [FULL])

    def halfway() -> object:
        yield hospital("a")
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        store.directory.replace("cms", halfway())  # type: ignore[arg-type]
    assert store.directory.all() == (FULL,)


def test_only_the_right_pin_opens_and_wrong_ones_are_counted(store: Store) -> None:
    store.credentials.set(ANA, "4711")
    assert store.credentials.has(ANA)
    assert not store.credentials.verify(ANA, "4712", NOON)
    assert not store.credentials.verify(ANA, "", NOON + timedelta(seconds=5))
    assert store.credentials.failures(ANA) == Failures(2, NOON + timedelta(seconds=5))
    assert store.credentials.verify(ANA, "4711", NOON)
    assert store.credentials.failures(ANA) == Failures(0, None)


def test_a_new_pin_replaces_the_old_one_and_can_be_taken_away(store: Store) -> None:
    store.credentials.set(ANA, "4711")
    store.credentials.verify(ANA, "wrong", NOON)
    store.credentials.set(ANA, "a longer one")
    assert store.credentials.failures(ANA) == Failures(0, None)
    assert not store.credentials.verify(ANA, "4711", NOON)
    assert store.credentials.verify(ANA, "a longer one", NOON)
    store.credentials.forget(ANA)
    assert not store.credentials.has(ANA)
    assert not store.credentials.verify(ANA, "a longer one", NOON)


def test_somebody_unknown_does_not_get_in(store: Store) -> None:
    assert not store.credentials.verify(BEN, "", NOON)
    assert store.credentials.failures(BEN) == Failures(0, None)


def test_what_is_kept_of_a_pin_is_a_costly_hash(store: Store) -> None:
    store.credentials.set(ANA, "4711")
    with store.engine.connect() as connection:
        phc = connection.exec_driver_sql("SELECT phc FROM credentials").scalar_one()
    assert phc.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "4711" not in phc


def test_what_could_not_be_read_is_kept_byte_for_byte(store: Store) -> None:
    held = Held("q1", NOON, "portal", "not_json", bytes(range(256)))
    later = Held("q0", NOON + timedelta(seconds=1), "pbx", "too_old", b"")
    store.quarantine.put(later)
    store.quarantine.put(held)
    store.quarantine.put(replace(held, raw=b"again"))
    assert store.quarantine.list() == (held, later)
    assert store.quarantine.get("q1") == held
    assert store.quarantine.discard("q1")
    assert not store.quarantine.discard("q1")
    assert store.quarantine.get("q1") is None


def test_a_sender_may_have_two_secrets_while_one_follows_the_other(store: Store) -> None:
    first = store.intake_keys.add("portal", NOON)
    second = store.intake_keys.add("portal", NOON + timedelta(days=1))
    other = store.intake_keys.add("pbx", NOON)
    keys = StoredKeys(store.intake_keys)
    assert keys.active() == {"portal": (second.secret, first.secret), "pbx": (other.secret,)}
    assert store.intake_keys.list() == (other, first, second)
    assert first.secret.startswith("whsec_")
    assert first.secret not in repr(first)
    assert store.intake_keys.retire("portal", NOON + timedelta(days=2)) == 2
    assert keys.active() == {"pbx": (other.secret,)}
    retired = [key.retired_at for key in store.intake_keys.list("portal")]
    assert retired == [NOON + timedelta(days=2)] * 2
    assert store.intake_keys.retire("portal", NOON) == 0
