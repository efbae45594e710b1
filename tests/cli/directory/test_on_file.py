"""What the command line brought in stands on file, with its entry and its station."""

from pathlib import Path

from console.domain.ids import SYSTEM
from console.places.hospitals import SOURCE
from console.places.lists.onfile import OnFile, Topic
from console.settings import load
from console.wiring.centre import open_centre
from console.wiring.stock import on_file
from tests.cli.conftest import Console

TEAMS = (
    "Team No,Called,Phone,Zip\n1,North Team,614-555-0100,43215\n2,South Team,614-555-0101,43207\n"
)
MAPPED = ("--kind", "mobile_crisis", "--source", "Our teams", "--column", "id=Team No",
          "--column", "name=Called", "--vintage", "2026-02")  # fmt: skip


def test_a_list_is_on_file_with_who_brought_it_in_and_a_broken_street_file_says_so(
    console: Console, tmp_path: Path
) -> None:
    file, tiles = tmp_path / "teams.csv", tmp_path / "ohio.pmtiles"
    file.write_text(f"{TEAMS}x\n")
    assert console("directory", "import", "csv", file, *MAPPED).code == 0
    with open_centre(load()) as centre:
        hospitals, teams = on_file(centre, tiles)
        assert hospitals == OnFile(Topic.HOSPITALS, SOURCE, 7_018, "2022", shipped=True)
        assert (teams.topic, teams.source, teams.count, teams.vintage) == (
            Topic.MOBILE, "Our teams", 2, "2026-02",
        )  # fmt: skip
        brought = teams.brought
        assert brought is not None
        assert (brought.by, brought.station, brought.rows, brought.rejected) == (
            SYSTEM, centre.settings.station, 2, 1,
        )  # fmt: skip
        tiles.write_bytes(b"")
        assert on_file(centre, tiles)[-1] == OnFile(Topic.TILES, "ohio.pmtiles", 1)
        streets = centre.places.streets
        assert streets is not None
        streets.file.close()
        streets.file.file.write_bytes(b"no street file at all" * 100)
        assert on_file(centre, None)[-1] == OnFile(Topic.STREETS, "streets.db", 0, broken=True)
