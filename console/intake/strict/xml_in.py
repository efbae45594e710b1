"""FHIR as XML, turned into what the same resource is as JSON: small, shallow, nothing odd in it.

No document type, so no entities, and nothing is ever fetched.  Every primitive stays a
text, since only a schema could say which of them are numbers; a part that stands once is
no list, since only a schema could say which parts may stand twice.
"""

from collections.abc import Mapping
from gettext import gettext as _
from typing import TypeAlias
from xml.parsers import expat

from console.intake.strict.json_in import Json, clean
from console.intake.strict.wanted import NotAsWanted

FHIR = "http://hl7.org/fhir"
_HOLDERS = frozenset({"contained", "resource"})
"""Elements whose only child is a resource, named by its tag."""
_Part: TypeAlias = "dict[str, Json]"


def read_xml(raw: bytes, largest: int, deepest: int) -> Mapping[str, Json]:
    """Return the one FHIR resource in ``raw``, as its JSON would be.

    Args:
        raw: text in UTF-8, whatever else the document says of itself.
        largest: the most bytes that are taken.
        deepest: how many elements may stand inside one another.

    Raises:
        NotAsWanted: it is too large or too deep, is no XML in UTF-8, has a document type,
            or is not in the namespace of FHIR.
    """
    if len(raw) > largest:
        raise NotAsWanted("", _("at most {n} kB are taken").format(n=largest // 1024))
    builder = _Builder(deepest)
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    try:
        parser.Parse(raw.decode("utf-8-sig").encode(), True)
    except UnicodeDecodeError:
        raise NotAsWanted("", _("text in UTF-8 is wanted")) from None
    except expat.ExpatError:
        raise NotAsWanted("", _("one whole XML document is wanted")) from None
    return builder.resource()


class _Builder:
    """Hears the elements of a document and keeps what a resource holds."""

    def __init__(self, deepest: int) -> None:
        self._deepest = deepest
        self._open: list[tuple[str, str | None, _Part]] = []
        self._skipped = 0
        self._whole: _Part = {}

    def resource(self) -> Mapping[str, Json]:
        """Return what was heard, once the document is over."""
        return self._whole

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element; what is not FHIR (the XHTML that people read) is passed over."""
        space, _gap, name = tag.rpartition(" ")
        if len(self._open) + self._skipped >= self._deepest:
            raise NotAsWanted("", _("at most {n} levels are taken").format(n=self._deepest))
        if self._skipped or (space != FHIR and self._open):
            self._skipped += 1
            return
        if space != FHIR:
            raise NotAsWanted("", _("a FHIR resource is wanted"))
        part: _Part = {key: clean(attributes[key]) for key in ("id", "url") if key in attributes}
        said = clean(attributes["value"]) if "value" in attributes else None
        if not self._open or self._open[-1][0] in _HOLDERS:
            part["resourceType"] = name
        self._open.append((name, said, part))

    def end(self, _tag: str) -> None:
        """End an element and hand it to the one around it."""
        if self._skipped:
            self._skipped -= 1
            return
        name, said, part = self._open.pop()
        if not self._open:
            self._whole = part
            return
        around, _said, whole = self._open[-1]
        if around in _HOLDERS:
            whole.update(part)
            return
        if said is not None:
            _add(whole, name, said)
            if part:
                _add(whole, f"_{name}", part)
        else:
            _add(whole, name, part)


def _add(whole: _Part, name: str, value: Json) -> None:
    """Put ``value`` under ``name``; a second one of the name makes a list."""
    held = whole.get(name)
    if name not in whole:
        whole[name] = value
    elif isinstance(held, list):
        held.append(value)
    else:
        whole[name] = [held, value]


def _no_doctype(*_said: object) -> None:
    raise NotAsWanted("", _("a document without a document type is wanted"))
