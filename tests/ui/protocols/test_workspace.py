from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import PublishProtocols
from console.domain.ids import SYSTEM, ProtocolId, StaffId
from console.ui import theme
from console.ui.protocols.approve import LONGEST
from console.ui.protocols.workspace import ProtocolsWorkspace
from tests.conftest import NOON
from tests.ui.centre import ME, PROTOCOLS
from tests.ui.protocols.conftest import Opened
from tests.ui.reach import nameless
from tests.ui.review.keys import key, press, write

TODAY = NOON.astimezone().date()
P05 = ProtocolId("P05")


def choose(workspace: ProtocolsWorkspace, protocol: str) -> None:
    """Go through the list by the arrow keys."""
    workspace.list.setFocus()
    key(workspace, Qt.Key.Key_Home)
    while workspace.held is not None and workspace.held.id != protocol:
        key(workspace, Qt.Key.Key_Down)


def read_aloud(workspace: ProtocolsWorkspace) -> str:
    return "\n".join(label.text() for label in page(workspace).findChildren(QLabel))


def page(workspace: ProtocolsWorkspace) -> QWidget:
    found = workspace.sheet.widget()
    assert found is not None
    return found


def second_version() -> str:
    source = (PROTOCOLS / "P05.toml").read_text(encoding="utf-8")
    changed = source.replace("version = 1", "version = 2", 1)
    return changed.replace('text = "Get or confirm location"', 'text = "Ask where they are"', 1)


def test_every_published_protocol_is_listed_with_its_state(opened: Opened) -> None:
    workspace = opened(ME)
    shown = [workspace.list.item(row) for row in range(workspace.list.count())]
    said = [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in shown]
    ids = sorted(path.stem.split("-")[0] for path in PROTOCOLS.glob("*.toml"))
    assert [words.split(", ")[0] for words in said] == ids
    assert all("draft" in words and "version 1" in words for words in said)
    assert workspace.header.note.text() == f"{len(ids)} drafts"


def test_a_protocol_reads_as_staff_will_see_it(opened: Opened) -> None:
    workspace = opened(ME)
    choose(workspace, "P05")
    assert workspace.head.text() == "P05  Imminent or attempt in progress"
    held = workspace.held
    assert held is not None
    said = read_aloud(workspace)
    for phase in held.newest.phases:
        assert phase.title.upper() in said
        for step in phase.steps:
            assert step.text in said
    spoken = [step for step in held.newest.steps if step.say is not None]
    assert said.count("draft words") == len(spoken)
    assert "“Tell me exactly where you are, so help finds you.”" in said
    assert said.count("from memory") == len(held.newest.memory)


def test_everybody_reads_that_live_use_waits_and_who_may_approve(
    opened: Opened, lin: StaffId, qtbot: QtBot
) -> None:
    workspace = opened(ME)
    choose(workspace, "P05")
    assert "Live use waits for a clinical lead." in workspace.stands.text()
    assert "A clinical lead may approve it: Dr Lin." in workspace.stands.text()
    assert not workspace.approve_button.isVisible()
    with qtbot.waitSignal(workspace._bridge.refused) as said:  # noqa: SLF001 -- whom it tells
        press(workspace, "approve")
    assert said.args == ["A clinical lead may approve it: Dr Lin."]
    assert not workspace.panel.isVisible()


def test_a_clinical_lead_stands_for_a_version_by_a_second_press(
    opened: Opened, desk: Desk, lin: StaffId, qtbot: QtBot
) -> None:
    workspace = opened(lin)
    choose(workspace, "P05")
    press(workspace, "approve")
    assert workspace.panel.credential.hasFocus()
    write(workspace, "LPCC-S")
    key(workspace, Qt.Key.Key_Return)
    assert workspace.panel.isVisible()
    assert "Press once more" in workspace.panel.lacks.text()
    assert desk.board.approvals == {}
    key(workspace, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: P05 in desk.board.approvals)
    approval = desk.board.approvals[P05][1]
    assert (approval.by, approval.credential) == ("Dr Lin", "LPCC-S")
    assert approval.next_review == TODAY + LONGEST
    qtbot.waitUntil(lambda: workspace.stands.text().startswith("Dr Lin, LPCC-S, stands for it"))
    assert workspace.state.text() == f"approved until {TODAY + LONGEST}"
    assert not workspace.approve_button.isVisible()
    with qtbot.waitSignal(workspace._bridge.refused) as said:  # noqa: SLF001 -- whom it tells
        press(workspace, "approve")
    assert said.args == ["Somebody stands for this version already."]


