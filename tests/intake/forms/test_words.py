import pytest

from console.domain.instrument.doubt import Doubt
from console.words.doubts import doubt


@pytest.mark.parametrize("code", list(Doubt))
def test_every_doubt_has_words_that_blame_nobody(code: Doubt) -> None:
    said = doubt(code)
    assert said is not None
    words = said.format(item="item 9", value="12 ≠ 13")
    assert words.strip()
    assert not {"error", "invalid", "failed"} & set(words.lower().split())


def test_what_is_no_doubt_about_a_form_is_worded_elsewhere() -> None:
    assert doubt("not_asked") is None
