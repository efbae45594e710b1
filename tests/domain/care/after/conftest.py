"""A centre with one client, for the tests of what is owed after care."""

import pytest

from console.domain.ids import ClientId
from tests.domain.centre import Centre


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def client(centre: Centre) -> ClientId:
    return centre.enrol()
