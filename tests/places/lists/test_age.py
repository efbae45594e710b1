"""How old a list is, said as exactly as its vintage allows."""

from datetime import date

import pytest

from console.words.place.onfile import data_age

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("vintage", "said"),
    [
        ("2026-11-24", "data of 2026-11-24, of today"),
        ("2026-11-23", "data of 2026-11-23, 1 day old"),
        ("2026-09-23", "data of 2026-09-23, 62 days old"),
        ("2026-09-22", "data of 2026-09-22, about 2 months old"),
        ("2026-10", "data of 2026-10, about 1 month old"),
        ("2024-12", "data of 2024-12, about 23 months old"),
        ("2024-11", "data of 2024-11, about 2 years old"),
        ("2022", "data of 2022, about 4 years old"),
        ("2026", "data of 2026"),
        ("2026-11", "data of 2026-11"),
        ("2027-01-01", "data of 2027-01-01"),
        ("2024-13-45", "data of 2024-13-45, about 2 years old"),
        ("spring", "data of spring"),
        ("", "data of an unknown date"),
    ],
)
def test_a_list_says_its_date_and_what_age_that_makes(vintage: str, said: str) -> None:
    assert data_age(vintage, TODAY) == said
