"""A real phone call, by a real SIP proxy, to the board: Debian's sipp, Kamailio, our door."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from time import monotonic
from typing import TypeVar

import pytest

from console.desk.desk import Change, Desk
from console.desk.fresh import private
from console.domain.care.contact import Contact, ContactKind, LineState
from console.domain.commands import RecordClient
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.client import Client, Phone
from console.intake.door import serve
from console.intake.ports import MemoryKeys, MemoryQuarantine

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "resources" / "intake" / "kamailio.cfg"
SCENARIOS = ROOT / "tests" / "stories"
HERE = "127.0.0.1"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 -- made for this test
JAMIE = Client(ClientId("c-jamie"), "Jamie Ortega", phones=(Phone("+16145550123"),))
PACKAGES = "kamailio kamailio-utils-modules sip-tester"
DEADLINE_S = 30.0
T = TypeVar("T")
pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Line:
    """A telephone line that ends at a desk."""

    desk: Desk
    proxy: int
    switchboard: int

    def call(self, caller: str, calling: str, answering: str) -> None:
        """Place one call and let it go as both scenarios say; back when it is over."""
        phone = _sipp(answering, "-p", str(self.switchboard))
        try:
            _listening(phone, self.switchboard)
            number = ("-s", "6145550100", "-key", "caller", caller)
            dial = _sipp(calling, f"{HERE}:{self.proxy}", *number)
            for one in (dial, phone):
                said, _ = one.communicate(timeout=DEADLINE_S)
                assert one.returncode == 0, said[-2_000:]
        finally:
            phone.kill()
            phone.communicate()

    def shown(self, line: LineState) -> tuple[Contact, ClientId | None]:
        """Wait until a call is ``line`` on the board; return it and whose it is."""

        def found() -> tuple[Contact, ClientId | None] | None:
            return next(
                (
                    (contact, case.client)
                    for case in self.desk.board.cases.values()
                    for contact in case.contacts
                    if contact.line is line
                ),
                None,
            )

        return _until(self.desk, found)


@pytest.fixture
def line(desk: Desk, tmp_path: Path) -> Iterator[Line]:
    for program in ("kamailio", "sipp"):
        if shutil.which(program) is None:
            reason = f"{program} is not here: apt-get install {PACKAGES}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
    desk.do(RecordClient(JAMIE.id, private(JAMIE), "test"), SYSTEM)
    door = serve(desk, MemoryKeys({"sip": (SECRET,)}), MemoryQuarantine(), HERE, 0)
    proxy, switchboard = _free_port(), _free_port()
    said = tmp_path / "kamailio.txt"
    with said.open("wb") as out:
        kamailio = subprocess.Popen(
            [
                *("kamailio", "-DD", "-E", "-f", str(CONFIG), "-Y", str(tmp_path)),
                *("-A", f"VIGIL_LISTEN=udp:{HERE}:{proxy}"),
                *("-A", f'VIGIL_ONWARD="sip:{HERE}:{switchboard}"'),
                *("-A", f'VIGIL_DOOR="{door.url}/v1/sip"'),
                *("-A", f'VIGIL_SECRET="{SECRET}"'),
            ],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _answers_options(proxy, said)
        yield Line(desk, proxy, switchboard)
    finally:
        kamailio.terminate()
        kamailio.wait(DEADLINE_S)
        door.stop()
    assert "6145550123" not in said.read_text(errors="replace")


def test_a_ringing_phone_is_on_the_board_and_is_followed_to_its_end(line: Line) -> None:
    line.call("6145550123", "answered", "picked_up")
    contact, client = line.shown(LineState.ENDED)
    assert (contact.kind, contact.sender, client) == (ContactKind.CALL, "sip", JAMIE.id)
    assert contact.phone is not None
    assert contact.phone.value == "+16145550123"
    assert len(line.desk.board.cases) == 1


def test_a_caller_who_gives_up_stays_on_the_board(line: Line) -> None:
    line.call("anonymous", "given_up", "unanswered")
    contact, client = line.shown(LineState.ABANDONED)
    assert (contact.kind, contact.phone, client) == (ContactKind.CALL, None, None)


def _until(desk: Desk, found: Callable[[], T | None]) -> T:
    changed = Condition()

    def tell(_change: Change) -> None:
        with changed:
            changed.notify_all()

    end, stop = monotonic() + DEADLINE_S, desk.listen(tell)
    try:
        with changed:
            while (value := found()) is None:
                assert changed.wait(end - monotonic()), "nothing came in time"
            return value
    finally:
        stop()


def _sipp(scenario: str, *args: str) -> subprocess.Popen[str]:
    sipp, file = shutil.which("sipp"), SCENARIOS / f"ringing_phone_{scenario}.xml"
    assert sipp is not None
    return subprocess.Popen(
        [sipp, *args, "-sf", str(file), "-i", HERE, "-m", "1", "-nostdin", "-timeout", "25s"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((HERE, 0))
        port: int = one.getsockname()[1]
        return port


def _listening(phone: subprocess.Popen[str], port: int) -> None:
    """Wait until ``phone`` has bound its UDP port; asking the port itself would be in its way."""
    end = monotonic() + DEADLINE_S
    while f":{port:04X} " not in Path("/proc/net/udp").read_text(encoding="ascii"):
        assert phone.poll() is None, "sipp ended before the call"
        assert monotonic() < end, "sipp did not begin to listen"


def _answers_options(port: int, said: Path) -> None:
    """Wait until the proxy answers an OPTIONS request."""
    end = monotonic() + DEADLINE_S
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((HERE, 0))
        one.connect((HERE, port))
        one.settimeout(0.2)
        own = one.getsockname()[1]
        asked = (
            f"OPTIONS sip:{HERE}:{port} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {HERE}:{own};branch=z9hG4bKready\r\n"
            f"From: <sip:test@{HERE}>;tag=1\r\nTo: <sip:{HERE}>\r\n"
            "Call-ID: ready\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
        )
        while monotonic() < end:
            with suppress(TimeoutError, ConnectionRefusedError):
                one.send(asked.encode())
                if one.recv(4_096).startswith(b"SIP/2.0 200"):
                    return
    pytest.fail(said.read_text(errors="replace")[-2_000:])
