"""What is written about a client's circle and directive, by whom, and what comes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.desk.fresh import private
from console.domain.commands import (
    BarContact,
    LiftBar,
    NameSupporter,
    NoteOralAgreement,
    PeopleCommand,
    RecordClient,
    RecordDirective,
    RecordRelease,
    ReleaseCase,
    RevokeRelease,
    TakenBack,
    VerifyRelease,
    WritePlan,
)
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, ClientId, StaffId
from console.domain.people.circle import ConsentState, Oral, Supporter
from console.domain.people.directive import Directive
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.release import Paper, Release, ReleasePart, RevokedHow, Scope
from console.domain.private import Private
from console.domain.refused import (
    Barred,
    Lacking,
    NeedsRole,
    NeedsWords,
    NobodyCalled,
    NoRelease,
    NotSignedIn,
    NotWithThem,
    NotYours,
    RecordChanged,
    ReleaseLacks,
    SameName,
)
from tests.domain.centre import ANA, BEN, DOC, LEE, kinds
from tests.domain.people.conftest import CLIENT, Care

TODAY = date(2026, 1, 5)
GIVEN = Release(
    frozenset({Scope.SAFETY_CONCERN}),
    TODAY,
    TODAY + timedelta(days=365),
    Paper("support in a crisis", signed_by="Dana Reyes", signed_on=TODAY),
)


def recorded(who: str = "Rosa Reyes", release: Release = GIVEN) -> RecordRelease:
    return RecordRelease(CLIENT, private(who), private(release))


def revoked(who: str = "Rosa Reyes") -> RevokeRelease:
    return RevokeRelease(CLIENT, private(who), private(TakenBack(RevokedHow.ORALLY, "the client")))


def barred(who: str = "Kyle Brandon", *, suspect: bool = False) -> BarContact:
    return BarContact(CLIENT, private(who), private("she is afraid of him"), suspect)


def lifted(who: str = "Kyle Brandon", why: str = "they share the children") -> LiftBar:
    return LiftBar(CLIENT, private(who), private(why))


PLAN = SafetyPlan(0, TODAY, "Dr Lin", (PlanItem(Part.ALONE, "cold water"),))
EVERY: tuple[PeopleCommand, ...] = (
    NameSupporter(CLIENT, private(Supporter("Ilse Marek", "neighbor"))),
    recorded(),
    revoked(),
    VerifyRelease(CLIENT, private("Rosa Reyes")),
    barred(),
    lifted(),
    WritePlan(CLIENT, private(PLAN), 0),
    RecordDirective(CLIENT, private(Directive(exists=False, recorded_on=TODAY))),
)


def test_a_release_lets_somebody_be_told_from_when_it_is_written_down(care: Care) -> None:
    assert care.rosa.consent(TODAY) is ConsentState.NONE
    assert kinds(care.do(recorded())) == ["ReleaseRecorded"]
    assert care.rosa.consent(TODAY) is ConsentState.GIVEN
    assert (care.rosa.release, care.rosa.verified_on) == (GIVEN, TODAY)
    assert care.do(recorded()) == ()


def test_a_release_taken_back_holds_no_more_from_the_same_moment(care: Care) -> None:
    care.do(recorded())
    assert kinds(care.do(revoked("rosa  reyes"))) == ["ReleaseRevoked"]
    for day in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)):
        assert not care.rosa.may_be_told(day), "whatever the time zone makes of today"
    assert care.do(revoked()) == ()


def test_a_day_named_for_later_does_not_put_it_off(care: Care) -> None:
    care.do(recorded())
    later = TakenBack(effective_from=TODAY + timedelta(days=9), already_done="told on Sunday")
    care.do(RevokeRelease(CLIENT, private("Rosa Reyes"), private(later)))
    assert care.rosa.consent(TODAY) is ConsentState.REVOKED
    assert care.rosa.revocation is not None
    assert care.rosa.revocation.already_done == "told on Sunday"


def test_a_new_release_replaces_one_that_was_taken_back(care: Care) -> None:
    care.do(recorded())
    care.do(revoked())
    care.do(recorded())
    assert care.rosa.consent(TODAY) is ConsentState.GIVEN


def test_a_release_without_its_parts_is_not_written_down(care: Care) -> None:
    bare = Release(frozenset({Scope.PLAN}))
    wanted = (ReleasePart.PURPOSE, ReleasePart.END, ReleasePart.SIGNATURE)
    assert care.refused(recorded(release=bare)) == ReleaseLacks(wanted)


def test_nothing_is_released_to_somebody_barred_until_the_bar_is_lifted(care: Care) -> None:
    care.do(barred())
    assert care.refused(recorded("Kyle Brandon")) == Barred("Kyle Brandon")
    assert care.kyle.bar is not None
    assert care.kyle.bar.reason == "she is afraid of him"
    care.do(lifted())
    care.do(recorded("Kyle Brandon"))
    assert care.kyle.consent(TODAY) is ConsentState.GIVEN


def test_lifting_a_bar_gives_no_release_back_that_was_taken_back(care: Care) -> None:
    care.do(recorded())
    care.do(revoked())
    care.do(barred("Rosa Reyes"))
    care.do(lifted("Rosa Reyes"))
    assert care.rosa.consent(TODAY) is ConsentState.REVOKED


def test_a_suspect_of_violence_is_barred_and_only_a_lead_lifts_it(care: Care) -> None:
    care.do(barred(suspect=True))
    assert (care.kyle.dv_suspect, care.kyle.consent(TODAY)) == (True, ConsentState.NEVER)
    assert care.do(barred()) == (), "barred already, and more gravely"
    assert isinstance(care.refused(lifted()), NeedsRole)
    assert kinds(care.do(lifted(), LEE)) == ["BarLifted"]
    assert not care.kyle.barred


def test_a_bar_becomes_graver_when_violence_is_suspected(care: Care) -> None:
    care.do(barred())
    assert kinds(care.do(barred(suspect=True))) == ["ContactBarred"]
    assert care.kyle.dv_suspect


@pytest.mark.parametrize("make", [barred, lifted])
def test_a_bar_and_its_end_take_a_reason(care: Care, make: type) -> None:
    command = replace(make(), reason=private("  "))
    assert care.refused(command) == NeedsWords(Lacking.REASON)


def test_nobody_is_told_by_a_word_of_mouth_who_is_barred(care: Care) -> None:
    care.do(barred())
    asked = NoteOralAgreement(
        care.case_id, private("kyle brandon"), Oral.AGREED, private("call him then")
    )
    assert care.refused(asked) == Barred("kyle brandon")


def test_an_agreement_by_word_of_mouth_stands_in_its_case(care: Care) -> None:
    noted = NoteOralAgreement(
        care.case_id, private("Ilse, next door"), Oral.NO_OBJECTION, private("shrugged, fine")
    )
    assert kinds(care.do(noted)) == ["OralAgreementNoted"]
    (said,) = care.case(care.case_id).oral
    assert (said.who.value, said.kind, said.at, said.by) == (
        "Ilse, next door",
        Oral.NO_OBJECTION,
        care.time,
        ANA,
    )
    assert care.rosa.consent(TODAY) is ConsentState.NONE, "it is no release"


def test_an_agreement_says_who_and_what_was_said(care: Care) -> None:
    empty = NoteOralAgreement(care.case_id, private("Rosa"), Oral.AGREED, private(" "))
    assert care.refused(empty) == NeedsWords(Lacking.WHAT_WAS_SAID)
    nobody = NoteOralAgreement(care.case_id, private(""), Oral.AGREED, private("yes"))
    assert care.refused(nobody) == NeedsWords(Lacking.NAME)


def test_somebody_new_is_named_and_reached_without_release_or_bar(care: Care) -> None:
    ilse = Supporter(
        "Ilse Marek",
        "neighbor",
        ("+16145550157",),
        frozenset({Scope.PLAN}),
        minutes_away=2,
        has_keys=True,
    )
    care.do(NameSupporter(CLIENT, private(ilse)))
    assert care.client.circle[2] == replace(ilse, scope=frozenset())
    assert care.do(NameSupporter(CLIENT, private(ilse))) == ()


def test_a_new_number_leaves_release_and_bar_as_they_are(care: Care) -> None:
    care.do(recorded())
    care.do(barred("Rosa Reyes"))
    care.do(NameSupporter(CLIENT, private(Supporter("Rosa Reyes", "sister", ("+16145550155",)))))
    assert care.rosa.phones == ("+16145550155",)
    assert care.rosa.release == GIVEN
    assert care.rosa.barred


def test_of_two_people_of_one_name_both_are_barred_and_neither_is_guessed(care: Care) -> None:
    twice = (Supporter("J. Reyes", "father"), Supporter("J. Reyes", "brother"))
    record = replace(care.client, circle=twice)
    care.do(RecordClient(CLIENT, private(record), "test"), SYSTEM)
    assert care.refused(recorded("J. Reyes")) == SameName("J. Reyes")
    assert kinds(care.do(barred("J. Reyes"))) == ["ContactBarred", "ContactBarred"]
    assert [one.barred for one in care.client.circle] == [True, True]


def test_whoever_is_not_in_the_circle_is_named_first(care: Care) -> None:
    assert care.refused(recorded("Zoe")) == NobodyCalled("Zoe")
    assert care.refused(revoked()) == NoRelease("Rosa Reyes")
    assert care.refused(VerifyRelease(CLIENT, private("Rosa Reyes"))) == NoRelease("Rosa Reyes")


def test_that_a_release_still_stands_is_written_once_a_day(care: Care) -> None:
    care.do(recorded())
    care.wait(days=100)
    asked = VerifyRelease(CLIENT, private("Rosa Reyes"))
    today = care.time.date()
    assert care.rosa.unverified(today)
    assert kinds(care.do(asked)) == ["ReleaseVerified"]
    assert not care.rosa.unverified(today)
    assert care.do(asked) == ()


@pytest.mark.parametrize("command", EVERY, ids=lambda one: type(one).__name__)
def test_only_whoever_works_with_the_client_writes_in_their_record(
    care: Care, command: PeopleCommand
) -> None:
    assert care.refused(command, BEN) == NotYours(ANA)
    assert care.refused(command, StaffId("stranger")) == NotSignedIn()
    elsewhere = replace(command, client=ClientId("nobody"))
    assert type(care.refused(elsewhere)).__name__ == "NoSuchClient"
    care.do(ReleaseCase(care.case_id))
    assert isinstance(care.refused(command), NotYours)


@pytest.mark.parametrize("command", EVERY, ids=lambda one: type(one).__name__)
def test_without_a_case_it_takes_a_lead_or_a_clinician(care: Care, command: PeopleCommand) -> None:
    other = ClientId("other")
    care.do(RecordClient(other, private(replace(care.client, id=other)), "test"), SYSTEM)
    for setting_up in (recorded(), barred()):
        care.do(replace(setting_up, client=other), LEE)
    theirs = replace(command, client=other)
    assert care.refused(theirs) == NotWithThem()
    care.do(theirs, DOC)
    care.do(theirs, LEE)


def test_what_is_written_of_a_client_stands_in_their_open_case(care: Care) -> None:
    (event,) = care.do(recorded())
    assert event.case == care.case_id  # type: ignore[union-attr]
    care.do(ReleaseCase(care.case_id))


def test_a_record_from_elsewhere_undoes_nothing_that_was_written_meanwhile(care: Care) -> None:
    care.do(recorded())
    seen = care.client
    theirs = RecordClient(CLIENT, private(replace(seen, team="new team")), "file", upon=seen)
    care.do(revoked())
    assert care.refused(theirs, SYSTEM) == RecordChanged()
    assert care.rosa.consent(TODAY) is ConsentState.REVOKED


def test_what_erased_words_allowed_is_no_longer_allowed(care: Care) -> None:
    care.do(recorded())
    before = care.board
    for command in (
        recorded(release=replace(GIVEN, scope=frozenset(Scope))),
        revoked(),
        barred("Rosa Reyes", suspect=True),
    ):
        (event,) = care.do(command)
        gone: dict[str, Private[object]] = {
            name: Private(None, "")
            for name in ("who", "release", "revocation", "reason")
            if hasattr(event, name)
        }
        at = Happened(before.seq + 1, care.time, ANA, care.desk.station, replace(event, **gone))  # type: ignore[arg-type]
        after = evolve(before, at)
        assert not after.clients[CLIENT].circle[0].may_be_told(TODAY), type(event)


def test_the_directive_is_what_was_recorded_last(care: Care) -> None:
    none = Directive(exists=False, recorded_on=TODAY)
    care.do(RecordDirective(CLIENT, private(none)))
    assert care.client.directive == none
    one = Directive(exists=True, recorded_on=TODAY, state="OH", calms="quiet, no touching")
    care.do(RecordDirective(CLIENT, private(one)))
    assert care.client.directive == one
    assert care.do(RecordDirective(CLIENT, private(one))) == ()
    assert one.holds(TODAY)
    assert not replace(one, revoked_on=TODAY).holds(TODAY)
    assert not none.holds(TODAY)
