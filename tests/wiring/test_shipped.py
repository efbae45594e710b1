"""What the centre has switched on of what ships."""

from pathlib import Path

import pytest

from console.settings import Unusable, load
from console.wiring.shipped import packs_on


def told(folder: Path, text: str) -> frozenset[str]:
    file = folder / "console.toml"
    file.write_text(text, encoding="utf-8")
    return packs_on(load(file))


def test_packs_are_off_until_the_settings_name_them(tmp_path: Path) -> None:
    assert told(tmp_path, "") == frozenset()
    wanted = {"audit-c", "safe-t"}
    assert told(tmp_path, 'instruments.packs = ["audit-c", "SAFE-T"]') == wanted
    assert told(tmp_path, '[instruments]\npacks = ["audit-c", "safe-t"]') == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('instruments.packs = "audit-c"', "should be a list of names"),
        ("instruments.packs = [3]", "“3” in instruments.packs is no pack"),
        ('instruments.packs = ["phq-9"]', "is no pack. Known: audit-c, safe-t"),
        ('instruments.pack = ["audit-c"]', "“pack” in [instruments] is not a setting"),
        ("instruments = 3", "should be a table"),
    ],
)
def test_a_mistake_in_the_settings_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Unusable) as no:
        told(tmp_path, text)
    assert said in str(no.value)
