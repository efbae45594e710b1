"""Every list that is on file and every gap, in words: one entry each, the weightiest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from console.domain.board import Board
from console.domain.ids import SYSTEM
from console.domain.place.facility import list_fresh
from console.places.lists.onfile import Brought, OnFile, Topic
from console.reports.times import grouped
from console.ui.directory.topics import gap, title
from console.words.place import onfile
from console.words.refusals import staff_name


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``tone`` is a tier's name or nothing, and the words say the same."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One list, or what is not on file.

    Attributes:
        title: what it is good for.
        much: how much there is of it; for a gap, that there is none.
        find: what to look for in the directory to see its places; empty where it has none.
    """

    topic: Topic
    title: str
    much: str
    lines: tuple[Line, ...]
    there: bool
    find: str = ""

    @property
    def spoken(self) -> str:
        """The whole entry as a screen reader says it."""
        said = (f"{self.title}: {self.much}", *(line.text for line in self.lines))
        return ". ".join(part.removesuffix(".") for part in said)


def entries(lists: Sequence[OnFile], board: Board, now: datetime) -> tuple[Entry, ...]:
    """Return an entry for every list and for every gap, in the order of the topics."""
    there = {one.topic for one in lists}
    made: list[Entry] = []
    for topic in Topic:
        made += [_there(one, board, now) for one in lists if one.topic is topic]
        if topic not in there:
            made.append(_gap(topic, there, practice=board.practice))
    return tuple(made)


def _gap(topic: Topic, there: set[Topic], *, practice: bool) -> Entry:
    found = gap(topic, there, practice=practice)
    lines = (Line(found.follows), Line(found.mend, "mend"))
    return Entry(topic, title(topic), _("not on file"), lines, there=False)


def _there(one: OnFile, board: Board, now: datetime) -> Entry:
    if one.broken:
        return _broken(one, practice=board.practice)
    lines = tuple(_lines(one, board, now))
    return Entry(one.topic, title(one.topic), _much(one), lines, there=True, find=_find(one.topic))


def _broken(one: OnFile, *, practice: bool) -> Entry:
    found = gap(one.topic, (), practice=practice)
    lines = (Line(one.source, "strong"), Line(found.follows), Line(found.mend, "mend"))
    return Entry(one.topic, title(one.topic), _("cannot be read"), lines, there=False)


def _lines(one: OnFile, board: Board, now: datetime) -> Iterator[Line]:
    today = now.astimezone().date()
    yield Line(
        _("{source} · invented for practice").format(source=one.source)
        if one.invented and "invented" not in one.source
        else one.source,
        "strong",
    )
    if one.topic is not Topic.TILES:
        old = not one.invented and not list_fresh(one.vintage, today)
        age = onfile.data_age(one.vintage, today)
        yield Line(f"⚠ {age}" if old else age, "high" if old else "")
    if one.gone:
        said = ngettext(
            "{n} no longer in the newest list; kept and marked",
            "{n} no longer in the newest list; kept and marked",
            one.gone,
        )
        yield Line(said.format(n=grouped(one.gone)))
    yield Line(_how(one, board))


def _how(one: OnFile, board: Board) -> str:
    """Return how a list came here."""
    if one.brought is not None:
        return brought(one.brought, board)
    if one.shipped:
        return _("came with this program; nobody brought it in")
    if one.invented:
        return _("comes with practice")
    if one.topic is Topic.TILES:
        return _("named in the settings")
    return _("when it was brought in does not stand in the journal by its name")


def brought(one: Brought, board: Board) -> str:
    """Return when a list was brought in and by whom, and the number of its entry."""
    if one.by == SYSTEM:
        who = _("at the command line of {station}").format(station=one.station)
    else:
        who = _("by {name}").format(name=staff_name(board, one.by))
    said = _("brought in {day} {who} (entry {n})").format(
        day=f"{one.at.astimezone():%Y-%m-%d %H:%M}", who=who, n=grouped(one.seq)
    )
    if not one.rejected:
        return said
    rows = ngettext("{n} row not taken", "{n} rows not taken", one.rejected)
    return f"{said}; {rows.format(n=grouped(one.rejected))}"


def _much(one: OnFile) -> str:
    """Return how much there is, with its unit."""
    match one.topic:
        case Topic.STREETS:
            said = ngettext("{n} street", "{n} streets", one.count).format(n=grouped(one.count))
            more = _("{n} house numbers").format(n=grouped(one.numbers))
            return f"{said}, {more}"
        case Topic.ROADS:
            return _("car minutes")
        case Topic.TILES:
            return _("one file")
        case Topic.AREAS:
            return ngettext("{n} area", "{n} areas", one.count).format(n=grouped(one.count))
        case _:
            return ngettext("{n} place", "{n} places", one.count).format(n=grouped(one.count))


def _find(topic: Topic) -> str:
    """Return what finds the places of a topic."""
    return {
        Topic.PSAP: _("911 centre"),
        Topic.AREAS: _("911 centre"),
        Topic.HOSPITALS: _("hospital"),
        Topic.EMS: _("EMS"),
        Topic.CRISIS: _("crisis centre"),
        Topic.MOBILE: _("mobile crisis team"),
    }.get(topic, "")
