"""Practice and the live line never meet in one database."""

from pathlib import Path

import pytest

from console.settings import Settings, Unusable
from console.wiring.centre import open_centre


@pytest.mark.parametrize(
    ("made", "asked", "remedy"),
    [(False, True, "Leave --practice out"), (True, False, "Add --practice")],
)
def test_a_database_is_only_opened_as_what_it_is(
    tmp_path: Path, made: bool, asked: bool, remedy: str
) -> None:
    settings = Settings(tmp_path)
    url = f"sqlite:///{tmp_path / 'vigil.db'}"
    open_centre(settings, url, practice=made).close()
    with pytest.raises(Unusable, match=remedy):
        open_centre(settings, url, practice=asked)
    with open_centre(settings, url, practice=made) as centre:
        assert centre.desk.board.practice is made


def test_practice_has_a_store_of_its_own_beside_the_live_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    with open_centre(settings) as live, open_centre(settings, practice=True) as practice:
        assert live.store.file != practice.store.file
        assert live.desk.board.journal != practice.desk.board.journal
        assert not [place for place in live.places.all() if place.invented]
        assert [place for place in practice.places.all() if place.invented]
