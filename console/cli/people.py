"""``staff`` and ``clients``."""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from console.cli.centre import Opened, asked, opened, staff_of
from console.cli.out import BadNews, Out, Stop
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM, ClientId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.domain.people.worries import worries, worrying
from console.journal.plain import Inline, plain
from console.words import labels
from console.words.people import around

SHORTEST_SECRET = 6

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    staff = commands.add_parser("staff", help="who works on the line")
    parts = staff.add_subparsers(required=True, metavar="WHAT")
    added = parts.add_parser("add", parents=[shared], help="add somebody, with a PIN or password")
    added.add_argument("name", help="as colleagues write it, for example “M. Okafor”")
    added.add_argument("--role", action="append", choices=[r.value for r in Role], required=True)
    added.add_argument("--phone")
    added.add_argument(
        "--senior", action="store_true", help="hide the words to say until asked for"
    )
    added.set_defaults(run=_add)
    for name, run, words in (
        ("list", _list, "who there is"),
        ("disable", _disable, "let somebody work here no longer"),
        ("reset", _reset, "give somebody a new PIN or password"),
    ):
        part = parts.add_parser(name, parents=[shared], help=words)
        if name != "list":
            part.add_argument("name")
        part.set_defaults(run=run)
    clients = commands.add_parser("clients", help="who is enrolled")
    whats = clients.add_subparsers(required=True, metavar="WHAT")
    read = whats.add_parser("import", parents=[shared], help="enrol or update from files")
    read.add_argument("format", choices=["fhir", "csv"])
    read.add_argument("files", nargs="+", type=Path)
    read.add_argument(
        "--plan-permission",
        metavar="TEXT",
        default="",
        help="the permission you hold to keep safety plans made on their holders' form",
    )
    read.set_defaults(run=_import)
    due = whats.add_parser("due", parents=[shared], help="whose record needs a look, and why")
    due.set_defaults(run=_due)
    show = whats.add_parser("show", parents=[shared], help="one record")
    show.add_argument("id")
    show.set_defaults(run=_show)


def _secret(name: str) -> str:
    """Return a new PIN or password: from VIGIL_SECRET, a pipe, or asked for twice."""
    first = asked(f"PIN or password for {name}: ")
    typed = "VIGIL_SECRET" not in os.environ and sys.stdin.isatty()
    if typed and first != asked("Once more: "):
        raise Stop("The two were not the same. Nothing was changed.")
    if len(first) < SHORTEST_SECRET:
        raise Stop(f"Use at least {SHORTEST_SECRET} characters. Nothing was changed.")
    return first


def _id(centre: Opened, name: str) -> StaffId:
    """Return an id of one word for a new member of staff."""
    word = "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-") or "staff"
    base, number = "-".join(part for part in word.split("-") if part), 2
    made = base
    while StaffId(made) in centre.desk.board.staff or made == SYSTEM:
        made, number = f"{base}-{number}", number + 1
    return StaffId(made)


def _add(args: argparse.Namespace, out: Out) -> int:
    if not args.name.strip():
        raise Stop("Say who: console staff add “M. Okafor” --role counsellor")
    secret = _secret(args.name)
    with opened(args) as centre:
        made = _id(centre, args.name)
        roles = frozenset(Role(role) for role in args.role)
        record = Staff(made, args.name, roles, args.phone, senior=args.senior)
        centre.do(RecordStaff(made, private(record)), SYSTEM)
        centre.store.credentials.set(made, secret)
    out.answer({"id": made, "name": args.name}, [f"{args.name} may sign in as “{made}”."])
    return 0


def _list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        staff = sorted(centre.desk.board.staff.values(), key=lambda s: s.id)
    rows = [
        {"id": s.id, "name": s.name, "roles": sorted(s.roles), "disabled": s.disabled}
        for s in staff
    ]
    lines = [
        f"{s.id:<18} {s.name:<20} {', '.join(labels.role(r) for r in sorted(s.roles))}"
        + ("  (disabled)" if s.disabled else "")
        for s in staff
    ]
    out.answer(rows, lines or ["Nobody yet. console staff add NAME --role administrator"])
    return 0


