"""What the settings say of aftercare, and that nobody is owed a call by a guess."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.care.after.referral import ReferralState
from console.domain.care.after.rules import AfterRules
from console.settings import Unusable, load
from console.wiring.aftercare import KEYS, rules_of


def test_nothing_said_is_the_defaults() -> None:
    assert rules_of({}) == AfterRules()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_changes_something(key: str) -> None:
    assert rules_of({key: 7}) != AfterRules()


def test_what_is_said_changes_and_the_rest_stays() -> None:
    changed = rules_of({"referral_sent_h": 48, "tries": 4})
    rules = AfterRules()
    assert changed == replace(
        rules,
        edges={**rules.edges, ReferralState.SENT: timedelta(hours=48)},
        soon=replace(rules.soon, tries=4),
        slow=replace(rules.slow, tries=4),
    )


@pytest.mark.parametrize(
    "said", [{"hours": 3}, {"follow_up_low_h": 96}, {"tries": 0}, {"tries": "3"}, {"tries": True}]
)
def test_what_there_cannot_be_is_said_in_one_line(said: dict[str, object]) -> None:
    with pytest.raises(Unusable, match=r"in \[aftercare\]"):
        rules_of(said)


def test_the_table_stands_in_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "console.toml"
    file.write_text('station = "desk-7"\n[aftercare]\nmessage_h = 96\n')
    settings = load(file)
    assert settings.station == "desk-7"
    assert rules_of(settings.aftercare).message == timedelta(hours=96)
    file.write_text("aftercare = 3\n")
    with pytest.raises(Unusable, match="aftercare"):
        load(file)
