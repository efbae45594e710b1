"""``instruments``: what is asked here, and whose text; load the centre's own into a slot."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from console.cli.centre import opened, proven
from console.cli.out import BadNews, Out, Stop
from console.desk.fresh import private
from console.domain.board import Board
from console.domain.commands import LoadInstrument
from console.domain.instrument.instrument import Instrument, Item
from console.domain.instrument.loaded import Loaded
from console.domain.instrument.shipped import known_by, shipped
from console.intake.forms.known import known
from console.intake.forms.load import DoesNotFit, Fitted, fit
from console.intake.strict.wanted import NotAsWanted

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    instruments = commands.add_parser(
        "instruments", help="questionnaires, and whose text they have"
    )
    parts = instruments.add_subparsers(required=True, metavar="WHAT")
    listed = parts.add_parser("list", parents=[shared], help="what there is, and its licence")
    listed.set_defaults(run=_list)
    show = parts.add_parser("show", parents=[shared], help="one, question by question")
    show.add_argument("id")
    show.set_defaults(run=_show)
    load = parts.add_parser(
        "load", parents=[shared], help="put your licensed text (a FHIR Questionnaire) into a slot"
    )
    load.add_argument("file", help="a FHIR Questionnaire in JSON or XML, or -")
    load.add_argument("--as", dest="slot", required=True, metavar="ID", help="for example c-ssrs")
    load.add_argument("--licence", metavar="TEXT", help="what allows you to use it")
    load.add_argument("--by", metavar="WHO", help="a lead; without it nothing is loaded")
    load.add_argument("--variant", metavar="NAME", help="which of several wordings it is")
    load.set_defaults(run=_load)


def _known(name: str) -> Instrument:
    found = known_by(name)
    if found is None:
        raise Stop(f"“{name}” is no instrument here. Known are {', '.join(shipped())}.")
    return found


def _list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        board = centre.desk.board
    rows = [_row(instrument, board) for instrument in shipped().values()]
    lines = [f"{r['id']:<26} v{r['version']}  {r['licence']:<6} {_text(r)}" for r in rows]
    out.answer(rows, lines)
    return 0


def _row(instrument: Instrument, board: Board) -> dict[str, object]:
    loaded = board.instruments.get(instrument.id)
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "licence": instrument.licence.status.value,
        "text": "loaded" if loaded else "ships" if instrument.has_text else "empty",
        "edition": loaded.edition if loaded else None,
        "loaded_by": loaded.by if loaded else None,
        "loaded_at": loaded.at.isoformat() if loaded else None,
    }


def _text(row: dict[str, object]) -> str:
    match row["text"]:
        case "ships":
            return f"{row['title']}: its words ship"
        case "loaded":
            return f"{row['title']}: {row['edition']}, loaded by {row['loaded_by']}"
        case _:
            return f"{row['title']}: empty. console instruments load FILE --as {row['id']}"


def _show(args: argparse.Namespace, out: Out) -> int:
    wanted = _known(args.id)
    with opened(args) as centre:
        board = centre.desk.board
    instrument = board.instrument(wanted.id) or wanted
    loaded = board.instruments.get(wanted.id)
    document = {
        **_row(wanted, board),
        "licence_of_loaded": loaded.licence if loaded else None,
        "sha256": loaded.sha256 if loaded else None,
        "items": [_item(item) for item in instrument.items],
        "notice": instrument.licence.notice,
        "to_check": instrument.licence.to_check,
    }
    out.answer(document, list(_lines(instrument, loaded)))
    return 0


def _item(item: Item) -> dict[str, object]:
    options = [{"code": o.code, "ordinal": o.ordinal, "text": o.text} for o in item.options]
    return {"id": item.id, "loinc": item.loinc or None, "text": item.text, "options": options}


def _lines(instrument: Instrument, loaded: Loaded | None) -> Iterator[str]:
    yield f"{instrument.title} version {instrument.version}: {instrument.about}"
    if loaded is not None:
        yield f"  {loaded.edition}, loaded by {loaded.by} on {loaded.at:%Y-%m-%d}: {loaded.licence}"
    if instrument.stem:
        yield f"  {instrument.stem}"
    for item in instrument.items:
        yield f"  {item.label}: {item.text or '— load your licensed copy (FHIR Questionnaire)'}"
        answers = [option.text or option.code for option in item.options]
        if answers:
            yield f"      {' / '.join(answers)}"
    yield f"  {instrument.licence.notice}"


def _load(args: argparse.Namespace, out: Out) -> int:
    instrument = _known(args.slot)
    if args.variant is not None and instrument.variant(args.variant) is None:
        names = ", ".join(one.id for one in instrument.variants) or "none"
        raise Stop(f"{instrument.title} has no variant “{args.variant}”. Known: {names}.")
    try:
        fitted = fit(_read(args.file), instrument, known(), args.variant)
    except NotAsWanted as no:
        where = f" in {no.field}," if no.field else ""
        raise Stop(f"The questionnaire cannot be read:{where} {no.wanted}.") from None
    except DoesNotFit as no:
        raise BadNews(
            "\n".join((f"It does not fit {instrument.title}. Nothing was loaded.", *no.reasons))
        ) from None
    said = _said(instrument, fitted)
    if args.by is None or args.licence is None:
        missing = "Nothing is loaded yet. If this is right, give --licence and --by."
        out.answer(_document(instrument, fitted, loaded=False), [*said, missing])
        return 0
    with opened(args) as centre:
        by = proven(centre, args.by)
        command = LoadInstrument(
            instrument.id, private(fitted.wording), fitted.edition, fitted.digest, args.licence
        )
        done = centre.do(command, by)
    word = "Loaded." if done.happened else "It was loaded already; nothing was changed."
    out.answer(_document(instrument, fitted, loaded=bool(done.happened)), [*said, word])
    return 0


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None


def _document(instrument: Instrument, fitted: Fitted, *, loaded: bool) -> dict[str, object]:
    return {
        "instrument": instrument.id,
        "loaded": loaded,
        "edition": fitted.edition,
        "sha256": fitted.digest,
        "copyright": fitted.copyright,
        "items": dict(fitted.wording.items),
        "left_out": list(fitted.left),
    }


def _said(instrument: Instrument, fitted: Fitted) -> list[str]:
    """Return every word that will be shown, for whoever stands for it."""
    texts = dict(fitted.wording.items)
    lines = [f"{instrument.title}, from “{fitted.edition}”:"]
    lines += [f"  {fitted.wording.stem}"] if fitted.wording.stem else []
    for item in instrument.items:
        answers = [text for held, _code, text in fitted.wording.options if held == item.id]
        lines.append(f"  {item.label}: {texts[item.id]}")
        lines.append(f"      {' / '.join(answers)}")
    if fitted.left:
        lines.append(f"  Not used: {', '.join(fitted.left)}")
    return [*lines, f"  {fitted.copyright}"] if fitted.copyright else lines
