"""What a filled form comes to: our own score of it, what is odd, and what must be looked at.

Its total is computed anew and compared; where anything does not fit, no score is shown.
Whatever is unscored is still searched for an answer that is grave alone, also among
questions of other instruments.  Rules: ``clinical/CONTENT.md`` section 8.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from console.domain.ids import InstrumentId
from console.domain.instrument.answers import REFUSED, Answer, Answers, Caution
from console.domain.instrument.answers import Heard as Read
from console.domain.instrument.doubt import WITHHOLDS, Doubt
from console.domain.instrument.instrument import Finding, Instrument
from console.domain.instrument.scoring import Basis, Scored, Stated, score
from console.domain.tier import Tier
from console.intake.forms.compare import levels, totals
from console.intake.forms.elsewhere import Alarm, elsewhere
from console.intake.forms.hearing import hear, ordinal, yes
from console.intake.forms.known import Known
from console.intake.forms.match import Match, Place, Role, match
from console.intake.forms.model import FilledForm, Form, Release, Status

MOST_NAMED = 12
"""So many questions that are none of ours are named one by one."""
_STATUS = {
    Status.IN_PROGRESS: Doubt.IN_PROGRESS,
    Status.STOPPED: Doubt.STOPPED,
    Status.AMENDED: Doubt.AMENDED,
    Status.ENTERED_IN_ERROR: Doubt.WITHDRAWN,
    Status.UNSTATED: Doubt.NO_STATUS,
}
_RELEASE = {Release.STU3: Doubt.OLDER_FHIR, Release.R5: Doubt.NEWER_FHIR}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a filled form comes to.

    Attributes:
        instrument: ours; ``None`` when it is none of ours.
        answers: what of it can be relied on.
        scored: our own score of it; ``None`` when it is none of ours.
        at_least: what the answers amount to, however little of them can be relied on.
        basis: why, the gravest first.
        cautions: everything that is odd.
        places: every question of the form, with what it is of ours.
    """

    instrument: Instrument | None
    answers: Answers
    scored: Scored | None
    at_least: Finding
    basis: tuple[Basis, ...]
    cautions: tuple[Caution, ...]
    places: tuple[Place, ...] = ()

    @property
    def weight(self) -> Tier:
        """The tier that a queue goes by: unscored never means safe."""
        least = self.at_least.tier
        if self.scored is None:
            return max(least, Tier.MODERATE)
        return max(least, self.scored.weight)


