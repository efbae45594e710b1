"""``intake``: the door for contacts, its keys, and what was kept at it."""

import argparse
import json
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from console.cli.centre import opened, proven, settings_of
from console.cli.out import BadNews, Out, Stop
from console.intake import keep
from console.intake.door import CannotListen, serve
from console.intake.event import parse
from console.intake.forms.arrive import is_fhir
from console.intake.ports import StoredKeys
from console.intake.receive import Answer, Reused, receive, receive_forms
from console.intake.strict.wanted import NotAsWanted
from console.journal.port import Unreachable
from console.settings import replace_door

TICK_S = 1.0
BY_HAND = "by-hand"
"""The sender of a filled form that somebody puts in: FHIR names none."""

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    intake = commands.add_parser("intake", help="how contacts arrive")
    parts = intake.add_subparsers(required=True, metavar="WHAT")
    door = parts.add_parser("serve", parents=[shared], help="the intake service")
    door.add_argument("--listen", metavar="HOST:PORT")
    door.set_defaults(run=_serve)
    keys = parts.add_parser("keys", help="what senders sign with")
    whats = keys.add_subparsers(required=True, metavar="WHAT")
    for name, run in (("add", _add_key), ("list", _list_keys), ("retire", _retire_key)):
        part = whats.add_parser(name, parents=[shared])
        if name != "list":
            part.add_argument("sender")
        part.set_defaults(run=run)
    send = parts.add_parser(
        "send", parents=[shared], help="put an event, or a filled form, in by hand"
    )
    send.add_argument("file", help="a file, or - for standard input")
    send.set_defaults(run=_send)
    kept = parts.add_parser("quarantine", help="what arrived and could not be read")
    hows = kept.add_subparsers(required=True, metavar="WHAT")
    for name, run in (
        ("list", _quarantine_list),
        ("show", _quarantine_show),
        ("release", _quarantine_resolve),
        ("discard", _quarantine_resolve),
    ):
        part = hows.add_parser(name, parents=[shared])
        if name != "list":
            part.add_argument("id")
        if name in {"release", "discard"}:
            part.add_argument("--by", required=True, metavar="WHO", help="a shift lead")
        part.set_defaults(run=run, released=name == "release")


def _serve(args: argparse.Namespace, out: Out) -> int:
    settings = settings_of(args)
    host, port = replace_door(settings, args.listen).listen
    with opened(args) as centre:
        keys = StoredKeys(centre.store.intake_keys)
        try:
            door = serve(centre.desk, keys, centre.store.quarantine, host, port)
        except CannotListen as no:
            raise Stop(str(no)) from None
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        bell = centre.store.bell(centre.desk.catch_up, lost=lambda: None, back=lambda: None)
        sealer = centre.store.sealer(lambda: datetime.now(UTC))
        bell.start()
        try:
            out.answer({"listening": door.url}, [f"Listening at {door.url}. Ctrl+C ends it."])
            while not door.wait(TICK_S):
                with suppress(Unreachable):  # senders are told to come again, and seals wait
                    sealer.look(centre.desk.head[0])
                    centre.keep_snapshot()
        except KeyboardInterrupt:
            out.complain("The intake is closed.")
        finally:
            bell.stop()
            door.stop()
    return 0


def _add_key(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        key = centre.store.intake_keys.add(args.sender, datetime.now(UTC))
    out.answer(
        {"id": key.id, "sender": key.sender, "secret": key.secret},
        [f"{key.sender} signs with {key.secret}", "It is shown this once; keep it safe."],
    )
    return 0


def _list_keys(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        keys = centre.store.intake_keys.list()
    rows = [
        {
            "id": k.id,
            "sender": k.sender,
            "added": k.added_at.isoformat(),
            "retired": k.retired_at.isoformat() if k.retired_at else None,
        }
        for k in keys
    ]
    lines = [
        f"{r['sender']}  {r['id']}  since {r['added']}  {'retired' if r['retired'] else ''}"
        for r in rows
    ]
    out.answer(rows, lines or ["No sender may post yet. console intake keys add SENDER"])
    return 0


def _retire_key(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        count = centre.store.intake_keys.retire(args.sender, datetime.now(UTC))
    if not count:
        raise BadNews(f"“{args.sender}” has no active key.")
    out.answer({"retired": count}, [f"{count} of {args.sender} no longer taken."])
    return 0


def _send(args: argparse.Namespace, out: Out) -> int:
    try:
        raw = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
    except OSError as no:
        raise Stop(f"{args.file} cannot be read: {no.strerror}.") from None
    try:
        if is_fhir(raw):
            with opened(args) as centre:
                answer = receive_forms(centre.desk, raw, BY_HAND)
        else:
            event = parse(raw)
            with opened(args) as centre:
                answer = receive(centre.desk, event)
    except (NotAsWanted, Reused) as fault:
        answer = Answer(accepted=False, reason=str(fault))
    plain = answer.plain()
    out.answer(plain, [answer.reason or json.dumps(plain)])
    return 0 if answer.accepted else 1


def _quarantine_list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        held = centre.store.quarantine.list()
    rows = [
        {"id": h.id, "sender": h.sender, "at": h.at.isoformat(), "reason": h.reason} for h in held
    ]
    lines = [f"{r['id']}  {r['at'][:19]}  {r['sender']}: {r['reason']}" for r in rows]
    out.answer(rows, lines or ["Nothing is in quarantine."])
    return 0


def _quarantine_show(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        held = centre.store.quarantine.get(args.id)
    if held is None:
        raise BadNews(f"Nothing is kept as “{args.id}”.")
    text = held.raw.decode("utf-8", "replace")
    out.answer({"id": held.id, "sender": held.sender, "raw": text}, [text])
    return 0


def _quarantine_resolve(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        by = proven(centre, args.by)
        if args.released:
            try:
                answer = keep.release(centre.desk, centre.store.quarantine, args.id, by)
            except NotAsWanted as fault:
                raise BadNews(str(fault)) from None
            out.answer(answer.plain(), [json.dumps(answer.plain())])
        else:
            keep.discard(centre.desk, centre.store.quarantine, args.id, by)
            out.answer({"discarded": args.id}, [f"{args.id} discarded; the journal says so."])
    return 0
