"""The federal files beside the checkout, where they are."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "geo"


@pytest.fixture(scope="session")
def federal() -> Callable[[str], Path]:
    """Return a file of ../shared/geo; skips where it is absent, but fails in CI."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            reason = f"../shared/geo/{name} is not here"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return find
