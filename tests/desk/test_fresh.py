"""What is typed is kept, whatever it is made of."""

from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_ordinary_text_is_kept_as_it_was_typed(text: str) -> None:
    assert private(text).value == text


def test_what_no_database_keeps_is_replaced_and_the_rest_stays() -> None:
    assert private("a\0b\ud800c").value == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_two_salts_are_never_the_same() -> None:
    assert private("a").salt != private("a").salt
