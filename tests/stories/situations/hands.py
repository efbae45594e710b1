"""A story by keys: every step filled in and answered as its file says, from ring to landing."""

from console.app.walk import Walk
from console.domain.care.case import Case
from console.domain.ids import ProtocolId
from console.practice.script import Move
from console.ui.escalation.below.lists import ListsPanel
from tests.stories.situations.room import Room
from tests.stories.situations.story import NOTHING, Before, Story


class Playing(Walk):
    """Plays one story in one room: a step that it does not name, and it is stuck."""

    def __init__(self, room: Room, story: Story) -> None:
        super().__init__(room.seat, story.hands, room.lead_comes)
        self._room, self._story = room, story
        self._arrived: set[str] = set()
        self._gone: set[str] = set()

    def play(self) -> Case:
        """Play the story to its landing; return the case as it stood before it was closed.

        Raises:
            Stuck: something did not happen, or was refused.
        """
        self._arrive("")
        self.seat.take("take_next")
        self._choose(self._story.begin, begun=True)
        self.to()
        return self.land()

    def _arrive(self, before: str) -> bool:
        """Let come what comes before a step, once; return whether anything does."""
        coming = [one for one in self._story.arrivals if one.before == before]
        if before in self._arrived:
            return False
        self._arrived.add(before)
        for arrival in coming:
            self._room.post(self._story.name, arrival)
        return bool(coming)

    def begin(self, protocol: str) -> None:
        """Begin a checklist as it is offered, by its digit."""
        self.hands.press("start_protocol")
        self._choose(protocol, begun=True)

    def first(self, where: str, move: Move) -> bool:
        """Let come, go or press what the story says; time goes by before the step itself."""
        before = self._story.before.get(where, NOTHING)
        if self._arrive(where) or self._went(where, before) or super().first(where, move):
            return True
        for act in before.keys:
            seq = self.seat.board.seq
            self.hands.press(act)
            self.hands.until(f"{act} is written", lambda n=seq: self.seat.board.seq > n)  # type: ignore[misc]
            self._room.lead_comes()
        self._room.pass_time()
        return False

    def _went(self, where: str, before: Before) -> bool:
        """Go to another checklist that runs, once; return whether the story says so."""
        if not before.go or where in self._gone:
            return False
        self._gone.add(where)
        self.hands.press("start_protocol")
        self._choose(before.go, begun=False)
        return True

    def _choose(self, protocol: str, *, begun: bool) -> None:
        """Choose ``protocol`` in the lists below the step."""
        lists = self.seat.window.findChildren(ListsPanel)[0]
        usable = self.seat.board.usable(ProtocolId(protocol))
        title = usable.title if usable is not None else ""
        starts = f"{protocol}  {title}" if begun else f"go to {title}"

        def place() -> int:
            said = [button.accessibleName() for button in lists.buttons]
            found = [n for n, words in enumerate(said, 1) if words.startswith(starts)]
            return found[0] if found else 0

        self.hands.until(f"“{starts}” is offered", lambda: place() > 0)
        self.hands.press(f"answer_{place()}")
        self.stands_at(protocol)
