"""Which of our instruments a filled form is, and which of our items each of its questions is.

By its address and version, then by the LOINC code of the whole, then by those of its
questions; never by words.  Where several instruments hold all of its questions, the one
that asks most is taken: what it then lacks is missing, and nothing is reassuring.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from console.domain.instrument.answers import Caution
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Instrument, Item, Lookalike
from console.intake.forms.known import Known, KnownForm
from console.intake.forms.model import Coding, Filled, FilledForm, Form, Question

LOINC = frozenset({"http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"})
SNOMED = frozenset({"http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"})
_CODE = re.compile(r"\d{1,7}-\d")
_PLAIN = re.compile(r"(?=.*\d)[A-Za-z0-9._/\-]{1,24}")


class Role(StrEnum):
    """What a question of a form is to the instrument that was found."""

    ITEM = "item"
    LOOKALIKE = "lookalike"
    TOTAL = "total"
    LEVEL = "level"
    REFUSAL = "refusal"
    EXTRA = "extra"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Place:
    """One question of a form.

    Attributes:
        codes: its LOINC codes, or what the table of known forms says that it is.
        item: our item, for an item and for what stands in the place of one.
        question: the same in the questionnaire that came along.
        form: what is known of the questionnaire.
    """

    filled: Filled
    role: Role
    codes: tuple[str, ...] = ()
    item: Item | None = None
    question: Question | None = None
    form: KnownForm | None = None

    @property
    def name(self) -> str:
        """What to call it: our id, else its code, or its link where that looks like a number."""
        if self.item is not None:
            return self.item.id
        if self.codes:
            return self.codes[0]
        return self.filled.link if _PLAIN.fullmatch(self.filled.link) else "?"


@dataclass(frozen=True, slots=True)
class Match:
    """What was found.

    Attributes:
        instrument: ours; ``None`` when it is none of ours.
        places: every question, in the order of the form.
    """

    instrument: Instrument | None
    places: tuple[Place, ...]
    cautions: tuple[Caution, ...] = ()


def match(
    form: FilledForm,
    beside: Sequence[Form],
    instruments: Sequence[Instrument],
    known: Known,
    wanted: Instrument | None = None,
) -> Match:
    """Return which instrument ``form`` is.

    Args:
        form: what was filled in.
        beside: the questionnaires that came along, or were loaded here.
        instruments: ours.
        known: other people's questionnaires.
        wanted: the one that whoever asks says it is; that it is another is found all the same.
    """
    asked, table = _beside(form, beside), known.form(form.canonical)
    cautions: list[Caution] = []
    if table is not None and _another_version(form, table) and asked is None:
        cautions.append(Caution(Doubt.FORM_VERSION))
        table = None
    seen = _Seen(form, asked, table, tuple(_signs(form, asked, table)))
    found = _found(seen, instruments, cautions, wanted)
    if found is None:
        cautions.append(Caution(Doubt.NO_INSTRUMENT))
        found = wanted  # whose items it then lacks
    elif wanted is not None and wanted.id != found.id:
        cautions.append(Caution(Doubt.OTHER_INSTRUMENT, value=found.id))
        found = wanted
    totals = known.totals | {one.loinc_total for one in instruments if one.loinc_total}
    places = (_place(sign, found, table, totals) for sign in seen.signs)
    return Match(found, tuple(places), tuple(cautions))


@dataclass(frozen=True, slots=True)
class _Sign:
    """A question with everything that tells what it is."""

    filled: Filled
    codes: tuple[str, ...]
    question: Question | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A form, with what is known of its questionnaire."""

    form: FilledForm
    asked: Form | None
    table: KnownForm | None
    signs: tuple[_Sign, ...]

    @property
    def codes(self) -> set[str]:
        return {code for sign in self.signs for code in sign.codes}

    @property
    def panels(self) -> set[str]:
        """The LOINC codes that the whole, or a group of it, goes by."""
        found = {code for one in self.form.items for code in one.link.split("/")[:-1]}
        if self.asked is not None:
            groups = [one for one in self.asked.items if one.kind == "group"]
            found |= set(loinc(self.asked.codes))
            found |= {code for one in groups for code in loinc(one.codes)}
        return found - {""}


def loinc(codes: Sequence[Coding]) -> tuple[str, ...]:
    """Return the LOINC codes among ``codes``."""
    return tuple(one.code for one in codes if one.system in LOINC)


def systems_of(code: str) -> frozenset[str]:
    """Return the addresses of the system that a code of ours is of: SNOMED CT, or LOINC."""
    return SNOMED if code.isdecimal() else LOINC


