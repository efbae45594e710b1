"""A centre in which the small lists of ``made`` are published."""

import pytest

from console.domain.commands import PublishProtocols
from console.domain.ids import SYSTEM
from tests.domain.centre import Centre
from tests.practice.drills.made import LISTS


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.do(PublishProtocols(LISTS), SYSTEM)
    return made
