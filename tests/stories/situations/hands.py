"""A story by keys: every step filled in and answered as its file says, from ring to landing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from console.app.hands import Stuck
from console.domain.care.case import Case
from console.domain.ids import ProtocolId
from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Answer, How, Step
from console.ui.escalation.below.lists import ListsPanel
from console.ui.escalation.pane import EscalationPane
from tests.stories.situations.room import Room
from tests.stories.situations.story import Story, Table

MOST_STEPS = 150
STAYS = frozenset({How.STAY, How.ON_CALL})


class Playing:
    """Plays one story in one room.

    Attributes:
        went: every step in the order in which it was done, with its answer.
    """

    def __init__(self, room: Room, story: Story) -> None:
        self._room, self._story, self._hands = room, story, room.hands
        self._pane: EscalationPane = room.window.findChildren(EscalationPane)[0]
        self._tries: dict[str, int] = {}
        self.went: list[str] = []

    def play(self) -> Case:
        """Play the story to its landing; return the case as it stood before it was closed.

        Raises:
            Stuck: something did not happen, or was refused.
        """
        room, hands = self._room, self._hands
        self._arrive("")
        hands.press("take_next")
        hands.until(
            "the case is mine", lambda: room.case is not None and room.case.owner == room.me
        )
        self._begin(self._story.begin)
        self._walk()
        if not self._closing():
            hands.press("close_case")
            hands.until("the closing list", lambda: self._where() != "")
            self._walk()
        case = room.case
        assert case is not None
        self._close(case)
        return case

    # -- the road ----------------------------------------------------------------------------

    def _arrive(self, before: str) -> None:
        for arrival in self._story.arrivals:
            if arrival.before == before:
                self._room.post(self._story.name, arrival)

    def _begin(self, protocol: str) -> None:
        """Begin ``protocol`` as it is offered, by its digit."""
        self._choose(protocol, begun=True)
        self._hands.until(f"{protocol} is begun", lambda: self._where().startswith(f"{protocol}."))

    def _walk(self) -> None:
        """Do step after step until no checklist runs."""
        for _n in range(MOST_STEPS):
            self._room.lead_comes()
            where = self._where()
            if not where:
                return
            self._step(where)
        raise Stuck("the checklists come to an end")

    def _closing(self) -> bool:
        case = self._room.case
        return case is not None and any(run.protocol == "P32" for run in case.escalations)

    def _close(self, case: Case) -> None:
        room = self._room
        room.refused.clear()
        self._hands.press("close_case")
        self._hands.until(
            "the case has landed", lambda: case.id not in room.board.cases or bool(room.refused)
        )
        if room.refused:
            raise Stuck(f"closing: {room.refused[-1]}")

    # -- one step ----------------------------------------------------------------------------

    def _step(self, where: str) -> None:
        wanted = self._wanted(where)
        if self._turned(where, wanted):
            return
        self._room.pass_time()
        self._room.refused.clear()
        step, before, says = self._step_here(), self._seq(), wanted.get("says", "")
        if "skip" in wanted or "na" in wanted:
            self._leave_out(step, wanted)
        else:
            before = self._answer(step, wanted)
        self._hands.until(
            f"{where} is written", lambda: self._seq() > before or bool(self._room.refused)
        )
        self._room.catch_up()
        self._hands.until(f"{where} says “{says}”", lambda: not says or bool(self._room.refused))
        said = self._room.refused[-1] if self._room.refused else ""
        if not said.startswith(says) or bool(said) != bool(says):
            raise Stuck(f"{where}: {said}")
        self.went.append(where)

    def _wanted(self, where: str) -> Table:
        if where not in self._story.hands:
            step = self._step_here()
            raise Stuck(f"hands for {where} “{step.text}”, after {', '.join(self.went[-4:])}")
        tries = self._story.hands[where]
        n = self._tries[where] = self._tries.get(where, 0) + 1
        return tries[min(n, len(tries)) - 1]

    def _turned(self, where: str, wanted: Table) -> bool:
        """Do first what comes before this step; return whether the screen went elsewhere."""
        if self._tries[where] == 1 and any(a.before == where for a in self._story.arrivals):
            self._arrive(where)
            self._tries[where] = 0
            self._story = _without(self._story, where)
            return True
        other = wanted.get("go") or wanted.get("begin")
        if other and not self._tries.get(f"{where} {other}"):
            self._tries[f"{where} {other}"] = 1
            self._tries[where] -= 1
            self._hands.press("start_protocol")
            self._choose(other, begun="begin" in wanted)
            self._hands.until(
                f"{other} stands there", lambda: self._where().startswith(f"{other}.")
            )
            return True
        for act in wanted.get("keys", ()):
            before = self._seq()
            self._hands.press(act)
            self._hands.until(f"{act} is written", lambda n=before: self._seq() > n)  # type: ignore[misc]
            self._room.lead_comes()
        if "wait_s" in wanted:
            self._room.pass_time(timedelta(seconds=wanted["wait_s"]))
            self._room.lead_comes()
        return False

    def _leave_out(self, step: Step, wanted: Table) -> None:
        """Skip the step, or say why it does not apply."""
        codes = [(code.value, "") for code in SkipCode] if step.skippable else []
        offered = codes + [(SkipCode.NOT_APPLICABLE.value, na) for na, _words in step.na]
        code = wanted.get("skip", SkipCode.NOT_APPLICABLE.value)
        self._hands.press("step_skip")
        self._hands.press(f"answer_{offered.index((code, wanted.get('na', ''))) + 1}")

    def _answer(self, step: Step, wanted: Table) -> int:
        """Fill in and answer; return the entry after which what comes of it is written."""
        before = self._seq()
        self._fill(wanted.get("fields", {}))
        key = wanted.get("answer")
        place = [answer.key for answer in step.answers].index(key) + 1 if key is not None else 0
        press = f"answer_{place}" if place else "step_done"
        answer: Answer | None = step.answer(key) if key is not None else None
        if answer is not None and answer.deliberate:
            self._hands.press(press)
            self._hands.until(f"{step.id} is readied", lambda: bool(self._room.refused))
            self._room.catch_up()
            if self._seq() == before:
                return before
            self._room.refused.clear()
            before = self._seq()
        self._hands.press(press)
        return before

    def _fill(self, fields: Mapping[str, str]) -> None:
        hands = self._hands
        editors = {editor.field.id: editor for editor in self._pane.card.editors}
        unknown = set(fields) - set(editors)
        if unknown:
            raise Stuck(f"a field {', '.join(unknown)} in {self._where()}: {', '.join(editors)}")
        if not fields:
            return
        hands.press("focus_escalation")
        for name, value in fields.items():
            hands.reach(editors[name])
            hands.fill(editors[name], value)

    # -- looking -----------------------------------------------------------------------------

    def _choose(self, protocol: str, *, begun: bool) -> None:
        """Choose ``protocol`` in the lists below the step."""
        lists = self._room.window.findChildren(ListsPanel)[0]
        usable = self._room.board.usable(ProtocolId(protocol))
        title = usable.title if usable is not None else ""
        starts = f"{protocol}  {title}" if begun else f"go to {title}"

        def place() -> int:
            said = [button.accessibleName() for button in lists.buttons]
            found = [n for n, words in enumerate(said, 1) if words.startswith(starts)]
            return found[0] if found else 0

        self._hands.until(f"“{starts}” is offered", lambda: place() > 0)
        self._hands.press(f"answer_{place()}")

    def _where(self) -> str:
        work, step = self._pane.work(), self._pane.step()
        return f"{work.protocol.id}.{step.id}" if work is not None and step is not None else ""

    def _step_here(self) -> Step:
        step = self._pane.step()
        assert step is not None
        return step

    def _seq(self) -> int:
        return self._room.board.seq


def _without(story: Story, where: str) -> Story:
    """Return ``story`` without what arrives before ``where``: it has come."""
    return replace(story, arrivals=tuple(a for a in story.arrivals if a.before != where))
