"""Forms in the pane: by keys alone, kept as a draft, and nothing lost by a no."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import WritePlan
from console.domain.people.circle import ConsentState, Scope, Supporter
from console.domain.people.client import Client
from console.domain.people.directive import Agent, Directive
from console.domain.people.plan import Part, PlanItem
from console.domain.people.release import Form
from console.ui.bridge import Bridge
from console.ui.person.write.form import FormPanel
from console.ui.person.write.read import Unclear, day_of, later
from tests.ui.centre import LEAD, ME, MemoryDrafts, dana
from tests.ui.escalation.seat import Seat
from tests.ui.person.conftest import Look
from tests.ui.reach import nameless

TODAY = date(2026, 3, 1)


def client(seat: Seat) -> Client:
    return seat.bridge.board.clients[dana().id]


def fill(panel: FormPanel, **values: str) -> None:
    for one in panel.filled:
        if one.blank.id in values:
            one.fill(values[one.blank.id])


def add(seat: Seat, line: str) -> None:
    """Type one more line where the focus is."""
    seat.press("Ctrl+End", "Return")
    seat.type(line)


def blank(form: FormPanel, name: str) -> str:
    return next(one.value for one in form.filled if one.blank.id == name)


def test_the_plan_is_written_by_keys_as_its_next_version(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    add(seat, "not sleeping")
    seat.press("Tab")
    add(seat, "ice in both hands")
    seat.press("Alt+Return")
    seat.until(lambda: client(seat).plan is not None and client(seat).plan.version == 3)  # type: ignore[union-attr]
    plan = client(seat).plan
    assert plan is not None
    assert [item.text for item in plan.of(Part.SIGNS)][-1] == "not sleeping"
    assert [item.text for item in plan.of(Part.ALONE)][-1] == "ice in both hands"
    assert (plan.made_on, plan.made_with) == (TODAY, "J. Ortiz")
    seat.until(seat.person.form.isHidden)
    assert seat.has(seat.person.notes.edit)
    assert "Signs: not sleeping" in seat.person.plan.lines


def test_a_plan_with_the_same_lines_was_gone_through_today(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P", "Alt+Return")
    seat.until(lambda: client(seat).plan is not None and client(seat).plan.version == 3)  # type: ignore[union-attr]
    plan, before = client(seat).plan, dana().plan
    assert plan is not None
    assert before is not None
    assert plan == replace(before, version=3, reviewed_on=TODAY)
    assert seat.person.plan.title.text().startswith("SAFETY PLAN · 0 days old")


def test_what_makes_the_place_safer_says_what_is_done_by_whom_and_when(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    form = seat.person.form
    assert blank(form, "safer") == "pills to Rosa"
    fill(form, safer="pills; to Rosa; Dana; tonight; done\nrope; away", likelihood="7")
    fill(form, copy_given="yes", location_of_copy="on the fridge", barriers="no phone\nat night")
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    plan = client(seat).plan
    assert plan is not None
    assert plan.of(Part.SAFER) == (
        PlanItem(Part.SAFER, "pills", True, "to Rosa", "Dana", "tonight"),
        PlanItem(Part.SAFER, "rope", False, "away"),
    )
    assert (plan.likelihood_of_use, plan.copy_given, plan.location_of_copy, plan.barriers) == (
        7,
        True,
        "on the fridge",
        "no phone at night",
    )
    assert "Make safer: pills · to Rosa · Dana · tonight" in seat.person.plan.lines
    seat.press("Ctrl+Shift+P")
    assert blank(form, "safer") == "pills; to Rosa; Dana; tonight; done\nrope; away"


def test_what_cannot_be_read_is_said_at_its_blank_and_nothing_is_lost(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    form = seat.person.form
    fill(form, likelihood="eleven", signs="pacing")
    seat.press("Alt+Return")
    likely = next(one for one in form.filled if one.blank.id == "likelihood")
    assert likely.unclear.text() == "A number from 0 to 10 is wanted."
    assert seat.has(likely)
    assert blank(form, "signs") == "pacing"
    assert client(seat).plan == dana().plan


def test_a_refusal_leaves_the_form_open_with_every_word(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    form = seat.person.form
    fill(form, **{part.value: "" for part in Part}, barriers="kept")
    seat.press("Alt+Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["Write at least one line of the plan."]
    assert blank(form, "barriers") == "kept"


@pytest.fixture
def again(bridge: Bridge, qtbot: QtBot) -> Iterator[Seat]:
    """Another window at the same station, after the first one died."""
    seat = Seat(bridge, qtbot)
    qtbot.addWidget(seat)
    yield seat
    seat.close()


def test_a_draft_is_found_again_after_the_window_died(look: Look, again: Seat) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    add(seat, "watching the door")
    drafts = seat.bridge.room.drafts
    assert isinstance(drafts, MemoryDrafts)
    seat.until(lambda: any("watching the door" in text for text in drafts.kept.values()))
    seat.hide()
    again.open(seat.case.id)
    again.press("Ctrl+Shift+P")
    again.until(lambda: "watching the door" in blank(again.person.form, "signs"))
    assert again.person.form.title.text() == "SAFETY PLAN, VERSION 3 · draft found again"
    again.press("Alt+Return")
    again.until(again.person.form.isHidden)
    again.until(lambda: not any(drafts.kept.values()))


def test_leaving_a_form_keeps_what_was_typed_and_a_key_shows_what_stands_there(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    add(seat, "watching the door")
    seat.press("Escape")
    assert seat.has(seat.person.notes.edit)
    assert client(seat).plan == dana().plan
    seat.press("Ctrl+Shift+P")
    form = seat.person.form
    seat.until(lambda: "watching the door" in blank(form, "signs"))
    seat.press("Alt+Delete")
    assert blank(form, "signs") == "pacing, stops answering texts"
    drafts = seat.bridge.room.drafts
    assert isinstance(drafts, MemoryDrafts)
    seat.until(lambda: not any(drafts.kept.values()))


def test_a_plan_that_a_colleague_changed_meanwhile_is_not_overwritten_by_one_key(
    look: Look, desk: Desk
) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    add(seat, "mine")
    held = dana().plan
    assert held is not None
    theirs = replace(held, items=(*held.items, PlanItem(Part.PEOPLE, "theirs")))
    desk.do(WritePlan(dana().id, private(theirs), 2), LEAD)
    seat.until(lambda: client(seat).plan is not None and client(seat).plan.version == 3)  # type: ignore[union-attr]
    seat.press("Alt+Return")
    form = seat.person.form
    assert form.said.text() == (
        "Version 3 was written since you began. Alt Delete shows it, and yours is gone; "
        "Alt ↵ once more writes yours after it."
    )
    assert client(seat).plan == replace(theirs, version=3)
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    plan = client(seat).plan
    assert plan is not None
    assert (plan.version, "mine" in [item.text for item in plan.items]) == (4, True)


def test_what_stands_there_now_is_shown_of_the_version_of_now(look: Look, desk: Desk) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    held = dana().plan
    assert held is not None
    theirs = replace(held, items=(PlanItem(Part.SIGNS, "theirs"),))
    desk.do(WritePlan(dana().id, private(theirs), 2), LEAD)
    seat.until(lambda: client(seat).plan is not None and client(seat).plan.version == 3)  # type: ignore[union-attr]
    seat.press("Alt+Delete")
    assert blank(seat.person.form, "signs") == "theirs"


def test_a_signed_release_is_recorded_by_keys(look: Look) -> None:
    seat = look(replace(dana(), circle=(Supporter("Rosa Reyes", "sister"),)))
    seat.press("Alt+T", "Return")
    seat.type("signed")
    seat.press("Return")
    form = seat.person.form
    assert form.title.text() == "RELEASE FOR ROSA REYES, SISTER"
    seat.press("Alt+Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["The release still needs: who signed it, and when."]
    fill(form, scope="safety_concern,plan", signed_on="2/27/2026", form="paper", ends="9 months")
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    (rosa,) = client(seat).circle
    assert rosa.consent(TODAY) is ConsentState.GIVEN
    assert rosa.scope == {Scope.SAFETY_CONCERN, Scope.PLAN}
    assert (rosa.starts, rosa.expires) == (TODAY, date(2026, 12, 1))
    assert rosa.paper is not None
    assert (rosa.paper.signed_by, rosa.paper.signed_on, rosa.paper.form) == (
        "Dana Reyes",
        date(2026, 2, 27),
        Form.PAPER,
    )


def test_a_release_may_end_with_an_event_and_not_with_a_mistyped_day(look: Look) -> None:
    seat = look(replace(dana(), circle=(Supporter("Rosa Reyes", "sister"),)))
    seat.press("Alt+T", "Return")
    seat.type("signed")
    seat.press("Return")
    form = seat.person.form
    fill(form, signed_on="today", ends="2027-13-40")
    seat.press("Alt+Return")
    ends = next(one for one in form.filled if one.blank.id == "ends")
    assert ends.unclear.text() == "A day is wanted: 2027-03-01, or 12 months."
    fill(form, ends="when she leaves the programme")
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    assert "until when she leaves the programme · safety only" in seat.person.glance.told.said


def test_somebody_new_is_written_with_how_to_reach_them(look: Look) -> None:
    seat = look(dana())
    seat.press("Alt+T")
    seat.type("Ilse Marek")
    seat.press("Return")
    seat.type("reach")
    seat.press("Return")
    form = seat.person.form
    fill(
        form,
        relation="neighbor",
        phones="614 555 0157",
        minutes="2",
        has_keys="yes",
        lives_with="no",
        languages="English, German",
    )
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    assert client(seat).circle[-1] == Supporter(
        "Ilse Marek",
        "neighbor",
        ("+16145550157",),
        lives_with=False,
        minutes_away=2,
        languages=("English", "German"),
        has_keys=True,
    )


def test_the_directive_is_shown_in_five_lines_above_its_blanks_and_written(look: Look) -> None:
    seat = look(dana())
    seat.press("Alt+V")
    form = seat.person.form
    assert form.summary.text().splitlines()[0] == "None on file. Ask whether there is one."
    seat.press("Alt+Return")
    there = next(one for one in form.filled if one.blank.id == "exists")
    assert there.unclear.text() == "Say whether there is one."
    fill(form, exists="yes", state="oh", signed_on="2025-11-03", agent="Rosa, 614 555 0155")
    seat.press("Alt+Return")
    seat.until(form.isHidden)
    assert client(seat).directive == Directive(
        exists=True,
        recorded_on=TODAY,
        state="OH",
        signed_on=date(2025, 11, 3),
        agent=Agent("Rosa", "+16145550155"),
    )
    assert seat.person.directive.said[0] == "✓ on file · OH · signed 3 Nov 2025"


def test_everything_in_a_form_and_in_the_circle_has_a_name(look: Look) -> None:
    seat = look(replace(dana(), circle=(Supporter("Rosa Reyes", "sister"),)))
    for keys in (("Ctrl+Shift+P",), ("Alt+V",), ("Alt+T",), ("Alt+T", "Return")):
        seat.press(*keys)
        assert nameless(seat.person) == []
    seat.type("signed")
    seat.press("Return")
    assert nameless(seat.person) == []


def test_a_form_about_nobody_says_what_comes_first(look: Look) -> None:
    seat = look(None, phone="")
    seat.press("Alt+V")
    assert seat.said == ["Say first who it is: Ctrl I."]
    assert seat.person.form.isHidden()


def test_going_to_the_notes_leaves_the_form_with_its_draft(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+P")
    add(seat, "mine")
    seat.press("Alt+E")
    assert seat.has(seat.person.notes.edit)
    assert seat.person.form.isHidden()
    drafts = seat.bridge.room.drafts
    assert isinstance(drafts, MemoryDrafts)
    seat.until(lambda: any("mine" in text for text in drafts.kept.values()))


def test_a_line_ticked_says_when(look: Look) -> None:
    seat = look(dana())
    seat.press("Alt+P", "Space")
    seat.until(lambda: bool(seat.case.ticks))
    assert seat.case.ticks[0].by == ME
    assert seat.person.plan.rows[0].more.text() == "12:00"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("today", TODAY),
        ("2027-03-01", date(2027, 3, 1)),
        ("3/1/2027", date(2027, 3, 1)),
        ("12 months", date(2027, 3, 1)),
        ("2 weeks", date(2026, 3, 15)),
        ("1y", date(2027, 3, 1)),
        ("30 days", date(2026, 3, 31)),
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, day: date | None) -> None:
    assert day_of({"x": typed}, "x", TODAY) == day


@pytest.mark.parametrize("typed", ["soon", "2027-02-30", "13/1/2027", "999 years", "1/1"])
def test_what_is_no_day_says_what_is_wanted(typed: str) -> None:
    late = date(9998, 1, 1) if "999" in typed else TODAY
    with pytest.raises(Unclear):
        day_of({"x": typed}, "x", late)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_so_many_months_later_is_never_in_a_later_month(today: date, n: int) -> None:
    found = later(today, n, "m")
    assert (found.year - today.year) * 12 + found.month - today.month == n
    assert found.day == today.day or (found + timedelta(days=1)).day == 1
