import pytest
from PySide6.QtWidgets import QScrollArea

from tests.ui.centre import dana
from tests.ui.person.conftest import Look


@pytest.mark.parametrize("height", [440, 450, 460, 470])
def test_the_safety_plan_ends_below_a_whole_line(look: Look, height: int) -> None:
    seat = look(dana())
    seat.resize(1140, height)
    plan = seat.person.plan
    (scroll,) = plan.findChildren(QScrollArea)
    seat.until(lambda: scroll.verticalScrollBar().maximum() > 0)
    parts = [part for part in plan.parts.values() if not part.isHidden()]
    assert len(parts) == 6

    def ends() -> set[int]:
        rows = {part.geometry().bottom() + 1 for part in parts}
        return rows | set(seat.person.directive.ends())

    seat.until(lambda: scroll.viewport().height() in ends())
