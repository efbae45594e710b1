"""Safety plans as others keep them: a CarePlan by sections, or the filled-in form.

The form that both follow may be kept electronically only with its holders' written permission,
so nothing here is read unless the centre says that it holds it.  What the client wrote is
taken, and the form's own words are not.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from console.domain.people.plan import OLD_AFTER, Part, PlanItem, SafetyPlan
from console.intake.enrol import fhir_values as v
from console.intake.enrol.fhir_values import Object, text

SECTIONS = {
    "warning-signs": Part.SIGNS,
    "internal-coping": Part.ALONE,
    "social-distraction": Part.DISTRACT,
    "crisis-support": Part.PEOPLE,
    "professional-support": Part.PROFESSIONALS,
    "lethal-means-safety": Part.SAFER,
    "reason-for-living": Part.LIVES_FOR,
}
"""The codes of the sections of a plan in the SPiER profile, and our parts."""

STEPS = dict(zip("1234567", Part, strict=True))
"""The steps of the filled-in form, by how its questions are numbered."""

_MARKS = ("87626-8", "stanley", "safety-plan", "safety plan")
"""LOINC 87626-8 is the suicide prevention note that such plans are filed under."""
_IN_USE = {"CarePlan": {"active"}, "QuestionnaireResponse": {"completed", "amended"}}
_DETAILS = ("contact-info", "address", "phone")
"""How the questions end that ask how to reach whoever was named before."""


def is_safety_plan(body: Object) -> bool:
    """Whether a CarePlan or a QuestionnaireResponse is a safety plan, by profile, form or code."""
    if text(body.get("resourceType")) not in _IN_USE:
        return False
    meta = body.get("meta")
    profiles = v.texts(meta.get("profile")) if isinstance(meta, Mapping) else []
    found = [code for _system, code, _display in v.codes(body.get("category"))]
    title = text(body.get("title"))
    about = " ".join(
        (text(body.get("id")), text(body.get("questionnaire")), title, *profiles, *found)
    )
    return any(word in about.casefold() for word in _MARKS)


def in_use(body: Object) -> bool:
    """Whether it is neither a draft nor past."""
    return text(body.get("status")) in _IN_USE.get(text(body.get("resourceType")), set())


def plan_of(body: Object, today: date) -> SafetyPlan | None:
    """Return the plan in ``body``, ``None`` where it holds no line.

    One of unknown age is never shown as fresh.
    """
    care_plan = text(body.get("resourceType")) == "CarePlan"
    items = tuple(_sections(body) if care_plan else _answers(body))
    if not items:
        return None
    dated = ("created", "authored") if care_plan else ("authored",)
    made = next((day for name in dated if (day := v.day(body.get(name))) is not None), None)
    author = next(v.objects(body.get("author")), {})
    made = min(made, today) if made is not None else today - OLD_AFTER
    return SafetyPlan(1, made, text(author.get("display")), items)


def _sections(care_plan: Object) -> Iterator[PlanItem]:
    """Yield each section as one line: where its words would have to be cut is a guess."""
    for activity in v.objects(care_plan.get("activity")):
        detail = next(v.objects(activity.get("detail")), {})
        words = text(detail.get("description"))
        for _system, code, _display in v.codes(detail.get("code")):
            if code in SECTIONS and words:
                yield _item(SECTIONS[code], words)
                break


def _answers(response: Object) -> Iterator[PlanItem]:
    """Yield an answer a line; a number or an address belongs to the name before it.

    Some exports keep the steps as groups, and some leave the groups out.
    """
    lines: list[tuple[Part, list[str]]] = []
    for name, words in _leaves(response):
        part = STEPS.get(name[:1])
        if part is None:
            continue
        if name.endswith(_DETAILS) and lines and lines[-1][0] is part:
            lines[-1][1].append(words)
        else:
            lines.append((part, [words]))
    for part, parts in lines:
        yield _item(part, ", ".join(parts))


def _leaves(holder: Object) -> Iterator[tuple[str, str]]:
    """Yield the name of each question that was answered in words, and the words, in order."""
    for item in v.objects(holder.get("item")):
        for answer in v.objects(item.get("answer")):
            words = text(answer.get("valueString"))
            if words:
                yield text(item.get("linkId")), words
            yield from _leaves(answer)
        yield from _leaves(item)


def _item(part: Part, words: str) -> PlanItem:
    return PlanItem(part, words, False if part is Part.SAFER else None)
