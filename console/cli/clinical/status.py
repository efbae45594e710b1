"""``case status``: what a 911 centre sent back about a case, taken in as an offer."""

import argparse
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from console.cli.centre import Opened, opened, proven
from console.cli.clinical.which import entries_of
from console.cli.out import BadNews, Out, Stop
from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.commands import TakeStatus
from console.domain.ids import SYSTEM, CaseId
from console.domain.place.returned import Returned
from console.intake.keep import keep, kept_id
from console.intake.strict.json_in import read
from console.intake.strict.wanted import NotAsWanted
from console.journal.plain import Inline, plain
from console.reports.handoff.eido import incident
from console.reports.handoff.returned import (
    DEEPEST,
    LARGEST,
    NoStatus,
    OfAnother,
    Ours,
    cases,
    returned,
)
from console.store.beside.quarantine import Held
from console.words import returned as words

SENDER: Final = "911-status"
UNNAMED: Final = "It does not name this case: compare the incident with what the centre says."

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command of this module, beside the others of ``case``."""
    status = commands.add_parser(
        "status", parents=[shared], help="take in what a 911 centre sent back (EIDO), as an offer"
    )
    status.add_argument("id")
    status.add_argument("file", help="a file, or - for what is piped in")
    status.add_argument("--by", default="", metavar="WHO", help="who brings it")
    status.set_defaults(run=_status)


def _status(args: argparse.Namespace, out: Out) -> int:
    raw = _raw(args.file)
    with opened(args) as centre:
        by = proven(centre, args.by) if args.by else SYSTEM
        name, _entries = entries_of(centre, args.id)
        said, named = _said(centre, args.file, raw, name)
        done = centre.do(TakeStatus(name, private(said), sha256(raw).hexdigest()), by)
        case = centre.desk.board.cases[name]
    differs = tuple(_differs(case))
    news = (
        "It is offered in the case; what people wrote stands as it is."
        if done.happened
        else "It was taken in before."
    )
    wrote = (f"Written: {mine}; the centre says: {theirs}." for _f, mine, theirs in differs)
    document = {
        "status": plain(said, Inline()),
        "taken": bool(done.happened),
        "differs": {field: [mine, theirs] for field, mine, theirs in differs},
    }
    units = [f"{words.units(said)}."] if said.units else []
    unnamed = () if named else (UNNAMED,)
    out.answer(document, [f"{words.title(said)}.", *units, *unnamed, news, *wrote])
    return 0


def _raw(file: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None
    if len(raw) > LARGEST:
        raise BadNews(f"{file} is larger than a status can be. Nothing was changed.")
    return raw


def _said(centre: Opened, file: str, raw: bytes, case: CaseId) -> tuple[Returned, bool]:
    """Return what the centre says, and whether it names the case; else keep it for a lead.

    Raises:
        BadNews: it cannot be read, it is a file of ours, or about another case.
    """
    names = {one.id: incident(one.id, one.number) for one in centre.desk.board.cases.values()}
    ours = names.pop(case, "")
    try:
        document = read(raw, LARGEST, DEEPEST)
        return returned(document, ours, names.values()), ours in cases(document)
    except (Ours, OfAnother) as no:
        raise BadNews(str(no)) from None
    except (NoStatus, NotAsWanted) as no:
        why = str(no) if isinstance(no, NoStatus) else f"{file} cannot be read: {no.wanted}."
        kept = Held(kept_id(SENDER, sha256(raw).hexdigest()), centre.desk.now(), SENDER, why, raw)
        name = keep(centre.desk, centre.store.quarantine, kept)
    raise BadNews(f"{why} It is kept: console intake quarantine show {name}")


def _differs(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield where a person wrote something else: the field, theirs and what is offered."""
    for field, offered in words.offers(case):
        answer = case.answers.get(field)
        mine = answer.value.shown.strip() if answer is not None else ""
        if mine and mine != offered:
            yield field, mine, offered
