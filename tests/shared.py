"""The real files of others beside the checkout: never committed, and never missing in CI."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def shared(name: str) -> Path:
    """Return a file or folder of ``../shared``; skips without it, but fails in CI."""
    found = SHARED / name
    if not found.exists():
        why = f"../shared/{name} is not on this machine"
        if os.environ.get("CI"):
            pytest.fail(f"{why}; CI must have it")
        pytest.skip(why)
    return found
