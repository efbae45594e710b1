"""``protocols``: check, publish, list, show, compare, approve."""

import argparse
import difflib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from console.cli.centre import opened, proven
from console.cli.out import BadNews, Out, Stop
from console.domain.commands import ApproveProtocol, PublishProtocols
from console.domain.ids import SYSTEM, ProtocolId
from console.domain.protocol.protocol import Protocol
from console.domain.protocol.read import read
from console.domain.publishable import faults_of
from console.domain.reading.fault import Fault, Faulty
from console.wiring.shipped import shipped_protocols
from console.words.refusals import fault

YEAR = timedelta(days=365)
Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    protocols = commands.add_parser("protocols", help="the checklists")
    parts = protocols.add_subparsers(required=True, metavar="WHAT")
    check = parts.add_parser("check", parents=[shared], help="say what is wrong with files")
    check.add_argument("files", nargs="+", type=Path)
    check.set_defaults(run=_check)
    publish = parts.add_parser("publish", parents=[shared], help="publish files, all or none")
    publish.add_argument("files", nargs="+", type=Path)
    publish.set_defaults(run=_publish)
    listed = parts.add_parser("list", parents=[shared], help="what is published, and approved")
    listed.set_defaults(run=_list)
    show = parts.add_parser("show", parents=[shared], help="one protocol, step by step")
    show.add_argument("id")
    show.set_defaults(run=_show)
    diff = parts.add_parser("diff", parents=[shared], help="the last two versions side by side")
    diff.add_argument("id")
    diff.set_defaults(run=_diff)
    approve = parts.add_parser("approve", parents=[shared], help="stand for a version")
    approve.add_argument("id")
    approve.add_argument("--by", required=True, metavar="WHO", help="a clinical lead")
    approve.add_argument("--credential", required=True, help="for example “LCSW, OH 12345”")
    approve.add_argument("--next-review", type=date.fromisoformat, metavar="YYYY-MM-DD")
    approve.set_defaults(run=_approve)


def _texts(files: list[Path]) -> dict[Path, str]:
    texts = {}
    for file in files:
        try:
            texts[file] = file.read_text(encoding="utf-8")
        except OSError as no:
            raise Stop(f"{file} cannot be read: {no.strerror}.") from None
        except UnicodeDecodeError:
            raise Stop(f"{file} is not text in UTF-8. Save it so.") from None
    return texts


def _faults(
    texts: dict[Path, str], held: Iterable[Protocol]
) -> tuple[list[tuple[Path, Fault]], list[Protocol]]:
    """Return what keeps the files from being published where ``held`` is, each with its file."""
    faults: list[tuple[Path, Fault]] = []
    good: dict[Path, Protocol] = {}
    for file, text in texts.items():
        try:
            good[file] = read(text)
        except Faulty as no:
            faults += [(file, found) for found in no.faults]
    if good:
        names = {protocol.id for protocol in good.values()}
        beside = [protocol for protocol in held if protocol.id not in names]
        found_here = faults_of(good.values(), beside)
        faults += [(_file_of(found, good), found) for found in found_here]
    return faults, list(good.values())


def _file_of(found: Fault, good: dict[Path, Protocol]) -> Path:
    """Return the last file that ``found`` is about; the last one if it is broken beside them."""
    named = [file for file, one in good.items() if found.where.split()[0] == one.id]
    return (named or list(good))[-1]


def _check(args: argparse.Namespace, out: Out) -> int:
    faults, good = _faults(_texts(args.files), map(read, shipped_protocols()))
    document = {
        "ok": not faults,
        "faults": [
            {"file": str(file), "where": f.where, "what": f.what, "remedy": f.remedy}
            for file, f in faults
        ],
    }
    lines = [f"{file}: {fault(found)}" for file, found in faults]
    lines += [
        f"{p.id} version {p.version}: sound, {len(p.steps)} steps." for p in good if not faults
    ]
    out.answer(document, lines)
    return 1 if faults else 0