@dataclass(frozen=True, slots=True)
class Judges:
    """What forms are judged by.

    Attributes:
        instruments: ours.
        known: other people's questionnaires, and those that were loaded here.
    """

    instruments: tuple[Instrument, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Hints:
    """What whoever asks knows beside the form.

    Attributes:
        wanted: the instrument that they say it is; taken for it where nothing says else.
        totals: the total of the time before, by the instrument.
        variants: which reading of an instrument holds, by the instrument.
    """

    wanted: Instrument | None = None
    totals: Mapping[InstrumentId, int] = field(default_factory=dict)
    variants: Mapping[InstrumentId, str] = field(default_factory=dict)

    def without(self, instrument: InstrumentId) -> "Hints":
        """Return the same where nobody knows which reading of ``instrument`` holds."""
        rest = {name: one for name, one in self.variants.items() if name != instrument}
        return replace(self, variants=rest)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The answers of a form to the items of its instrument.

    Attributes:
        answers: what can be relied on.
        worst: the same, with the gravest that each unreadable one may mean.
        unread: the items whose answer counts and cannot be relied on.
    """

    answers: dict[str, Answer]
    worst: dict[str, Answer]
    cautions: tuple[Caution, ...]
    unread: frozenset[str]


def judge(
    form: FilledForm, beside: Sequence[Form], judges: Judges, hints: Hints | None = None
) -> Verdict:
    """Return what ``form`` comes to.

    Args:
        form: what was filled in.
        beside: questionnaires that came along.
        judges: what it is judged by.
        hints: what is known beside it.
    """
    hints = hints or Hints()
    found = match(form, beside, judges.instruments, judges.known, hints.wanted)
    alarm = elsewhere(found, judges.instruments, judges.known.watched)
    odd = (*_of_the_form(form), *found.cautions, *alarm.cautions)
    if found.instrument is None:
        least = max(alarm.finding, _stated_level(form, found))
        odd = (*odd, Caution(Doubt.UNSCORED))
        return Verdict(None, {}, None, least, alarm.basis, odd, found.places)
    return _judged(form, found.instrument, found, alarm, odd, hints)


def _judged(  # noqa: PLR0913, PLR0917 -- everything that was found out so far
    form: FilledForm,
    instrument: Instrument,
    found: Match,
    alarm: Alarm,
    odd: tuple[Caution, ...],
    hints: Hints,
) -> Verdict:
    sheet = _sheet(instrument, found)
    if any(
        one.code == Doubt.POLARITY for one in sheet.cautions
    ):  # then nobody knows which reading holds
        hints = hints.without(instrument.id)
    scored, compared = _scored(form, found, instrument, sheet, hints)
    feared = _score(instrument, Read(sheet.worst), hints)
    least = max(scored.at_least, feared.at_least, _stated_level(form, found), alarm.finding)
    grave = least if least >= Finding.MODERATE else None
    odd = tuple(_risen(one, least) for one in _said(sheet, scored, odd, compared))
    own = (*_triggers(feared), *scored.basis)
    worse = alarm.finding > max(scored.at_least, feared.at_least)
    basis = tuple(dict.fromkeys((*alarm.basis, *own) if worse else (*own, *alarm.basis)))
    if sheet.unread or any(one.code in WITHHOLDS for one in odd):
        scored = replace(scored, score=None, band=None, tier=grave, complete=False)
        basis = tuple(one for one in basis if one.code not in {"total", "nothing_raised"})
    elif grave is not None:
        scored = replace(scored, tier=grave)
    if not scored.complete:
        odd = (*odd, Caution(Doubt.UNSCORED))
    scored = replace(scored, basis=basis, warnings=odd, at_least=least)
    return Verdict(instrument, sheet.answers, scored, least, basis, odd, found.places)


def _said(
    sheet: _Sheet, scored: Scored, odd: Sequence[Caution], compared: Sequence[Caution]
) -> tuple[Caution, ...]:
    """Return everything odd once, without what follows from something that is said already."""
    codes = {one.code for one in odd}
    whole = (*odd, *sheet.cautions, *compared, *scored.warnings)
    stood_for = {one.item for one in sheet.cautions if one.code == "not_standard"}
    if codes & {Doubt.OTHER_INSTRUMENT, Doubt.NO_INSTRUMENT}:
        return tuple(
            dict.fromkeys(one for one in whole if one.code not in {"unknown_item", "not_asked"})
        )
    return tuple(
        dict.fromkeys(
            one
            for one in whole
            if one.code != "not_asked" or one.item not in sheet.unread | stood_for
        )
    )


def _risen(caution: Caution, least: Finding) -> Caution:
    """Return what the answers amount to at least, with what is unreadable taken gravely."""
    return replace(caution, item=least.word) if caution.code == "at_least" else caution


def _stated_level(form: FilledForm, found: Match) -> Finding:
    """Return the gravest level that somebody said the answers come to."""
    said = (one.finding for one in levels(form, found))
    return max((one for one in said if one is not None), default=Finding.NONE)


def _of_the_form(form: FilledForm) -> Iterator[Caution]:
    if form.release in _RELEASE:
        yield Caution(_RELEASE[form.release], value=form.release)
    if form.status in _STATUS:
        yield Caution(_STATUS[form.status])


def _sheet(instrument: Instrument, found: Match) -> _Sheet:
    """Return the answers to the items of ``instrument``, with everything odd about them."""
    answers: dict[str, Answer] = {}
    worst: dict[str, Answer] = {}
    odd: list[Caution] = []
    unread: set[str] = set()
    refused = any(place.role is Role.REFUSAL and yes(instrument, place) for place in found.places)
    for item in instrument.items:
        places = [p for p in found.places if p.role is Role.ITEM and p.item == item]
        heard = hear(instrument, item, places)
        odd += heard.cautions
        unread |= {item.id} if heard.unreadable and item.scored else set()
        if heard.answer is not None:
            answers[item.id] = heard.answer
        if heard.worst is not None:
            worst[item.id] = heard.worst
        elif refused and not heard.unreadable and item.required:
            answers[item.id] = worst[item.id] = REFUSED
    for place in found.places:
        if place.role is Role.LOOKALIKE and place.item is not None:
            odd.append(Caution("not_standard", place.item.id, place.codes[0]))
    odd += _strangers(found)
    if refused:
        odd.append(Caution(Doubt.REFUSED_WHOLE))
    return _Sheet(answers, worst, tuple(odd), frozenset(unread))


def _strangers(found: Match) -> Iterator[Caution]:
    """Yield the answered questions that are none of the instrument's; of many, the first ones."""
    names = dict.fromkeys(
        place.name for place in found.places if place.role is Role.STRANGER and place.filled.replies
    )
    for name in list(names)[:MOST_NAMED]:
        yield Caution("unknown_item", name)
    if len(names) > MOST_NAMED:
        yield Caution("unknown_item", f"+{len(names) - MOST_NAMED}")


def _scored(
    form: FilledForm, found: Match, instrument: Instrument, sheet: _Sheet, hints: Hints
) -> tuple[Scored, tuple[Caution, ...]]:
    """Return our score of what can be relied on, and how it compares with what came along."""
    read = Read(sheet.answers, in_place_of=tuple(_in_place_of(instrument, found)))
    own = _score(instrument, read, hints)
    stated, odd = totals(form, found)
    for one in stated:
        again = _score(instrument, read, hints, one)
        odd = (*odd, *(new for new in again.warnings if new not in own.warnings))
    for level in levels(form, found):
        if level.finding is None:
            odd = (*odd, Caution(Doubt.LEVEL_UNREAD))
        elif level.band and own.band is not None and level.band != own.band:
            odd = (*odd, Caution(Doubt.LEVEL_DIFFERS, value=f"{level.band} ≠ {own.band}"))
    return own, odd


def _score(
    instrument: Instrument, read: Read, hints: Hints, stated: Stated | None = None
) -> Scored:
    return score(
        instrument,
        read,
        previous=hints.totals.get(instrument.id),
        variant=hints.variants.get(instrument.id),
        stated=stated,
    )


def _in_place_of(instrument: Instrument, found: Match) -> Iterator[tuple[str, int]]:
    """Yield what other questions that stand in the place of an item would count."""
    options = [option for item in instrument.items for option in item.options]
    for place in found.places:
        if place.role is Role.LOOKALIKE and place.item is not None:
            for reply in place.filled.replies:
                counted = ordinal(reply, options)
                if counted is not None:
                    yield place.item.id, counted


def _triggers(scored: Scored) -> Iterator[Basis]:
    """Yield what fired, without what only stands beside it."""
    beside = {"total", "nothing_raised", "subscale_positive", "subscale_negative"}
    return (one for one in scored.basis if one.code not in beside)
