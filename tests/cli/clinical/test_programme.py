"""``programme``: what counsel says stands in the journal, with who said it."""

import pytest

from tests.cli.conftest import Console

BY = ("--counsel", "R. Roe, 2026-02-01", "--by", "L. Stone")


def test_until_counsel_speaks_the_careful_answer_stands(console: Console) -> None:
    ran = console("programme", "show", "--json")
    assert (ran.code, ran.json) == (
        0,
        {"part2": True, "sud_only_name": False, "mct_medical": False},
    )


@pytest.mark.usefixtures("secret")
def test_what_counsel_says_is_in_the_journal(console: Console) -> None:
    ran = console("programme", "set", "--mct-medical", "yes", *BY)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "A mobile crisis team is medical personnel."
    told = console("journal", "tail", "-n", "1").out
    assert "R. Roe, 2026-02-01" in told
    assert "l-stone" in told


@pytest.mark.usefixtures("secret")
def test_a_counsellor_does_not_say_what_the_law_is(console: Console) -> None:
    words = ("--counsel", "R. Roe", "--by", "Ana Reyes")
    assert console.refused(1, "programme", "set", "--part2", "no", *words) == (
        "This takes a clinical lead or administrator."
    )


@pytest.mark.usefixtures("secret")
def test_nothing_said_is_a_wrong_use(console: Console) -> None:
    assert "--part2" in console.refused(2, "programme", "set", *BY)
