"""The safety plan as a form: one line of text a line of the plan, in its seven parts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from gettext import gettext as _

from console.desk.fresh import private
from console.domain.commands import Command, WritePlan
from console.domain.people.client import Client
from console.domain.people.plan import LIKELIEST, Part, PlanItem, SafetyPlan
from console.ui.person.write.blanks import Blank, Kind, yes_no
from console.ui.person.write.form import Paper
from console.ui.person.write.read import Values, answer, lines_of, number_of, words_of, yes_of
from console.words import labels

BETWEEN = ";"
"""Between the parts of a line that makes the place safer."""


def plan_paper(client: Client, today: date, me: str) -> Paper:
    """Return the form with what stands in the plan now; ``me`` is the name of whoever writes."""
    version = client.plan.version if client.plan is not None else 0
    return Paper(
        f"plan:{client.id}",
        _("SAFETY PLAN, VERSION {n}").format(n=version + 1),
        _blanks(),
        _values(client.plan, me),
        lambda values, after: _commands(client, values, after, today),
        version,
        _(
            "Version {n} was written since you began. {anew} shows it, and yours is gone; "
            "{key} once more writes yours after it."
        ),
    )


def _blanks() -> tuple[Blank, ...]:
    hints = {
        Part.SIGNS: _("signs that it is starting, one a line"),
        Part.ALONE: _("what they do by themselves"),
        Part.DISTRACT: _("people and places that distract"),
        Part.PEOPLE: _("whom they ask for help, with number"),
        Part.PROFESSIONALS: _("professionals, lines, emergency department"),
        Part.SAFER: _("what; what is done; who; by when; done"),
        Part.LIVES_FOR: _("what they live for"),
    }
    parts = (Blank(part, labels.part(part), hints[part], Kind.LINES) for part in Part)
    return (
        *parts,
        Blank("barriers", _("What may keep them from using it"), "", Kind.LINES),
        Blank("likelihood", _("How likely they will use it"), _("0 to 10, in their words")),
        Blank("made_with", _("Made with"), _("who was with them")),
        Blank("copy_given", _("They have a copy"), kind=Kind.ONE, choices=yes_no()),
        Blank("location_of_copy", _("Where the copy is")),
    )


def _values(plan: SafetyPlan | None, me: str) -> dict[str, str]:
    if plan is None:
        return {"made_with": me}
    values = {part.value: "\n".join(_line(item) for item in plan.of(part)) for part in Part}
    likely = plan.likelihood_of_use
    return {
        **values,
        "barriers": plan.barriers,
        "likelihood": str(likely) if likely is not None else "",
        "made_with": me,
        "copy_given": answer(plan.copy_given),
        "location_of_copy": plan.location_of_copy,
    }


def _line(item: PlanItem) -> str:
    done = _("done") if item.done else ""
    parts = [item.text, item.action, item.who, item.by_when, done]
    while parts and not parts[-1]:
        parts.pop()
    return f"{BETWEEN} ".join(parts)


def _item(part: Part, line: str) -> PlanItem:
    if part is not Part.SAFER:
        return PlanItem(part, line)
    parts = [piece.strip() for piece in line.split(BETWEEN)]
    done = len(parts) > 1 and parts[-1].casefold() == _("done")
    if done:
        parts.pop()
    text, action, who, *when = (*parts, "", "", "")
    return PlanItem(part, text, done, action, who, f"{BETWEEN} ".join(w for w in when if w))


def _commands(client: Client, values: Values, after: int, today: date) -> Sequence[Command]:
    """Return the plan to be written; one with the same lines was gone through today."""
    items = tuple(_item(part, line) for part in Part for line in lines_of(values, part))
    held = client.plan
    made = SafetyPlan(
        after,
        today,
        words_of(values, "made_with"),
        items,
        yes_of(values, "copy_given"),
        words_of(values, "location_of_copy"),
        " ".join(lines_of(values, "barriers")),
        number_of(values, "likelihood", 0, LIKELIEST),
    )
    if held is not None and held.items == items:
        made = replace(made, made_on=held.made_on, made_with=held.made_with, reviewed_on=today)
    return (WritePlan(client.id, private(made), after),)
