"""Every questionnaire and every filled one in a file: FHIR STU3, R4 or R5, JSON or XML.

A Bundle is unpacked, and what stands beside a form in it is joined to it: the identifiers
of its patient, and results that were made of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from hashlib import sha256

from console.domain.people.client import Identifier
from console.intake.enrol.fhir_values import Object, day, identifiers, objects, text
from console.intake.forms.model import (
    Coding,
    Filled,
    FilledForm,
    Form,
    Format,
    Parcel,
    Question,
    Release,
    Stated,
    Status,
    Whose,
)
from console.intake.forms.values import coding, codings, moment, number, raw, replies
from console.intake.strict.json_in import Json, read
from console.intake.strict.wanted import NotAsWanted
from console.intake.strict.xml_in import read_xml
from console.journal.plain import canonical

LARGEST = 8 * 1024 * 1024
DEEPEST = 64
_BOM = b"\xef\xbb\xbf"
_OPTIONS = ("answerOption", "option")


def parcel(data: bytes, largest: int = LARGEST) -> Parcel:
    """Return what ``data`` says of questionnaires.

    Args:
        data: a resource or a Bundle, as JSON or XML in UTF-8.
        largest: the most bytes that are taken.

    Raises:
        NotAsWanted: it is neither, or it is no FHIR.
    """
    bare = data.removeprefix(_BOM)
    format_ = Format.XML if bare.lstrip()[:1] == b"<" else Format.JSON
    whole: Json
    if format_ is Format.XML:
        whole = read_xml(bare, largest, DEEPEST)
    else:
        whole = read(bare, largest, DEEPEST)
    if not isinstance(whole, Mapping) or not text(whole.get("resourceType")):
        raise NotAsWanted("", _("a FHIR resource is wanted"))
    found = tuple(_within(whole))
    around = _Around(found)
    forms = [_form(one.body) for one in found if one.kind == "Questionnaire"]
    filled: list[FilledForm] = []
    for one in found:
        if one.kind == "QuestionnaireResponse":
            inside = {f"#{text(body.get('id'))}": body for body in _contained(one.body)}
            made = _filled(one, around, inside)
            filled.append(made)
            forms += [
                _form(body, made.canonical if made.canonical.endswith(name) else "")
                for name, body in inside.items()
                if body.get("resourceType") == "Questionnaire"
            ]
    others = Counter(one.kind for one in found if not one.kind.startswith("Questionnaire"))
    return Parcel(format_, sha256(data).hexdigest(), tuple(forms), tuple(filled), others)


@dataclass(frozen=True, slots=True)
class _One:
    """A resource, and the address that a Bundle gives it."""

    body: Object
    url: str = ""

    @property
    def kind(self) -> str:
        return text(self.body.get("resourceType"))

    @property
    def names(self) -> frozenset[str]:
        """What a reference may call it."""
        id_ = text(self.body.get("id"))
        return frozenset({self.url, f"{self.kind}/{id_}" if id_ else ""} - {""})


class _Around:
    """What stands beside the forms in one Bundle."""

    def __init__(self, found: Sequence[_One]) -> None:
        self._people = [one for one in found if one.kind == "Patient"]
        self._results = [one for one in found if one.kind == "Observation"]

    def whose(self, subject: Json, inside: Mapping[str, Object]) -> Whose:
        """Return whom ``subject`` means, with the identifiers that are known of them."""
        for pointer in objects(subject):
            said = text(pointer.get("reference"))
            own = list(_identifiers(pointer.get("identifier")))
            people = [one.body for one in self._people if _means(said, one)]
            people += [body for name, body in inside.items() if name == said]
            for body in people:
                own += _identifiers(body.get("identifier"))
            return Whose(said, tuple(dict.fromkeys(own)))
        return Whose()

    def results(self, form: _One, whose: Whose, on: date | None) -> Iterator[Stated]:
        """Yield the results that were made of ``form``: they say so, or fit person and day."""
        for one in self._results:
            made_of = [text(p.get("reference")) for p in objects(one.body.get("derivedFrom"))]
            if made_of:
                fits = any(_means(said, form) for said in made_of)
            else:
                subject = next(objects(one.body.get("subject")), {})
                then = day(one.body.get("effectiveDateTime"))
                fits = text(subject.get("reference")) == whose.reference != "" and then == on
            if fits:
                yield from _stated(one.body)


def _filled(one: _One, around: _Around, inside: Mapping[str, Object]) -> FilledForm:
    body = one.body
    release, address, version = _which(body, inside)
    whose = around.whose(body.get("subject"), inside)
    meta = next(objects(body.get("meta")), {})
    stamp = text(meta.get("versionId")) or text(meta.get("lastUpdated"))
    said = text(body.get("status"))
    scores = (
        Stated("extension", (), number(found.get("valueDecimal", found.get("valueInteger"))))
        for found in objects(body.get("extension"))
        if "score" in text(found.get("url")).rpartition("/")[2].lower()
    )
    return FilledForm(
        release,
        address,
        version,
        next((status for status in Status if status.value == said), Status.UNSTATED),
        moment(body.get("authored")),
        whose,
        text(body.get("id")),
        stamp,
        tuple(_items(body.get("item"))),
        (
            *(found for found in scores if found.value is not None),
            *around.results(one, whose, day(body.get("authored"))),
        ),
        canonical(body),
    )


def _which(body: Object, inside: Mapping[str, Object]) -> tuple[Release, str, str]:
    """Return the release, and which questionnaire was filled in."""
    said = body.get("questionnaire")
    old = isinstance(said, Mapping) or "context" in body or "parent" in body
    new = isinstance(body.get("identifier"), Sequence) and not isinstance(
        body.get("identifier"), str
    )
    release = Release.STU3 if old else Release.R5 if new else Release.R4
    whole = text(said.get("reference")) if isinstance(said, Mapping) else text(said)
    held = inside.get(whole)
    if held is not None:
        own = text(held.get("url"))
        return release, own or f"{text(body.get('id'))}{whole}", text(held.get("version"))
    address, _bar, version = whole.partition("|")
    return release, address, version


def _items(value: Json, depth: int = 0) -> Iterator[Filled]:
    for item in objects(value):
        yield Filled(
            raw(item.get("linkId")),
            text(item.get("text")),
            text(item.get("definition")),
            replies(item),
            depth,
        )
        yield from _items(item.get("item"), depth + 1)
        for answer in objects(item.get("answer")):
            yield from _items(answer.get("item"), depth + 1)


def _form(body: Object, address: str = "") -> Form:
    sets = {f"#{text(one.get('id'))}": one for one in _contained(body)}
    sets |= {text(one.get("url")): one for one in sets.values() if one.get("url")}
    return Form(
        _release(body),
        address or text(body.get("url")),
        text(body.get("version")),
        text(body.get("title")) or text(body.get("name")),
        text(body.get("copyright")),
        codings(body.get("code")),
        tuple(_asked(body.get("item"), sets)),
    )


def _release(body: Object) -> Release:
    if any("option" in item or "options" in item for item in _every(body.get("item"))):
        return Release.STU3
    newer = any(name.startswith(("versionAlgorithm", "copyrightLabel")) for name in body)
    if newer or any(item.get("type") == "coding" for item in _every(body.get("item"))):
        return Release.R5
    return Release.R4


def _every(value: Json) -> Iterator[Object]:
    for item in objects(value):
        yield item
        yield from _every(item.get("item"))


def _asked(value: Json, sets: Mapping[str, Object]) -> Iterator[Question]:
    for item in _every(value):
        yield Question(
            raw(item.get("linkId")),
            codings(item.get("code")),
            text(item.get("text")),
            text(item.get("type")),
            str(item.get("required")).lower() == "true",
            tuple(_options(item, sets)),
        )


def _options(item: Object, sets: Mapping[str, Object]) -> Iterator[Coding]:
    for name in _OPTIONS:
        for option in objects(item.get(name)):
            yield from (coding(one, option) for one in objects(option.get("valueCoding")))
    pointer = item.get("options")
    named = text(item.get("answerValueSet")) or (
        text(pointer.get("reference")) if isinstance(pointer, Mapping) else ""
    )
    held = sets.get(named, {})
    for expansion in objects(held.get("expansion")):
        yield from (coding(one) for one in objects(expansion.get("contains")))
    for compose in objects(held.get("compose")):
        for include in objects(compose.get("include")):
            for one in objects(include.get("concept")):
                yield coding({**one, "system": include.get("system")})


def _stated(body: Object) -> Iterator[Stated]:
    """Yield the results of an Observation and of its components."""
    for part in (body, *objects(body.get("component"))):
        values = (part.get(name) for name in ("valueInteger", "valueQuantity", "valueString"))
        value = next((n for said in values if (n := number(said)) is not None), None)
        level = next(iter(codings(part.get("valueCodeableConcept"))), None)
        codes = codings(part.get("code"))
        if codes and (value is not None or level is not None):
            yield Stated("observation", codes, value, level)


def _identifiers(value: Json) -> tuple[Identifier, ...]:
    return identifiers(value, [])


def _means(said: str, one: _One) -> bool:
    """Whether a reference means ``one``: by its address in the Bundle, or type and id."""
    return bool(said) and (said in one.names or "/".join(said.split("/")[-2:]) in one.names)


def _contained(body: Object) -> Iterator[Object]:
    return objects(body.get("contained"))


def _within(body: Object, url: str = "") -> Iterator[_One]:
    if text(body.get("resourceType")) != "Bundle":
        yield _One(body, url)
        return
    for entry in objects(body.get("entry")):
        for resource in objects(entry.get("resource")):
            yield from _within(resource, text(entry.get("fullUrl")))
