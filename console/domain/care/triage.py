"""The rules that suggest a tier from what arrived, with their basis.

A rule only orders the queue; a person sets the tier.  No rule says imminent.
Answers that cannot be read are never taken for safe ones.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from math import isfinite

from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.tier import Tier

Facts = Mapping[str, object]

PHQ9_SEVERE_FROM = 20
PHQ9_ANSWERS = frozenset({0.0, 1.0, 2.0, 3.0})
MOOD_FALL_FROM, MOOD_LOW_TO, SILENT_DAYS_FROM = 3, 2, 3
ITEM9_HIGH_FROM = 2


def suggest(kind: ContactKind, facts: Facts) -> Suggestion:
    """Return what the rules make of a contact of ``kind`` that carries ``facts``."""
    match kind:
        case ContactKind.CALL:
            return Suggestion(Tier.MODERATE, Rule.CALL_WAITING)
        case ContactKind.TEXT:
            return Suggestion(Tier.MODERATE, Rule.TEXT_WAITING)
        case ContactKind.MESSAGE:
            return Suggestion(Tier.MODERATE, Rule.MESSAGE_WAITING)
        case ContactKind.THIRD_PARTY:
            return Suggestion(Tier.MODERATE, Rule.THIRD_PARTY_WORRIED)
        case ContactKind.MISSED_SESSION:
            return Suggestion(Tier.LOW, Rule.SESSION_MISSED)
        case ContactKind.MOOD:
            return _mood(facts)
        case ContactKind.ASSESSMENT:
            return _assessment(facts)


def _mood(facts: Facts) -> Suggestion:
    fall, days = _number(facts, "fall"), _number(facts, "days")
    latest, silent = _number(facts, "latest"), _number(facts, "silent_days")
    if fall is not None and fall >= MOOD_FALL_FROM:
        return Suggestion(Tier.MODERATE, Rule.MOOD_FALL, f"-{fall:g} in {days or 1:g} d")
    if silent is not None and silent >= SILENT_DAYS_FROM:
        return Suggestion(Tier.MODERATE, Rule.MOOD_SILENT, f"{silent:g} d")
    if latest is not None and latest <= MOOD_LOW_TO:
        return Suggestion(Tier.MODERATE, Rule.MOOD_LOW, f"{latest:g}")
    if fall is None and silent is None and latest is None:
        return Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    return Suggestion(Tier.LOW, Rule.MOOD_LOW, "" if latest is None else f"{latest:g}")


def _assessment(facts: Facts) -> Suggestion:
    answers = facts.get("answers")
    if not isinstance(answers, Mapping):
        return Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    scorer = _SCORERS.get(str(facts.get("instrument", "")))
    found = scorer(answers) if scorer is not None else None
    return found or Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)


def _cssrs(answers: Facts) -> Suggestion | None:
    """Triage of the screener: past-month 4 or 5, or behaviour in three months, is high.

    Source: the rights holder's triage page (CONTENT, S1, S2).  Lifetime behaviour
    alone is moderate.  Items 3 to 5 belong to a yes at item 2; without them nothing
    reassuring is said.
    """
    said = {item: _said(answers, item) for item in ("q1", "q2", "q3", "q4", "q5", "q6", "q6b")}
    for item in ("q4", "q5"):
        if said[item] is Said.YES:
            return Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, f"item {item[1:]}")
    if said["q6b"] is Said.YES:
        return Suggestion(Tier.HIGH, Rule.CSSRS_RECENT_BEHAVIOUR, "item 6, 3 months")
    if said["q3"] is Said.YES:
        return Suggestion(Tier.MODERATE, Rule.CSSRS_METHOD, "item 3")
    if said["q6"] is Said.YES:
        return Suggestion(Tier.MODERATE, Rule.CSSRS_PAST_BEHAVIOUR, "item 6, lifetime")
    asked = ["q1", "q2", "q6", *(("q3", "q4", "q5") if said["q2"] is Said.YES else ())]
    if any(said[item] not in {Said.YES, Said.NO} for item in asked):
        return None
    if Said.YES in {said["q1"], said["q2"]}:
        return Suggestion(Tier.LOW, Rule.CSSRS_IDEATION)
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW)


def _asq(answers: Facts) -> Suggestion | None:
    """A yes to "right now" is acute; any other yes, or a refusal, is positive (NIMH toolkit).

    Who will not say whether it is right now is taken for acute.
    """
    if _said(answers, "q5") in {Said.YES, Said.REFUSED}:
        return Suggestion(Tier.HIGH, Rule.ASQ_ACUTE, "item 5")
    items = ("q1", "q2", "q3", "q4")
    said = {item: _said(answers, item) for item in items}
    positive = [item for item in items if said[item] in {Said.YES, Said.REFUSED}]
    if positive:
        return Suggestion(Tier.MODERATE, Rule.ASQ_POSITIVE, f"item {positive[0][1:]}")
    if any(found is not Said.NO for found in said.values()):
        return None
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW)


def _phq9(answers: Facts) -> Suggestion | None:
    """Item 9 at one or more asks for a suicide screen the same day, whatever the total."""
    item9 = _number(answers, "q9")
    if item9 is not None and item9 >= 1:
        tier = Tier.HIGH if item9 >= ITEM9_HIGH_FROM else Tier.MODERATE
        return Suggestion(tier, Rule.PHQ9_ITEM9, f"item 9 = {item9:g}")
    values = [_number(answers, f"q{item}") for item in range(1, 10)]
    total = sum(value for value in values if value is not None)
    if total >= PHQ9_SEVERE_FROM:
        return Suggestion(Tier.MODERATE, Rule.PHQ9_SEVERE, f"total {total:g}")
    if any(value not in PHQ9_ANSWERS for value in values):
        return None
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW, f"total {total:g}")


_SCORERS: Mapping[str, Callable[[Facts], Suggestion | None]] = {
    "cssrs-screener": _cssrs,
    "asq": _asq,
    "phq-9": _phq9,
}


class Said(Enum):
    """What an answer comes to; what cannot be read is no answer."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"


def _said(answers: Facts, item: str) -> Said | None:
    value = answers.get(item)
    if isinstance(value, str):
        return next((found for found in Said if found.value == value.strip().lower()), None)
    if isinstance(value, bool | int) and value in {0, 1}:
        return Said.YES if value else Said.NO
    return None


def _number(facts: Facts, key: str) -> float | None:
    value = facts.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) else None
