"""What a score is called, what it rests on, and what whoever reads it must know."""

from collections.abc import Iterable
from gettext import gettext as _
from typing import assert_never

from console.domain.events import InstrumentEvent, InstrumentLoaded
from console.domain.ids import InstrumentId
from console.domain.instrument.answers import Caution
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Finding, Instrument
from console.domain.instrument.paper import Paper
from console.domain.instrument.scoring import Basis, Scored
from console.domain.instrument.shipped import shipped
from console.domain.refused import (
    InstrumentReason,
    LicenceUnsaid,
    NoSuchInstrument,
    NotAnAnswer,
    NothingAnswered,
    TextLacks,
    TextShips,
)
from console.words.doubts import doubt
from console.words.line import Line


def finding(value: Finding | None) -> str:
    """Return the word for what a rule found."""
    if value is None:
        return _("no tier suggested")
    return {
        Finding.NONE: _("nothing raised"),
        Finding.LOW: _("Low"),
        Finding.MODERATE: _("Moderate"),
        Finding.HIGH: _("High"),
    }[value]


def band(value: str) -> str:
    """Return the name of an outcome."""
    return {
        "minimal": _("minimal"),
        "mild": _("mild"),
        "moderate": _("moderate"),
        "moderately_severe": _("moderately severe"),
        "severe": _("severe"),
        "substantial": _("substantial"),
        "normal": _("normal"),
        "low": _("low"),
        "high": _("high"),
        "none": _("none"),
        "negative": _("negative"),
        "positive": _("positive"),
        "below": _("below the cut-off"),
        "acute_positive": _("acute positive"),
        "non_acute_positive": _("positive, not acute"),
        "positive_acuity_unknown": _("positive, not known whether right now"),
        "high_pending_recency": _("high until it is known when"),
        "immediate": _("at once"),
        "within_2h": _("within 2 hours"),
        "within_12h": _("within 12 hours"),
        "within_48h": _("within 48 hours"),
        "within_2_weeks": _("within 2 weeks"),
    }.get(value, value)


def basis(value: Basis) -> str:
    """Return one thing that a suggestion rests on, with its figures."""
    words = {
        "cssrs_intent": _("intent or plan, past month"),
        "cssrs_recent_behaviour": _("behaviour lately"),
        "cssrs_recency_unknown": _("behaviour, and not known when"),
        "cssrs_method": _("thoughts of a method"),
        "cssrs_past_behaviour": _("behaviour in the lifetime"),
        "cssrs_ideation": _("wish to be dead, or thoughts"),
        "asq_acute": _("thoughts right now"),
        "asq_acuity_unknown": _("positive, and not said whether right now: taken for acute"),
        "asq_positive": _("positive: a yes or a refusal"),
        "bssa_now": _("thoughts right now"),
        "bssa_help": _("needs help to stay safe"),
        "bssa_emergency": _("emergency evaluation was chosen"),
        "phq9_item9": _("thoughts of death or of hurting themselves"),
        "phq9_severe": _("severe depression: a clinician the same day"),
        "phq9_rise": _("a rise since the last time"),
        "phq8_severe": _("severe depression: a clinician the same day"),
        "phq8_rise": _("a rise since the last time"),
        "phq2_positive": _("positive: ask the whole PHQ-9"),
        "phq4_severe": _("severe"),
        "gad7_severe": _("severe anxiety"),
        "gad7_further": _("anxiety that asks for a closer look"),
        "gad7_rise": _("a rise since the last time"),
        "dast10_intensive": _("drug use that asks for intensive help"),
        "sbqr_attempt": _("an attempt in the lifetime"),
        "ctrs_urgent": _("to be seen within 2 hours"),
        "auditc_item1_only": _("all points from item 1: likely within limits, look at the intake"),
        "nothing_raised": _("nothing that was asked raised anything"),
        "subscale_positive": _("positive"),
        "subscale_negative": _("negative"),
    }.get(value.code, "")
    return " · ".join(part for part in (words, value.shown) if part) or value.code


def caution(value: Caution, instrument: Instrument | None) -> str:
    """Return what whoever reads the score must know, with the item it is about."""
    item = instrument.item(value.item) if instrument is not None else None
    name = item.label if item is not None else value.item
    words = {
        "not_asked": _("{item}: not asked"),
        "refused": _("{item}: refused"),
        "unreadable": _("{item}: the answer cannot be read"),
        "unknown_item": _("{item}: no item of this instrument"),
        "said_twice": _("{item}: two answers, the graver counts"),
        "out_of_turn": _("{item}: answered though it is not asked after these answers"),
        "not_standard": _("{item}: another question ({value}) stands in its place; not scored"),
        "total_code": _("the total came under the code {value}, which is of another"),
        "total_differs": _("the total that came along is not the sum of the answers: {value}"),
        "total_untrusted": _("the total that came along ({value}) cannot be checked"),
        "say_which": _("say which holds: {value}"),
    }
    if value.code == "at_least":
        return _at_least(value)
    said = words.get(value.code) or doubt(value.code) or value.code
    return said.format(item=name, value=value.value)


