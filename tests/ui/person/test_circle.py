"""Who may be told, what the client says about it now, and what is never told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from console.desk.desk import Desk
from console.domain.people.circle import ConsentState, Oral, Scope, Supporter
from console.domain.people.client import Client, Flag
from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.domain.people.release import Paper, Revocation
from console.words.entries import text_of
from tests.ui.centre import dana
from tests.ui.escalation.seat import Seat, take_call
from tests.ui.person.conftest import Look

TODAY = date(2026, 3, 1)
ROSA = Supporter(
    "Rosa Reyes",
    "sister",
    ("+16145550155",),
    frozenset({Scope.SAFETY_CONCERN, Scope.LOCATION}),
    date(2026, 1, 1),
    date(2027, 3, 1),
)
ENDS_SOON = replace(ROSA, expires=date(2026, 3, 13))
EXPIRED = replace(ROSA, expires=date(2026, 2, 21))
REVOKED = replace(
    ROSA,
    revocation=Revocation(datetime(2025, 11, 3, tzinfo=UTC)),
    revoked_on=date(2025, 11, 3),
)
KYLE = Supporter("Kyle Brandon", "partner", dv_suspect=True)


def around(*circle: Supporter, flags: frozenset[Flag] = frozenset()) -> Client:
    return replace(dana(), circle=circle, flags=flags)


def offered(seat: Seat) -> list[str]:
    return [choice.words for choice in seat.person.circle.choices]


def rosa(seat: Seat) -> Supporter:
    return next(
        one for one in seat.bridge.board.clients[dana().id].circle if one.name == "Rosa Reyes"
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("one", "said"),
    [
        (ROSA, ("Rosa Reyes, sister ✓", "until 03/2027 · safety, location")),
        (ENDS_SOON, ("Rosa Reyes, sister ✓", "ends in 12 days · safety, location")),
        (EXPIRED, ("○ ended 21 Feb: Rosa Reyes, sister",)),
        (REVOKED, ("○ revoked 3 Nov 2025: Rosa Reyes, sister",)),
        (replace(ROSA, scope=frozenset()), ("○ no release: Rosa Reyes, sister",)),
        (
            replace(ROSA, starts=date(2025, 11, 1)),
            ("Rosa Reyes, sister ✓", "until 03/2027 · safety, location · ⚠ check again"),
        ),
        (
            replace(ROSA, expires=None, paper=Paper(ends_when="discharge")),
            ("Rosa Reyes, sister ✓", "until discharge · safety, location"),
        ),
        (KYLE, ("✕ never, violence suspected: Kyle Brandon, partner",)),
    ],
)
def test_every_state_of_a_release_is_said_in_words_and_shape(
    look: Look, one: Supporter, said: tuple[str, ...]
) -> None:
    assert look(around(one)).person.glance.told.said == said


@pytest.mark.parametrize(
    ("circle", "said"),
    [
        ((ROSA, KYLE), "⚠ violence at home: be sure who answers"),
        ((ROSA,), "⚠ violence at home: ask who must not know"),
    ],
)
def test_violence_at_home_warns_before_any_name(
    look: Look, circle: tuple[Supporter, ...], said: str
) -> None:
    flagged = around(*circle, flags=frozenset({Flag.DOMESTIC_VIOLENCE}))
    assert look(flagged).person.glance.told.said[0] == said


def test_more_people_than_the_corner_holds_are_counted_with_the_key_that_shows_them(
    look: Look,
) -> None:
    many = tuple(Supporter(f"Aunt {n}", "aunt") for n in range(6))
    assert look(around(*many)).person.glance.told.said[-1] == "and 2 more: Alt T"


def test_one_key_shows_the_whole_circle_with_what_is_on_file(look: Look) -> None:
    near = replace(ROSA, minutes_away=12, has_keys=True, prefers="call first, do not come")
    seat = look(around(near, KYLE))
    seat.press("Alt+T")
    assert [(c.words, c.detail) for c in seat.person.circle.choices] == [
        (
            "✓ Rosa Reyes, sister · until 1 Mar 2027 · safety, location",
            "+1 614 555 0155 · 12 min away · has keys\nwould want: call first, do not come",
        ),
        ("✕ Kyle Brandon, partner · never: violence suspected", ""),
    ]
    seat.press("Escape")
    assert seat.person.circle.isHidden()
    assert seat.has(seat.person.notes.edit)


def test_an_agreement_by_word_of_mouth_takes_a_name_a_choice_and_what_was_said(look: Look) -> None:
    seat = look(around(replace(ROSA, scope=frozenset())))
    seat.press("Alt+T")
    seat.type("ro")
    seat.press("Return", "Return")
    seat.type("yes, call my sister")
    seat.press("Return")
    seat.until(lambda: bool(seat.case.oral))
    (said,) = seat.case.oral
    assert (text_of(said.who), said.kind, text_of(said.said)) == (
        "Rosa Reyes",
        Oral.AGREED,
        "yes, call my sister",
    )
    assert seat.person.glance.told.said == ("Rosa Reyes ✓ for now", "agreed 12:00")
    assert rosa(seat).consent(TODAY) is ConsentState.NONE
    seat.until(seat.person.circle.isHidden)
    assert seat.has(seat.person.notes.edit)


def test_an_objection_stands_out_and_hides_the_tick_of_the_release(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T", "Return")
    seat.type("objected")
    assert offered(seat) == ["Does not want them told"]
    seat.press("Return")
    seat.type("not tonight")
    seat.press("Return")
    seat.until(lambda: bool(seat.case.oral))
    assert seat.person.glance.told.said == ("✕ objected 12:00: Rosa Reyes",)


def test_somebody_whom_nobody_knows_may_be_agreed_to_by_an_unknown_caller(look: Look) -> None:
    seat = look(None, phone="")
    seat.press("Alt+T")
    seat.type("the neighbor, Ilse")
    seat.press("Return")
    assert len(offered(seat)) == len(Oral), "no record to write in yet"
    seat.press("Return")
    seat.type("she may come over")
    seat.press("Return")
    seat.until(lambda: bool(seat.case.oral))
    assert "the neighbor, Ilse ✓ for now" in seat.person.glance.told.said


def test_a_release_is_taken_back_at_once_and_without_words(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T", "Return")
    seat.type("revoked")
    seat.press("Return", "Return")
    seat.until(lambda: rosa(seat).consent(TODAY) is ConsentState.REVOKED)
    assert seat.person.glance.told.said == ("○ revoked 1 Mar: Rosa Reyes, sister",)


def test_a_refusal_leaves_every_word_where_it_was_typed(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T", "Return")
    seat.type("suspect")
    seat.press("Return", "Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["Write the reason, in one sentence."]
    assert not seat.person.circle.isHidden()
    seat.type("she says he hits her")
    seat.press("Return")
    seat.until(lambda: rosa(seat).dv_suspect)


def test_somebody_new_is_named_and_barred_in_one_go(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T")
    seat.type("Zoe Quist")
    seat.press("Return")
    seat.type("never")
    seat.press("Return")
    seat.type("he says never")
    seat.press("Return")
    seat.until(lambda: len(seat.bridge.board.clients[dana().id].circle) == 2)
    seat.until(lambda: seat.bridge.board.clients[dana().id].circle[1].do_not_contact)
    assert "✕ never: Zoe Quist" in seat.person.glance.told.said


def test_nothing_is_agreed_with_somebody_barred(look: Look) -> None:
    seat = look(around(KYLE))
    seat.press("Alt+T", "Return")
    assert offered(seat) == [
        "May be contacted again (gives no release back)",
        "Who they are, how to reach them (a form)",
    ]


def test_words_left_half_written_are_there_again(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T", "Return", "Return")
    seat.type("she said call")
    seat.press("Alt+E")
    assert seat.has(seat.person.notes.edit)
    seat.press("Alt+T")
    panel = seat.person.circle
    assert (panel.title.text(), panel.line.text()) == ("ROSA REYES · AGREES", "she said call")
    seat.type(" her")
    seat.press("Return")
    seat.until(lambda: bool(seat.case.oral))
    assert text_of(seat.case.oral[0].said) == "she said call her"
    seat.until(panel.isHidden)
    seat.press("Alt+T")
    assert (panel.title.text(), panel.line.text()) == ("CIRCLE: WHO MAY BE TOLD", "")


def test_words_about_one_person_never_turn_up_at_another(look: Look, desk: Desk) -> None:
    seat = look(around(ROSA))
    mine = seat.case.id
    seat.press("Alt+T", "Return", "Return")
    seat.type("she said call")
    other = take_call(desk, None, phone="+16145550199")
    seat.until(lambda: other in seat.bridge.board.cases)
    seat.bridge.select(other)
    seat.press("Alt+T")
    assert seat.person.circle.line.text() == ""
    seat.press("Escape")
    seat.bridge.select(mine)
    seat.press("Alt+T")
    assert seat.person.circle.line.text() == "she said call"


def test_escape_goes_back_one_question_at_a_time(look: Look) -> None:
    seat = look(around(ROSA))
    seat.press("Alt+T", "Return", "Return")
    title = seat.person.circle.title
    said = [title.text()]
    for _ in range(2):
        seat.press("Escape")
        said.append(title.text())
    assert said == ["ROSA REYES · AGREES", "ROSA REYES", "CIRCLE: WHO MAY BE TOLD"]
    seat.press("Escape")
    assert seat.person.circle.isHidden()


def test_a_name_in_the_command_bar_leads_to_what_is_said_about_them(look: Look) -> None:
    seat = look(around(ROSA, KYLE))
    (offer,) = seat.person.offers("kyle")
    assert (offer.words, offer.detail) == ("Kyle Brandon", "circle: what is said about them")
    offer.run()
    assert seat.person.circle.title.text() == "KYLE BRANDON"


def test_the_circle_and_the_directive_stand_below_the_plan(look: Look) -> None:
    seat = look(around(ENDS_SOON, KYLE))
    assert seat.person.circle_lines.said == (
        "✓ Rosa Reyes, sister · ends in 12 days · safety, location",
        "+1 614 555 0155",
        "✕ Kyle Brandon, partner · never: violence suspected",
    )
    assert seat.person.directive.said == (
        "None on file. Ask whether there is one.",
        "Decides: —",
        "Medicines: —",
        "To be taken to: —",
        "Calms: —",
    )


WHOLE = Directive(
    exists=True,
    recorded_on=date(2026, 1, 1),
    kind=DirectiveKind.BOTH,
    state="OH",
    signed_on=date(2025, 11, 3),
    agent=Agent("Rosa Reyes", "+16145550155"),
    alternate=Agent("Ilse Marek"),
    medicines_yes="lorazepam",
    medicines_no="haloperidol",
    facility_yes="Grant",
    calms="quiet, no touching",
    may_be_told="Rosa",
    not_told="Kyle",
    at_home="Mateo, 9",
)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            WHOLE,
            (
                "✓ instructions and agent · OH · signed 3 Nov 2025",
                "Decides: Rosa Reyes +1 614 555 0155 · else Ilse Marek",
                "Medicines: lorazepam · not haloperidol",
                "To be taken to: Grant · at home: Mateo, 9",
                "Calms: quiet, no touching · tell Rosa · not Kyle",
            ),
        ),
        (
            replace(WHOLE, revoked_on=date(2026, 2, 20)),
            (
                "✕ revoked 20 Feb · instructions and agent · OH · signed 3 Nov 2025",
                "Decides: —",
                "Medicines: —",
                "To be taken to: —",
                "Calms: —",
            ),
        ),
        (
            Directive(exists=False, recorded_on=date(2026, 2, 20)),
            (
                "They have none (asked 20 Feb)",
                "Decides: —",
                "Medicines: —",
                "To be taken to: —",
                "Calms: —",
            ),
        ),
    ],
)
def test_a_directive_is_always_five_lines(
    look: Look, held: Directive, said: tuple[str, ...]
) -> None:
    assert look(replace(dana(), directive=held)).person.directive.said == said


def test_the_corners_stay_where_they_are_while_consent_changes(look: Look, desk: Desk) -> None:
    seat = look(around(ROSA))
    seat.until(lambda: seat.person.glance.centre.said[0] == "County Communications")
    seat.grab()
    before = [corner.pos() for corner in seat.person.glance.corners]
    for act in ("objected", "agreed", "inferred"):
        seat.press("Alt+T", "Return")
        seat.type(act)
        seat.press("Return")
        seat.type("said so")
        noted = len(seat.case.oral)
        seat.press("Return")
        seat.until(lambda noted=noted: len(seat.case.oral) > noted)  # type: ignore[misc]
        seat.until(seat.person.circle.isHidden)
        seat.grab()
        assert [corner.pos() for corner in seat.person.glance.corners] == before