def linked(link: str) -> str:
    """Return the LOINC code that a ``linkId`` is, as LHC-Forms writes it: ``/44249-1/44250-9``."""
    last = link.rpartition("/")[2]
    return last if _CODE.fullmatch(last) and _checks(last) else ""


def _checks(code: str) -> bool:
    """Whether the last digit is the check digit of the others (mod 10, as LOINC has it)."""
    digits, _dash, check = code.partition("-")
    doubled = [int(d) * 2 if n % 2 == 0 else int(d) for n, d in enumerate(reversed(digits))]
    return (-sum(d // 10 + d % 10 for d in doubled)) % 10 == int(check)


def _beside(form: FilledForm, beside: Sequence[Form]) -> Form | None:
    """Return the questionnaire of ``form``, in its version."""
    return next(
        (
            one
            for one in beside
            if form.canonical == one.canonical != ""
            and (not form.version or not one.version or form.version == one.version)
        ),
        None,
    )


def _another_version(form: FilledForm, table: KnownForm) -> bool:
    return bool(form.version and table.versions) and form.version not in table.versions


def _signs(form: FilledForm, asked: Form | None, table: KnownForm | None) -> Iterator[_Sign]:
    questions = {one.link: one for one in asked.items} if asked is not None else {}
    links = table.links if table is not None else {}
    for filled in form.items:
        question = questions.get(filled.link)
        codes = [linked(filled.link), links.get(filled.link, "")]
        codes += loinc(question.codes) if question is not None else ()
        yield _Sign(filled, tuple(dict.fromkeys(code for code in codes if code)), question)


def _found(
    seen: _Seen,
    instruments: Sequence[Instrument],
    cautions: list[Caution],
    wanted: Instrument | None,
) -> Instrument | None:
    if seen.table is not None:
        return next((one for one in instruments if one.id == seen.table.instrument), None)
    by_panel = [one for one in instruments if one.loinc_panel in seen.panels]
    if len(by_panel) == 1:
        return by_panel[0]
    return _by_items(seen.codes, instruments, cautions, wanted)


def _by_items(
    codes: set[str],
    instruments: Sequence[Instrument],
    cautions: list[Caution],
    wanted: Instrument | None,
) -> Instrument | None:
    """Return the instrument that holds most of the questions; of equals, the one that asks most."""
    held = {one.id: len(codes & _codes_of(one)) for one in instruments}
    most = max(held.values(), default=0)
    if most == 0:
        return None
    fit = [one for one in instruments if held[one.id] == most]
    total = [one for one in fit if one.loinc_total in codes]
    fit = total or fit
    if wanted is not None and wanted.id in {one.id for one in fit}:
        return wanted
    if len(fit) > 1:
        cautions.append(Caution(Doubt.WHICH_INSTRUMENT, value=" | ".join(one.id for one in fit)))
    return max(fit, key=lambda one: len(one.items))


def _codes_of(instrument: Instrument) -> set[str]:
    codes = {item.loinc for item in instrument.items} | {o.code for o in instrument.lookalikes}
    return codes - {""}


def _place(
    sign: _Sign, instrument: Instrument | None, table: KnownForm | None, totals: frozenset[str]
) -> Place:
    link = sign.filled.link
    item = _item(sign, instrument)
    if item is not None:
        return Place(sign.filled, Role.ITEM, sign.codes, item, sign.question, table)
    other = _lookalike(sign, instrument)
    if other is not None and instrument is not None:
        stands_for = instrument.item(other.item)
        return Place(sign.filled, Role.LOOKALIKE, (other.code,), stands_for, sign.question)
    role = Role.STRANGER
    if LEVEL in sign.codes or (table is not None and link == table.level):
        role = Role.LEVEL
    elif set(sign.codes) & totals or (table is not None and link == table.total):
        role = Role.TOTAL
    elif table is not None and link == table.refused_by:
        role = Role.REFUSAL
    elif table is not None and link in table.extras:
        role = Role.EXTRA
    return Place(sign.filled, role, sign.codes, None, sign.question)


LEVEL = "93374-7"
"""LOINC: suicide risk level, which several instruments store what they came to under."""


def _item(sign: _Sign, instrument: Instrument | None) -> Item | None:
    if instrument is None:
        return None
    found = (instrument.item(code) for code in sign.codes)
    return next((item for item in found if item is not None), None)


def _lookalike(sign: _Sign, instrument: Instrument | None) -> Lookalike | None:
    if instrument is None:
        return None
    return next((one for one in instrument.lookalikes if one.code in sign.codes), None)
