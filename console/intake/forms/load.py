"""The customer's own questionnaire, fitted into the slot of an instrument that ships no words.

By LOINC code, by what is known of the questionnaire, then by the name of the question; never
by words.  What is missing or ambiguous is said, and nothing is guessed: whoever loads it sees
every word that will be shown before it is used.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from console.domain.instrument.instrument import Instrument, Item, Option
from console.domain.instrument.loaded import Wording
from console.domain.instrument.shipped import shipped
from console.intake.forms.known import Known, KnownForm
from console.intake.forms.match import LOINC, linked, loinc, systems_of
from console.intake.forms.model import Coding, Form, Question
from console.intake.forms.resources import parcel
from console.intake.strict.wanted import NotAsWanted

_ASK_NOTHING = frozenset({"group", "display"})


class DoesNotFit(Exception):  # noqa: N818 -- an answer to whoever loads it
    """The questionnaire leaves something of the slot open, or fills it twice.

    Attributes:
        reasons: each a sentence.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(*reasons)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A questionnaire in a slot.

    Attributes:
        digest: SHA-256 of the file.
        edition: what the questionnaire calls itself.
        copyright: what it says of its own rights.
        left: the names of its questions that have no place in the slot.
    """

    wording: Wording
    digest: str
    edition: str
    copyright: str
    left: tuple[str, ...]


def fit(data: bytes, instrument: Instrument, known: Known, variant: str | None = None) -> Fitted:
    """Return the questionnaire in ``data`` as the words of ``instrument``.

    Args:
        data: a FHIR Questionnaire, as JSON or XML.
        instrument: the slot.
        known: other people's questionnaires.
        variant: which of the instrument's wordings it is, where there are several.

    Raises:
        NotAsWanted: it is no FHIR, or there is not one Questionnaire in it.
        DoesNotFit: an item or an answer has no words in it, or several.
    """
    found = parcel(data)
    if len(found.forms) != 1:
        raise NotAsWanted("", _("one Questionnaire is wanted"))
    form = found.forms[0]
    other = _another(form, instrument, known)
    if other:
        raise DoesNotFit([_("This is another questionnaire: {name}.").format(name=other)])
    fitter = _Fitter(form, instrument, known.form(form.canonical), variant)
    wording = fitter.wording()
    if fitter.reasons:
        raise DoesNotFit(fitter.reasons)
    edition = " ".join(part for part in (form.title, form.version) if part)
    return Fitted(wording, found.digest, edition, form.copyright, tuple(fitter.left()))


class _Fitter:
    """Looks for the words of each item, and notes what is in the way."""

    def __init__(
        self, form: Form, instrument: Instrument, table: KnownForm | None, variant: str | None
    ) -> None:
        self._form = form
        self._instrument = instrument
        known = table is not None and table.instrument == instrument.id
        self._links = table.links if table is not None and known else {}
        self._variant = variant
        self._used: dict[str, str] = {}
        self.reasons: list[str] = []

    def wording(self) -> Wording:
        """Return the words of every item that has some."""
        items: list[tuple[str, str]] = []
        options: list[tuple[str, str, str]] = []
        codes: list[tuple[str, str, str, str]] = []
        for item in self._instrument.items:
            question = self._question(item)
            if question is None:
                continue
            items.append((item.id, question.text))
            for option, said in self._answers(item, question):
                options.append((item.id, option.code, said.display or said.code))
                codes.append((item.id, said.system, said.code, option.code))
        form = self._form
        return Wording(
            tuple(items),
            tuple(options),
            self._stem(),
            self._variant,
            form.canonical,
            form.version,
            tuple(self._used.items()),
            tuple(codes),
        )

    def left(self) -> Iterator[str]:
        """Yield the questions that were not used."""
        for one in self._form.items:
            if one.kind not in _ASK_NOTHING and one.link not in self._used:
                yield one.link

    def _question(self, item: Item) -> Question | None:
        """Return the question that is ``item``: by code, by what is known, by its name."""
        asking = [one for one in self._form.items if one.kind not in _ASK_NOTHING]
        by_code = [q for q in asking if item.loinc in _codes(q)]
        by_table = [q for q in asking if self._links.get(q.link) in {item.id, item.loinc} - {""}]
        by_name = [q for q in asking if q.link == item.id and not _codes(q)]
        fit = by_code or by_table or by_name
        if len(fit) == 1 and fit[0].text:
            self._used[fit[0].link] = item.id
            return fit[0]
        if not fit:
            self._missing(item, asking)
        elif len(fit) == 1:
            self._note(_("{item} has no words."), item)
        else:
            names = ", ".join(one.link for one in fit)
            self._note(_("{item} stands there more than once: {names}."), item, names=names)
        return None

    def _missing(self, item: Item, asking: Sequence[Question]) -> None:
        others = {one.code for one in self._instrument.lookalikes if one.item == item.id}
        there = sorted(others & {code for one in asking for code in _codes(one)})
        if there:
            word = _("{item} is missing: another question ({code}) stands in its place.")
            self._note(word, item, code=there[0])
        else:
            self._note(_("{item} is missing."), item)

    def _answers(self, item: Item, question: Question) -> Iterator[tuple[Option, Coding]]:
        """Yield each of our answers with the one there that means it."""
        for option in item.options:
            fit = _meant(item, option, question.options)
            if len(fit) != 1:
                word = _("{item} has no answer for “{code}”.")
                if fit:
                    word = _("{item} has more than one answer for “{code}”.")
                self._note(word, item, code=option.code)
                continue
            if self._counts_otherwise(item, option, fit[0]):
                self._note(
                    _("{item} counts “{code}” as {there}, where {here} is wanted."),
                    item,
                    code=option.code,
                    there=f"{fit[0].ordinal:g}",
                    here=str(self._ordinal(item, option)),
                )
            yield option, fit[0]

    def _counts_otherwise(self, item: Item, option: Option, said: Coding) -> bool:
        counted = self._ordinal(item, option)
        return None not in {said.ordinal, counted} and said.ordinal != counted

    def _ordinal(self, item: Item, option: Option) -> int | None:
        """Return what an answer counts in the wording that was named."""
        chosen = self._instrument.variant(self._variant)
        counts = [one.ordinal for one in item.options if one.ordinal is not None]
        if chosen is None or item.id not in chosen.reversed or option.ordinal is None:
            return option.ordinal
        return max(counts) + min(counts) - option.ordinal

    def _stem(self) -> str:
        """Return what is said before the first question that was used."""
        said: list[str] = []
        for one in self._form.items:
            if one.link in self._used:
                break
            if one.kind == "display" and one.text:
                said.append(one.text)
        return " ".join(said)

    def _note(self, sentence: str, item: Item, **more: str) -> None:
        said = sentence.format(item=item.label, **more)
        self.reasons.append(said[:1].upper() + said[1:])


def _another(form: Form, instrument: Instrument, known: Known) -> str:
    """Return what else a questionnaire says that it is; empty when it does not."""
    table, codes = known.form(form.canonical), loinc(form.codes)
    if table is not None and table.instrument != instrument.id:
        return table.instrument or form.title or form.canonical
    theirs = {one.loinc_panel: one.title for one in shipped().values() if one.loinc_panel}
    if codes and instrument.loinc_panel not in codes:
        return next((theirs[code] for code in codes if code in theirs), codes[0])
    return ""


def _codes(question: Question) -> set[str]:
    return {*loinc(question.codes), linked(question.link)} - {""}


def _meant(item: Item, option: Option, there: Sequence[Coding]) -> list[Coding]:
    """Return the answers there that mean ``option``: by standard code, its number, or its code."""
    by_code = [
        one
        for one in there
        if any(one.code == code and one.system in systems_of(code) for code in option.codes)
    ]
    alone = [one.ordinal for one in item.options].count(option.ordinal) == 1
    by_number = [one for one in there if alone and one.ordinal == option.ordinal is not None]
    by_name = [one for one in there if one.code == option.code and one.system not in LOINC]
    return by_code or by_number or by_name