def _disable(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        who = centre.desk.board.staff[staff_of(centre, args.name)]
        centre.do(RecordStaff(who.id, private(replace(who, disabled=True))), SYSTEM)
        centre.store.credentials.forget(who.id)
    out.answer({"id": who.id, "disabled": True}, [f"{who.name} can no longer sign in."])
    return 0


def _reset(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        who = centre.desk.board.staff[staff_of(centre, args.name)]
        centre.store.credentials.set(who.id, _secret(who.name))
    out.answer({"id": who.id}, [f"{who.name} has a new PIN or password."])
    return 0


def _import(args: argparse.Namespace, out: Out) -> int:
    from console.intake.clients import import_files  # noqa: PLC0415 -- only this command needs it

    for file in args.files:
        if not file.is_file():
            raise Stop(f"There is no file {file}.")
    with opened(args) as centre:
        result = import_files(
            centre.desk, args.format, args.files, centre.places.locate, args.plan_permission
        )
    rejected, left_out = (
        [{"file": r.file, "resource": r.resource, "reason": r.reason} for r in some]
        for some in (result.rejected, result.left_out)
    )
    document = {
        "added": list(result.added),
        "changed": list(result.changed),
        "same": list(result.same),
        "rejected": rejected,
        "left_out": left_out,
    }
    lines = [
        (
            f"{len(result.added)} added, {len(result.changed)} changed, "
            f"{len(result.same)} the same, {len(rejected)} not taken."
        )
    ]
    lines += [f"  {r['file']} {r['resource']}: {r['reason']}" for r in (*rejected, *left_out)]
    out.answer(document, lines)
    return 1 if rejected and not (result.added or result.changed or result.same) else 0


def _due(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        today = centre.desk.now().astimezone().date()
        found = worrying(centre.desk.board.clients.values(), today)
    document = [
        {
            "client": client.id,
            "worries": [
                {"kind": one.kind, "who": one.who, "on": str(one.on or "")} for one in held
            ],
        }
        for client, held in found
    ]
    lines = [
        line
        for client, held in found
        for line in (client.shown_name, *(f"  {around.worry(one, today)}" for one in held))
    ]
    out.answer(document, lines or ["Every circle, plan and directive is in order."])
    return 0


def _around(client: Client, today: date) -> Iterator[str]:
    """Yield circle, plan and directive in words, and what of them needs a look."""
    yield "  circle:"
    for one in around.in_order(client.circle, today):
        yield f"    {around.person(one, today)}"
        for more in (around.reach(one), around.about(one)):
            if more:
                yield f"      {more}"
    plan = client.plan
    if plan is not None:
        age = plan.age_days(today)
        yield f"  safety plan: version {plan.version}, {age} days old, with {plan.made_with or '—'}"
        yield from (f"    {labels.part(item.part)}: {item.text}" for item in plan.items)
    yield "  advance directive:"
    yield from (f"    {line}" for line in around.directive(client.directive, today))
    found = worries(client, today)
    if found:
        yield "  needs a look:"
        yield from (f"    {around.worry(one, today)}" for one in found)


def _show(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        board = centre.desk.board
        client = board.clients.get(ClientId(args.id)) or next(
            (c for c in board.clients.values() if any(i.value == args.id for i in c.identifiers)),
            None,
        )
        today = centre.desk.now().astimezone().date()
    if client is None:
        raise BadNews(f"Nobody is enrolled as “{args.id}”.")
    document = plain(client, Inline())
    told = {"circle", "plan", "directive"}
    lines = [
        f"{client.shown_name} ({client.id})",
        *(f"  {k}: {v}" for k, v in document.items() if v and k not in told),
        *_around(client, today),
    ]
    out.answer(document, lines)
    return 0
