"""A centre in which every list that ships is published."""

import pytest

from tests.domain.centre import Centre


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.publish()
    return made