def _publish(args: argparse.Namespace, out: Out) -> int:
    texts = _texts(args.files)
    with opened(args) as centre:
        published = centre.desk.board.protocols.values()
        newest = (max(versions, key=lambda p: p.version) for versions in published)
        faults, _good = _faults(texts, newest)
        if faults:
            raise BadNews("\n".join(f"{file}: {fault(found)}" for file, found in faults))
        done = centre.do(PublishProtocols(tuple(texts.values())), SYSTEM)
    out.answer(
        {"published": len(done.happened)},
        [f"{len(done.happened)} published. Live use waits for a clinical lead: protocols approve."],
    )
    return 0


def _list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        board = centre.desk.board
    rows, today = [], datetime.now(UTC).date()
    for name in sorted(board.protocols):
        for protocol in board.protocols[name]:
            approval = board.approvals.get(name, {}).get(protocol.version)
            rows.append(
                {
                    "id": name,
                    "version": protocol.version,
                    "title": protocol.title,
                    "steps": len(protocol.steps),
                    "state": "approved" if approval else "draft",
                    "approved_by": approval.by if approval else None,
                    "next_review": approval.next_review.isoformat() if approval else None,
                    "review_overdue": approval is not None and approval.overdue(today),
                }
            )
    lines = [
        f"{r['id']} v{r['version']}  {r['state']:<9} {r['title']} ({r['steps']} steps)"
        f"{'  REVIEW WAS DUE ' + str(r['next_review']) if r['review_overdue'] else ''}"
        for r in rows
    ]
    out.answer(rows, lines or ["No protocol is published yet. console protocols publish FILE…"])
    return 0


def _held(args: argparse.Namespace) -> tuple[Protocol, ...]:
    with opened(args) as centre:
        versions = centre.desk.board.protocols.get(ProtocolId(args.id), ())
    if not versions:
        raise BadNews(f"“{args.id}” is not published here. console protocols list shows what is.")
    return versions


def _lines(protocol: Protocol) -> list[str]:
    lines = [f"{protocol.id} version {protocol.version}: {protocol.title} ({protocol.mode})"]
    for phase in protocol.phases:
        lines.append(f"  {phase.id} {phase.title}")
        for step in phase.steps:
            marks = " ".join((*step.gates, *(() if step.required else ("optional",))))
            lines.append(f"    {step.id} {step.text}  [{step.who}] {marks}".rstrip())
            lines += [f"        {f.label} ({f.type})" for f in step.fields]
            lines += [f"        → {a.label}: {a.how} {a.target}".rstrip() for a in step.answers]
    return lines


def _show(args: argparse.Namespace, out: Out) -> int:
    protocol = max(_held(args), key=lambda p: p.version)
    lines = _lines(protocol)
    out.answer({"id": protocol.id, "version": protocol.version, "lines": lines}, lines)
    return 0


def _diff(args: argparse.Namespace, out: Out) -> int:
    versions = sorted(_held(args), key=lambda p: p.version)
    old, new = (versions[-2], versions[-1]) if len(versions) > 1 else (versions[-1], versions[-1])
    changes = [
        line
        for line in difflib.unified_diff(_lines(old), _lines(new), lineterm="", n=1)
        if not line.startswith(("---", "+++"))
    ]
    out.answer(
        {"id": new.id, "from": old.version, "to": new.version, "changes": changes},
        changes or [f"{new.id} has one version, {new.version}; there is nothing to compare."],
    )
    return 0


def _approve(args: argparse.Namespace, out: Out) -> int:
    protocol = max(_held(args), key=lambda p: p.version)
    review = args.next_review or (datetime.now(UTC).date() + YEAR)
    with opened(args) as centre:
        by = proven(centre, args.by)
        centre.do(ApproveProtocol(protocol.id, protocol.version, args.credential, review), by)
    out.answer(
        {"id": protocol.id, "version": protocol.version, "next_review": review.isoformat()},
        [f"{protocol.id} version {protocol.version} may be used live until {review}."],
    )
    return 0
