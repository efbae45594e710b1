"""The rules that suggest a tier from what arrived, with their basis.

A rule only orders the queue; a person sets the tier.  No rule says imminent.
Answers that cannot be read are never taken for safe ones.
"""

from collections.abc import Callable, Mapping

from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.tier import Tier

Facts = Mapping[str, object]

PHQ9_SEVERE_FROM = 20
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
    alone is moderate.
    """
    for item in ("q4", "q5"):
        if _yes(answers, item):
            return Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, f"item {item[1:]}")
    if _yes(answers, "q6b"):
        return Suggestion(Tier.HIGH, Rule.CSSRS_RECENT_BEHAVIOUR, "item 6, 3 months")
    if _yes(answers, "q3"):
        return Suggestion(Tier.MODERATE, Rule.CSSRS_METHOD, "item 3")
    if _yes(answers, "q6"):
        return Suggestion(Tier.MODERATE, Rule.CSSRS_PAST_BEHAVIOUR, "item 6, lifetime")
    complete = all(item in answers for item in ("q1", "q2", "q6"))
    if not complete:
        return None
    if _yes(answers, "q1") or _yes(answers, "q2"):
        return Suggestion(Tier.LOW, Rule.CSSRS_IDEATION)
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW)


def _asq(answers: Facts) -> Suggestion | None:
    """A yes to "right now" is acute; any other yes, or a refusal, is positive (NIMH toolkit)."""
    if _yes(answers, "q5"):
        return Suggestion(Tier.HIGH, Rule.ASQ_ACUTE, "item 5")
    items = ("q1", "q2", "q3", "q4")
    positive = [item for item in items if _yes(answers, item) or answers.get(item) == "refused"]
    if positive:
        return Suggestion(Tier.MODERATE, Rule.ASQ_POSITIVE, f"item {positive[0][1:]}")
    if not all(item in answers for item in items):
        return None
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW)


def _phq9(answers: Facts) -> Suggestion | None:
    """Item 9 at one or more asks for a suicide screen the same day, whatever the total."""
    item9 = _number(answers, "q9")
    if item9 is not None and item9 >= 1:
        tier = Tier.HIGH if item9 >= ITEM9_HIGH_FROM else Tier.MODERATE
        return Suggestion(tier, Rule.PHQ9_ITEM9, f"item 9 = {item9:g}")
    values = [_number(answers, f"q{item}") for item in range(1, 10)]
    if any(value is None for value in values):
        return None
    total = sum(value for value in values if value is not None)
    if total >= PHQ9_SEVERE_FROM:
        return Suggestion(Tier.MODERATE, Rule.PHQ9_SEVERE, f"total {total:g}")
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW, f"total {total:g}")


_SCORERS: Mapping[str, Callable[[Facts], Suggestion | None]] = {
    "cssrs-screener": _cssrs,
    "asq": _asq,
    "phq-9": _phq9,
}


def _yes(answers: Facts, item: str) -> bool:
    return answers.get(item) in {True, "yes"}


def _number(facts: Facts, key: str) -> float | None:
    value = facts.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
