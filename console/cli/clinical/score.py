"""``score``: answers or a filled form in; total, band, suggestion, basis and warnings out."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from console.cli.clinical.filled import scored
from console.cli.out import Out, Stop
from console.domain.instrument.answers import hear
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.scoring import Scored, Stated, score
from console.domain.instrument.shipped import known_by, shipped
from console.intake.forms.arrive import is_fhir
from console.intake.forms.verdict import Hints
from console.intake.strict.json_in import Fields, Json, read
from console.intake.strict.wanted import NotAsWanted
from console.words import instruments as words

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name

BAD_NEWS: Final = frozenset(
    {
        *("unreadable", "unknown_item", "said_twice", "not_standard"),
        *("total_code", "total_differs", "total_untrusted"),
    }
)
"""Warnings after which a score wants to be looked at before anybody goes by it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Answers as they stand in a file of ours.

    Attributes:
        said: what was said, by the id or LOINC code of the item.
        previous: the total of the time before.
        variant: which of the instrument's variants holds.
        stated: a total that stands in the file too.
    """

    said: Mapping[str, object]
    previous: int | None = None
    variant: str | None = None
    stated: Stated | None = None


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    parser = commands.add_parser("score", parents=[shared], help="what answers come to")
    parser.add_argument("instrument", help="for example phq-9, asq, c-ssrs")
    parser.add_argument("file", help="answers in JSON, a QuestionnaireResponse, or -")
    parser.add_argument("--previous", type=int, metavar="N", help="the total of the time before")
    parser.add_argument("--variant", metavar="NAME", help="which cut-off, or which wording, holds")
    parser.set_defaults(run=_score)


def answers_from(data: bytes, instrument: Instrument) -> Plain:
    """Return the answers in ``data``: ``{"answers": {"q1": "yes", …}}``.

    ``answers`` may also be a list in the order of the items; ``null`` is "not asked", and
    ``"refused"`` a refusal.  Beside it may stand ``previous``, ``variant`` and ``total``
    (``{"value": n, "code": "…"}``).

    Raises:
        NotAsWanted: it is not that.
    """
    fields = Fields(read(data))
    plain = Plain(
        _said(fields.get("answers"), instrument),
        _whole(fields.get("previous"), "previous"),
        fields.maybe("variant", 40),
        _stated(fields.get("total")),
    )
    fields.get("instrument")
    fields.finish()
    return plain


def _said(value: Json, instrument: Instrument) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        if len(value) > len(instrument.items):
            raise NotAsWanted("answers", f"at most {len(instrument.items)} answers are wanted")
        return {item.id: said for item, said in zip(instrument.items, value, strict=False)}
    raise NotAsWanted("answers", "the answers are wanted, by the id of their item")


def _whole(value: Json, path: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise NotAsWanted(path, "a whole number is wanted")


def _stated(value: Json) -> Stated | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return Stated(value)
    fields = Fields(value, "total")
    total = _whole(fields.get("value"), "total.value")
    code = fields.maybe("code", 40)
    fields.finish()
    return Stated(total, code or "") if total is not None else None


def _score(args: argparse.Namespace, out: Out) -> int:
    instrument = known_by(args.instrument)
    if instrument is None:
        known = ", ".join(shipped())
        raise Stop(f"“{args.instrument}” is no instrument here. Known are {known}.")
    if args.variant is not None:
        _variant(instrument, args.variant)
    data = _read(args.file)
    try:
        if is_fhir(data):
            found = scored(data, _hints(instrument, args))
        else:
            found = _plain(answers_from(data, instrument), instrument, args)
    except NotAsWanted as no:
        where = f" in {no.field}," if no.field else ""
        raise Stop(f"The answers cannot be read:{where} {no.wanted}.") from None
    out.answer(document(instrument, found), lines(instrument, found))
    return 0 if sound(found) else 1


def _hints(instrument: Instrument, args: argparse.Namespace) -> Hints:
    totals = {} if args.previous is None else {instrument.id: args.previous}
    variants = {} if args.variant is None else {instrument.id: args.variant}
    return Hints(instrument, totals, variants)


def _plain(plain: Plain, instrument: Instrument, args: argparse.Namespace) -> Scored:
    variant = args.variant or plain.variant
    if variant is not None:
        _variant(instrument, variant)
    heard = hear(instrument, plain.said)
    previous = args.previous if args.previous is not None else plain.previous
    return score(instrument, heard, previous=previous, variant=variant, stated=plain.stated)


def _variant(instrument: Instrument, name: str) -> None:
    """Stop where ``instrument`` has no variant called ``name``."""
    if instrument.variant(name) is None:
        known = ", ".join(one.id for one in instrument.variants) or "none"
        raise Stop(f"{instrument.title} has no variant “{name}”. Known: {known}.")


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None


def document(instrument: Instrument, found: Scored) -> dict[str, object]:
    """Return a score as other programs read it."""
    return {
        "instrument": found.instrument,
        "version": found.version,
        "score": found.score,
        "band": found.band,
        "tier": found.tier.word if found.tier is not None else None,
        "basis": [f"{one.code}: {words.basis(one)}" for one in found.basis],
        "complete": found.complete,
        "warnings": [f"{one.code}: {words.caution(one, instrument)}" for one in found.warnings],
    }


def lines(instrument: Instrument, found: Scored) -> list[str]:
    """Return a score as a person reads it."""
    said = [f"{instrument.title}: {words.outcome(found) or '—'}"]
    suggests = (
        f"suggests {words.finding(found.tier)}" if found.tier is not None else "suggests none"
    )
    said.append(f"  {suggests}; a person sets the tier")
    said += [f"  because: {words.basis(one)}" for one in found.basis]
    said += [f"  mind: {words.caution(one, instrument)}" for one in found.warnings]
    return [*said, f"  {instrument.licence.notice}"]


def sound(found: Scored) -> bool:
    """Whether the score may be gone by as it is."""
    return found.complete and not any(one.code in BAD_NEWS for one in found.warnings)
