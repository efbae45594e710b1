"""``drill list`` and what ``drill run`` says before anything is opened."""

from pathlib import Path

from tests.cli.conftest import Console
from tests.practice.drills.test_read import SMALL


def test_the_twelve_are_listed_with_what_is_put_in_the_way(fresh: Console) -> None:
    ran = fresh("drill", "list", "--json")
    assert (ran.code, ran.err, len(ran.json)) == (0, "", 12)
    shown = {row["name"]: row for row in ran.json}
    assert shown["attempt-in-progress"] == {
        "name": "attempt-in-progress",
        "title": "Attempt in progress",
        "about": (
            "Help goes before questions: where, the lead, the 911 centre, and staying on the line."
        ),
        "protocols": ["P00", "P05", "P24", "P32"],
        "minutes": 8,
        "injects": ["wrong_psap"],
        "hands": True,
    }
    lines = fresh("drill", "list").out.splitlines()
    assert lines[1].split() == [
        *("attempt-in-progress", "8", "min", "Attempt", "in", "progress", "(P00,", "P05,"),
        *("P24,", "P32;", "the", "wrong", "911", "centre)"),
    ]
    assert lines[-1] == "All of them are drafts, and everybody in them is invented."


def test_a_drill_that_is_not_there_is_answered_with_those_that_are(fresh: Console) -> None:
    said = fresh.refused(2, "drill", "run", "nothing")
    assert said.startswith("There is no drill nothing. There are abusive-then-suicidal, ")


def test_without_a_screen_a_drill_needs_hands(fresh: Console, tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    said = fresh.refused(2, "drill", "run", file, "--headless")
    assert said == "Nobody has written hands for small. Play it at a screen."


def test_a_file_that_is_no_drill_says_where_and_how_to_mend_it(
    fresh: Console, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("title = ", encoding="utf-8")
    said = fresh.refused(1, "drill", "run", file, "--headless")
    assert said == (
        "mine.toml: the file: This is not TOML: Invalid value (at end of document)."
        " Mend the line that it names."
    )


def test_a_review_goes_into_a_file_that_says_what_it_is(fresh: Console, tmp_path: Path) -> None:
    run = ("drill", "run", "attempt-in-progress", "--headless", "--aar")
    assert fresh.refused(2, *run, tmp_path / "review.txt") == (
        "--aar wants a file that ends in .pdf or .json."
    )
    gone = tmp_path / "gone"
    assert fresh.refused(2, *run, gone / "review.pdf") == f"There is no folder {gone}."
