"""The rules that suggest a tier from what arrived, with their basis.

A rule only orders the queue; a person sets the tier.  No rule says imminent.
Answers that cannot be read are never taken for safe ones.
"""

from collections.abc import Mapping
from math import isfinite

from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.instrument.answers import hear
from console.domain.instrument.instrument import Finding
from console.domain.instrument.scoring import Basis, Scored, score
from console.domain.instrument.shipped import known_by
from console.domain.tier import Tier

Facts = Mapping[str, object]

MOOD_FALL_FROM, MOOD_LOW_TO, SILENT_DAYS_FROM = 3, 2, 3


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
    """Judge answers by the definition of their instrument (``domain.instrument``)."""
    answers, previous = facts.get("answers"), _number(facts, "previous")
    instrument = known_by(str(facts.get("instrument", "")))
    if instrument is None or not isinstance(answers, Mapping):
        return Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    variant = facts.get("variant")
    return judged(
        score(
            instrument,
            hear(instrument, answers),
            previous=int(previous) if previous is not None else None,
            variant=variant if isinstance(variant, str) else None,
        )
    )


def judged(found: Scored) -> Suggestion:
    """Return what a score suggests: by its gravest basis, and never low for what no rule judged."""
    grave = found.at_least >= Finding.MODERATE
    if not grave and (not found.complete or found.tier is None):
        return Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    first = found.basis[0] if found.basis else Basis("")
    rule = next((rule for rule in Rule if rule == first.code), None)
    if rule is not None:
        return Suggestion(found.weight, rule, first.shown)
    if grave:
        return Suggestion(
            found.weight, Rule.SCORE_RAISED, f"{found.instrument} {first.shown}".strip()
        )
    total = "" if found.score is None else f"total {found.score}"
    return Suggestion(Tier.LOW, Rule.ANSWERS_LOW, total)


def _number(facts: Facts, key: str) -> float | None:
    value = facts.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) else None
