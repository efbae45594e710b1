"""What changed in the protocols since somebody last said that they had read it."""

from dataclasses import dataclass

from console.domain.board import Board
from console.domain.ids import StaffId
from console.domain.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Changed:
    """A protocol in a version that somebody has not read, and the one that they know.

    Attributes:
        steps: how many steps were added, taken out or read differently now.
    """

    now: Protocol
    before: Protocol

    @property
    def steps(self) -> int:
        """How many steps differ."""
        old = {step.id: step for step in self.before.steps}
        new = {step.id: step for step in self.now.steps}
        return sum(old.get(name) != new.get(name) for name in old.keys() | new.keys())


def unread(board: Board, staff: StaffId) -> tuple[Changed, ...]:
    """Return the protocols in use that have changed since ``staff`` read them.

    Whoever has read none yet is taken to know the version before; what has one version only
    has not changed for anybody.
    """
    known = board.read.get(staff, {})
    found = []
    for name in sorted(board.protocols):
        now = board.usable(name)
        if now is None or known.get(name, 0) >= now.version:
            continue
        older = [one for one in board.protocols[name] if one.version < now.version]
        read = [one for one in older if one.version <= known.get(name, now.version)]
        before = max(read, key=lambda one: one.version, default=None)
        if before is not None:
            found.append(Changed(now, before))
    return tuple(found)
