"""Everything that can be done by a key: one table, from which keys, caps and help are made.

A pane does what stands here by offering ``handlers()``: the id of an act and what to call.
Every key works while somebody types: with Ctrl or Alt, or a function key, never a bare letter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Final, Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence

Handlers = Mapping[str, Callable[[], None]]


class Workspace(StrEnum):
    """Where an act belongs; the help is arranged by it."""

    QUEUE = "queue"
    PERSON = "person"
    STEPS = "steps"
    CASE = "case"
    AFTER = "after"
    MAP = "map"
    REVIEW = "review"
    MOVE = "move"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done.

    Attributes:
        keys: as ``QKeySequence`` reads them, for example ``Ctrl+Return``.
        says, explains: the sentences before translation; read ``words`` and ``help``.
    """

    id: str
    says: str
    keys: str
    workspace: Workspace
    explains: str

    @property
    def words(self) -> str:
        """What the act is called, in a few words."""
        return _(self.says)

    @property
    def help(self) -> str:
        """What it does, in one sentence."""
        return _(self.explains)

    @property
    def sequence(self) -> QKeySequence:
        """The key."""
        return QKeySequence(self.keys)

    @property
    def is_answer(self) -> bool:
        """Whether it is one of the nine digits that answer a step."""
        return self.id.removeprefix("answer_").isdigit()

    @property
    def cap(self) -> str:
        """The key as it is printed."""
        return cap(self.keys)


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the command bar: what it says, the rest in smaller type, what it does."""

    words: str
    detail: str
    run: Callable[[], None]


@runtime_checkable
class Handles(Protocol):
    """A pane that does some of the acts."""

    def handlers(self) -> Handlers:
        """Return what the pane does, by the id of the act."""


@runtime_checkable
class Offers(Protocol):
    """A pane that answers what is typed in the command bar."""

    def offers(self, text: str) -> Sequence[Offer]:
        """Return what ``text`` may mean here, the likeliest first; at once, without reading."""


def N_(text: str) -> str:
    """Mark ``text`` for translation and return it as it is."""
    return text


def cap(keys: str) -> str:
    """Return ``keys`` as they are printed on what they work: ``Ctrl ↵``."""
    named = {"Return": "↵", "Down": "↓", "Up": "↑", "-": "\N{MINUS SIGN}"}
    if keys.endswith("++"):
        return f"{keys[:-2]} +"
    return " ".join(named.get(part, part) for part in keys.split("+"))


_QUEUE, _PERSON, _STEPS, _CASE = (
    Workspace.QUEUE,
    Workspace.PERSON,
    Workspace.STEPS,
    Workspace.CASE,
)
_AFTER, _MAP, _REVIEW, _MOVE, _SCREEN = (
    Workspace.AFTER,
    Workspace.MAP,
    Workspace.REVIEW,
    Workspace.MOVE,
    Workspace.SCREEN,
)

_ANSWERS: Final = tuple(
    Act(f"answer_{n}", N_("Answer"), f"Ctrl+{n}", _STEPS, N_("Choose this answer of the step."))
    for n in range(1, 10)
)

ACTIONS: Final[tuple[Act, ...]] = (
    Act("take_next", N_("Take next"), "Alt+N", _QUEUE, N_("Take whoever is at the greatest risk.")),
    Act("take_selected", N_("Take this one"), "Ctrl+T", _QUEUE, N_("Take the chosen case.")),
    Act("release", N_("Give back"), "Ctrl+Shift+R", _QUEUE, N_("Give your case to the lead.")),
    Act("rank", N_("Move in the queue"), "Ctrl+Shift+K", _QUEUE, N_("Move it, with a reason.")),
    Act(
        "split",
        N_("Take apart or join"),
        "Ctrl+Shift+X",
        _QUEUE,
        N_("Take a contact out of the case, or join two cases of one person."),
    ),
    Act("follow_up", N_("Follow up"), "Alt+F", _QUEUE, N_("Try to reach who is owed a call.")),
    Act("identify", N_("Who is it"), "Ctrl+I", _PERSON, N_("Say which client this is.")),
    Act("set_tier", N_("Set tier"), "F7", _PERSON, N_("Set how great the risk is, with reasons.")),
    Act(
        "confirm_location",
        N_("Location read back"),
        "Ctrl+L",
        _PERSON,
        N_("Say that you read the location back and they agreed."),
    ),
    Act(
        "state_location",
        N_("State location"),
        "Ctrl+Shift+L",
        _PERSON,
        N_("Write down where they are now."),
    ),
    Act("plan_tick", N_("Safety plan"), "Alt+P", _PERSON, N_("Tick what was tried of the plan.")),
    Act(
        "plan_write",
        N_("Write the plan"),
        "Ctrl+Shift+P",
        _PERSON,
        N_("Write the safety plan anew, or go through it."),
    ),
    Act("circle", N_("Circle"), "Alt+T", _PERSON, N_("Who may be told; what is said about them.")),
    Act(
        "directive",
        N_("Advance directive"),
        "Alt+V",
        _PERSON,
        N_("Write down what the client laid down for a crisis."),
    ),
    Act("note", N_("Note"), "Alt+E", _PERSON, N_("Write in the notes; they keep themselves.")),
    Act(
        "note_draft",
        N_("Draft the note"),
        "Ctrl+Shift+N",
        _PERSON,
        N_("Put the course of this case, with its times, into the notes; you add the rest."),
    ),
    Act("step_done", N_("Done"), "Ctrl+Return", _STEPS, N_("Settle the current step.")),
    Act("step_skip", N_("Skip"), "Alt+S", _STEPS, N_("Skip the step, with a reason.")),
    Act("step_branch", N_("Branch"), "Alt+B", _STEPS, N_("Go where another answer leads.")),
    Act("step_undo", N_("Undo"), "Alt+U", _STEPS, N_("Open the last step again.")),
    Act("next_answer", N_("Next answer"), "Alt+Down", _STEPS, N_("Go to the next answer.")),
    Act("previous_answer", N_("Previous answer"), "Alt+Up", _STEPS, N_("Go to the one before.")),
    *_ANSWERS,
    Act("instrument", N_("Instrument"), "Alt+Q", _STEPS, N_("Ask an instrument, and score it.")),
    Act("start_protocol", N_("Start a protocol"), "Alt+O", _STEPS, N_("Begin a checklist.")),
    Act("say_lines", N_("Words to say"), "Alt+W", _STEPS, N_("Show or hide what may be said.")),
    Act(
        "unfit",
        N_("Does not fit"),
        "Ctrl+Shift+U",
        _STEPS,
        N_("Say that this checklist does not fit: the lead is called, and the lists open."),
    ),
    Act(
        "called",
        N_("Who was called"),
        "Ctrl+Shift+B",
        _CASE,
        N_("Write down a number that was right, who has room, or who answered instead."),
    ),
    Act("call_card", N_("Call card"), "F6", _CASE, N_("Open what to read aloud to a 911 centre.")),
    Act(
        "redial",
        N_("Dial again"),
        "Shift+F6",
        _CASE,
        N_("The line to the 911 centre dropped: make the call again, on its clock."),
    ),
    Act("packet", N_("Hand-off packet"), "Alt+H", _CASE, N_("See what whoever takes over hears.")),
    Act("packet_save", N_("Save the card"), "Alt+J", _CASE, N_("Save what is read as a file.")),
    Act("packet_form", N_("Form"), "Ctrl+J", _CASE, N_("Save it as PDF, JSON, FHIR or EIDO.")),
    Act(
        "packet_read",
        N_("Their words are read"),
        "Ctrl+Shift+J",
        _CASE,
        N_("Say that you have read their own words: the file takes them along."),
    ),
    Act(
        "sent_back",
        N_("Sent back by 911"),
        "Ctrl+Shift+I",
        _CASE,
        N_("Take in the file that a 911 centre sent back: it is offered in the steps."),
    ),
    Act("call_lead", N_("Call the lead"), "F9", _CASE, N_("Call the shift lead to this case.")),
    Act("write_consult", N_("Consultation"), "Alt+G", _CASE, N_("Write down what was advised.")),
    Act("answer_help", N_("Come and help"), "Shift+F9", _CASE, N_("Answer a call for the lead.")),
    Act(
        "close_case",
        N_("Land and close"),
        "Ctrl+Shift+Return",
        _CASE,
        N_("Say how it ended and who has them now."),
    ),
    Act("map_focus", N_("Into the map"), "Alt+0", _MAP, N_("Arrows, plus and minus work there.")),
    Act("map_list", N_("Map as a list"), "Alt+Z", _MAP, N_("All on the map, nearest first.")),
    Act("map_home", N_("Back to them"), "Alt+Home", _MAP, N_("Show the chosen person again.")),
    Act("map_west", N_("Map west"), "Alt+Shift+Left", _MAP, N_("Move the map.")),
    Act("map_east", N_("Map east"), "Alt+Shift+Right", _MAP, N_("Move the map.")),
    Act("map_north", N_("Map north"), "Alt+Shift+Up", _MAP, N_("Move the map.")),
    Act("map_south", N_("Map south"), "Alt+Shift+Down", _MAP, N_("Move the map.")),
    Act("map_in", N_("Map nearer"), "Alt+=", _MAP, N_("Show less, larger.")),
    Act("map_out", N_("Map farther"), "Alt+-", _MAP, N_("Show more, smaller.")),
    Act("map_reach", N_("Car minutes"), "Alt+Y", _MAP, N_("How far a car gets: an estimate.")),
    Act("map_legend", N_("Map key"), "Alt+Shift+K", _MAP, N_("What the marks mean.")),
    Act("map_print", N_("Print the map"), "Ctrl+P", _MAP, N_("Save the map as one PDF page.")),
    Act("check_journal", N_("Check the journal"), "F8", _REVIEW, N_("Check every entry's chain.")),
    Act("find", N_("Search"), "Ctrl+F", _REVIEW, N_("Find words, a client, a case; or a place.")),
    Act("export", N_("Export"), "Ctrl+E", _REVIEW, N_("Save this case's timeline as PDF.")),
    Act(
        "shift_report",
        N_("Shift report"),
        "Alt+R",
        _REVIEW,
        N_("Save the report of a shift as PDF or CSV."),
    ),
    Act(
        "disclosures",
        N_("Disclosures"),
        "Alt+D",
        _REVIEW,
        N_("Save what was told of a client, or of everybody, and by which law."),
    ),
    Act(
        "part2",
        N_("Part 2 record"),
        "Alt+L",
        _REVIEW,
        N_("Save what was told of substance-use treatment (42 CFR Part 2)."),
    ),
    Act(
        "place_show",
        N_("Show"),
        "Ctrl+Shift+S",
        _REVIEW,
        N_("All places, numbers to confirm, or what no list names any more."),
    ),
    Act(
        "place_bring",
        N_("Bring in a list"),
        "Ctrl+Shift+O",
        _REVIEW,
        N_("Bring a newer list of places into the directory, from a file."),
    ),
    Act("approve", N_("Approve"), "Alt+A", _REVIEW, N_("Stand for a protocol, as clinical lead.")),
    Act(
        "read_changes",
        N_("I have read it"),
        "Alt+K",
        _REVIEW,
        N_("Say that you read what changed."),
    ),
    Act("compare", N_("What changed"), "Alt+C", _REVIEW, N_("Compare a protocol's versions.")),
    Act(
        "after_filter",
        N_("Show"),
        "Alt+M",
        _AFTER,
        N_("All that is owed, mine, stuck, or who is in crisis again."),
    ),
    Act(
        "after_concern",
        N_("New safety concern"),
        "Alt+X",
        _AFTER,
        N_("A new safety concern: care is opened again at once."),
    ),
    Act("after_begin", N_("Begin"), "Alt+I", _AFTER, N_("Begin something for this client.")),
    Act("focus_queue", N_("Queue"), "Alt+1", _MOVE, N_("Go to the queue.")),
    Act("focus_person", N_("Person"), "Alt+2", _MOVE, N_("Go to the person.")),
    Act("focus_map", N_("Map"), "Alt+3", _MOVE, N_("Go to the map and the help near here.")),
    Act("focus_escalation", N_("Escalation"), "Alt+4", _MOVE, N_("Go to the steps.")),
    Act("focus_journal", N_("This case's journal"), "Alt+5", _MOVE, N_("Go to the journal.")),
    Act("command_bar", N_("Type a command"), "Ctrl+/", _MOVE, N_("Type what you want to do.")),
    Act("console", N_("Console"), "F2", _MOVE, N_("Go to the console.")),
    Act("lead", N_("Lead"), "F3", _MOVE, N_("Go to what needs the lead.")),
    Act("review", N_("Review"), "F4", _MOVE, N_("Go to the review of what was done.")),
    Act("protocols", N_("Protocols"), "Alt+6", _MOVE, N_("Go to the checklists.")),
    Act("aftercare", N_("Aftercare"), "Alt+7", _MOVE, N_("Go to what is owed to whom.")),
    Act("directory", N_("Directory"), "Alt+8", _MOVE, N_("Go to the places and numbers on file.")),
    Act("drill", N_("Drill"), "F12", _MOVE, N_("Go to what was said, and to the review.")),
    Act("handover", N_("Hand-over"), "F5", _MOVE, N_("Go to the hand-over of the shift.")),
    Act("help", N_("Keys"), "F1", _SCREEN, N_("Show every key.")),
    Act("tear_off", N_("Own window"), "Ctrl+D", _SCREEN, N_("Give the pane its own window.")),
    Act("theme", N_("Other colours"), "Ctrl+Shift+T", _SCREEN, N_("Light, dark, high contrast.")),
    Act("bigger", N_("Larger text"), "Ctrl++", _SCREEN, N_("Make everything larger.")),
    Act("smaller", N_("Smaller text"), "Ctrl+-", _SCREEN, N_("Make everything smaller.")),
    Act(
        "drill_end", N_("End the drill"), "Ctrl+Shift+E", _SCREEN, N_("End it, and see the score.")
    ),
    Act("lock", N_("Lock"), "Ctrl+Shift+Q", _SCREEN, N_("Hide everything until your PIN.")),
)

BY_ID: Final = {act.id: act for act in ACTIONS}


def act(name: str) -> Act:
    """Return the act known by ``name``.

    Raises:
        KeyError: nothing of that name can be done.
    """
    return BY_ID[name]