def test_an_approval_needs_a_credential_and_a_review_within_a_year(
    opened: Opened, desk: Desk, lin: StaffId
) -> None:
    workspace = opened(lin)
    panel = workspace.panel
    press(workspace, "approve")
    key(workspace, Qt.Key.Key_Return)
    assert panel.lacks.text().startswith("Write your credential")
    write(workspace, "LPCC-S")
    for day, said in (
        (TODAY, "The next review lies ahead of today."),
        (TODAY + LONGEST + timedelta(days=1), "The next review is within twelve months"),
    ):
        set_day(workspace, day)
        key(workspace, Qt.Key.Key_Return)
        assert panel.lacks.text().startswith(said)
    set_day(workspace, TODAY + timedelta(days=90))
    key(workspace, Qt.Key.Key_Return)
    assert "Press once more" in panel.lacks.text()
    set_day(workspace, TODAY + timedelta(days=60))
    key(workspace, Qt.Key.Key_Return)
    assert panel.isVisible(), "what was changed is asked for again"
    key(workspace, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.board.approvals == {}


def set_day(workspace: ProtocolsWorkspace, day: date) -> None:
    workspace.panel.review.setDate(QDate(day.year, day.month, day.day))


def test_a_new_version_is_compared_with_the_one_before_it(
    opened: Opened, desk: Desk, lin: StaffId, qtbot: QtBot
) -> None:
    workspace = opened(lin)
    choose(workspace, "P05")
    with qtbot.waitSignal(workspace._bridge.refused) as said:  # noqa: SLF001 -- whom it tells
        press(workspace, "compare")
    assert said.args == ["P05 has one version; there is nothing to compare yet."]
    desk.do(PublishProtocols((second_version(),)), SYSTEM)
    qtbot.waitUntil(workspace.compare_button.isVisible)
    assert workspace.held is not None
    assert workspace.held.newest.version == 2
    press(workspace, "compare")
    told = workspace.sheet.text.split("\n")
    assert told == [
        "Version 2 beside version 1",
        "was a1  Get or confirm location; now a1  Ask where they are",
    ]
    press(workspace, "compare")
    assert "Ask where they are" in read_aloud(workspace)


def test_until_a_new_version_is_approved_live_work_uses_the_old_one(
    opened: Opened, desk: Desk, lin: StaffId, qtbot: QtBot
) -> None:
    workspace = opened(lin)
    choose(workspace, "P05")
    press(workspace, "approve")
    write(workspace, "LPCC-S")
    key(workspace, Qt.Key.Key_Return)
    key(workspace, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: P05 in desk.board.approvals)
    desk.do(PublishProtocols((second_version(),)), SYSTEM)
    qtbot.waitUntil(lambda: "Until then live work uses version 1." in workspace.stands.text())


def test_without_a_protocol_it_is_said_how_one_gets_here(
    desk: Desk, bridge: object, qtbot: QtBot
) -> None:
    workspace = ProtocolsWorkspace(bridge)  # type: ignore[arg-type]
    qtbot.addWidget(workspace)
    workspace.show()
    assert workspace.nothing.isVisible()
    assert "console protocols publish" in workspace.nothing.text()
    assert not workspace.sheet.isVisible()


def test_everything_that_can_be_reached_has_a_name(opened: Opened, lin: StaffId) -> None:
    workspace = opened(lin)
    press(workspace, "approve")
    assert nameless(workspace) == []


def test_the_command_bar_leads_to_a_protocol(opened: Opened, qtbot: QtBot) -> None:
    workspace = opened(ME)
    (offer,) = workspace.offers("closure")
    workspace.hide()
    with qtbot.waitSignal(workspace.went) as said:
        offer.run()
    assert said.args == ["protocols"]
    workspace.show()
    assert workspace.head.text() == "P32  Closure"


def test_another_text_size_lays_the_page_out_anew(
    opened: Opened, dressed: QApplication, qtbot: QtBot
) -> None:
    workspace = opened(ME)
    choose(workspace, "P05")
    before = read_aloud(workspace)
    for at in (2.0, 1.0, 1.6):
        theme.apply(dressed, theme.Theme.CONTRAST, at)

    def numbers() -> set[int]:
        found = page(workspace).findChildren(QLabel)
        return {one.width() for one in found if one.property("role") == "step-number"}

    qtbot.waitUntil(lambda: numbers() == {theme.dp(20)})
    assert theme.dp(20) == 32
    assert read_aloud(workspace) == before