def odd(instrument: str, cautions: Iterable[Caution]) -> tuple[str, ...]:
    """Return what is odd about a form of ``instrument``, which may be none of ours."""
    known = shipped().get(InstrumentId(instrument))
    return tuple(caution(one, known) for one in cautions)


def arrived(paper: Paper) -> tuple[str, str]:
    """Return which form was kept as it came, and what is odd about it."""
    known = title(InstrumentId(paper.instrument)) if paper.instrument else _("not known here")
    result = _result(paper.score, paper.band, complete=True)
    return (
        _("Form kept as it came: {title}").format(title=known),
        " · ".join(part for part in (result, *odd(paper.instrument, paper.cautions)) if part),
    )


def _at_least(value: Caution) -> str:
    found = next((one for one in Finding if one.word == value.item), None)
    if value.value:
        return _("incomplete: a total of at least {total}, at least {tier}").format(
            total=value.value, tier=finding(found)
        )
    return _("incomplete: at least {tier}").format(tier=finding(found))


def outcome(scored: Scored) -> str:
    """Return the total and the band in a line: ``total 12 · moderate``."""
    if any(one.code == Doubt.UNSCORED for one in scored.warnings):
        return _("unscored")
    return _result(scored.score, scored.band, complete=scored.complete)


def _result(score: int | None, named: str | None, *, complete: bool) -> str:
    parts = [] if complete else [_("incomplete")]
    parts += [_("total {total}").format(total=score)] if score is not None else []
    parts += [band(named)] if named else []
    return " · ".join(parts)


def so_far(scored: Scored, answers: int) -> str:
    """Return how the result stands while the items are asked."""
    if not answers:
        return _("nothing asked yet")
    return outcome(scored) or _("all asked")


def telling(scored: Scored) -> tuple[Caution, ...]:
    """Return the warnings that are worth reading while the items are still asked."""
    codes = {"say_which", "out_of_turn"}
    if scored.tier is not Finding.HIGH:  # beyond that there is nothing
        codes.add("at_least")
    return tuple(one for one in scored.warnings if one.code in codes)


def variant(value: str) -> str:
    """Return the name of a way of reading the answers."""
    return {
        "men": _("cut-off for men"),
        "women": _("cut-off for women"),
        "general": _("cut-off for the public"),
        "clinical": _("cut-off for people in care"),
        "unable": _("item 3 asks “unable to stop”"),
        "able": _("item 3 asks “able to stop”"),
    }.get(value, value)


def leads_to(value: str) -> str:
    """Return what is best done next."""
    return {
        "suicide_screen": _("screen for suicide today"),
        "clinician_same_day": _("a clinician today"),
        "further_evaluation": _("a closer look"),
        "ask_now": _("ask whether it is right now"),
        "ask_when": _("ask whether it was in the last three months"),
        "review_intake": _("look at how much they drink"),
        "bssa": _("the brief safety assessment (BSSA)"),
        "phq-9": _("the whole PHQ-9"),
    }.get(value, value)


def best_next(instrument: Instrument, found: Scored) -> str:
    """Return what the gravest rule that fired offers to do next; empty for nothing."""
    rules = {rule.id: rule.leads_to for rule in instrument.triggers if rule.leads_to}
    offered = next((rules[one.code] for one in found.basis if one.code in rules), "")
    return _("next: {act}").format(act=leads_to(offered)) if offered else ""


def title(name: InstrumentId) -> str:
    """Return what people call an instrument."""
    found = shipped().get(name)
    return found.title if found is not None else name


def happened(event: InstrumentEvent) -> Line:
    """Return the entry in words."""
    name = title(event.instrument)
    if isinstance(event, InstrumentLoaded):
        loaded = _("Licensed text loaded: {instrument}").format(instrument=name)
        return Line(loaded, " · ".join(part for part in (event.edition, event.licence) if part))
    result = _result(event.score, event.band, complete=event.complete)
    because = " · ".join(basis(one) for one in event.basis)
    if event.guide and event.tier is None:
        because = _("a person judges")
    tier = event.tier.tier if event.tier is not None else None
    return Line(" · ".join(part for part in (name, result) if part), because, tier)


def refusal(reason: InstrumentReason) -> str:
    """Return why an instrument was not scored, or its text not loaded."""
    match reason:
        case NoSuchInstrument():
            return _("{id} is no instrument here.").format(id=reason.instrument)
        case NothingAnswered():
            return _("Nothing has been asked yet, so there is nothing to score.")
        case NotAnAnswer():
            return _("These answers do not fit: {items}.").format(items=", ".join(reason.items))
        case TextShips():
            return _("The words of {instrument} ship with Vigil; there is nothing to load.").format(
                instrument=title(reason.instrument)
            )
        case TextLacks() if reason.variants:
            return _("Say which wording this text has: {variants}.").format(
                variants=_(" or ").join(reason.variants)
            )
        case TextLacks():
            return _("The text leaves these without words: {items}.").format(
                items=", ".join(reason.items)
            )
        case LicenceUnsaid():
            return _("Say what allows the centre to use this text, for example the agreement.")
        case _:
            assert_never(reason)
