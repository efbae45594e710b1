"""A map page that tries with all its might to reach out reaches nobody.

Every system call that could send is watched by ``strace``, in a network of its own whose only
way out is an interface that counts packets.  The same attempts from a bare web view show that
they would arrive.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

pytestmark = pytest.mark.long

ROOT: Final = Path(__file__).parents[2]
CALLS: Final = "trace=connect,sendto,sendmsg,sendmmsg"
NETWORK: Final = """
set -e
ip link set lo up
ip link add out type veth peer name in
for end in out in; do ip link set $end addrgenmode none arp off; ip link set $end up; done
ip addr add 198.51.100.9/24 dev out
ip route add default dev out
"""
ALONE: Final = (
    ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")
)
PATIENCE_S: Final = 120

CALL: Final = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(\d+<(TCP|UDP|RAW|ICMP)")
HOST: Final = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
LOCAL: Final = re.compile(r"^(127\.|::1$)")
# Before it would use UDP the engine asks the kernel which of its own addresses it would send
# from, by connecting a UDP socket to one of these.  That sends nothing; a send would be seen.
ROUTE_ASKED: Final = {("connect", "UDP", "8.8.8.8"), ("connect", "UDP", "2001:4860:4860::8888")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the attempts ended, and each (call, protocol, host) that was not local."""

    found: dict[str, Any]
    calls: set[tuple[str, str, str]]

    @property
    def packets(self) -> int:
        return int(self.found["sent"]) - int(self.found["before"])


@pytest.fixture(autouse=True)
def tools() -> None:
    """Skips, saying why, where the watching is not possible; in CI that is a failure."""
    why = ""
    missing = [tool for tool in ("strace", "unshare", "ip") if shutil.which(tool) is None]
    if missing:
        why = f"not installed: {', '.join(missing)}"
    else:
        trial = ["strace", "-f", "-o", os.devnull, *ALONE, "sh", "-c", NETWORK]
        done = subprocess.run(
            trial, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        if done.returncode:
            why = f"no watched network of its own here: {done.stderr.strip()[-200:]}"
    if why and os.environ.get("CI"):
        pytest.fail(why)
    if why:
        pytest.skip(why)


def outcome(how: str, folder: Path) -> Outcome:
    trace = folder / "calls"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QTWEBENGINE_")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    program = f'{NETWORK}exec "$0" -m tests.stories.hostile_page {how}'
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-yy", "-e", CALLS, "-o", str(trace)),
            *(*ALONE, "sh", "-c", program, sys.executable),
        ],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return Outcome(json.loads(done.stdout), set(outward(trace.read_text(errors="replace"))))


def outward(trace: str) -> list[tuple[str, str, str]]:
    """Return (call, protocol, host) of every network call in ``trace`` that is not local."""
    found = []
    for line in trace.splitlines():
        call = CALL.search(line)
        if call is None:
            continue
        host = HOST.search(line)
        there = next(filter(None, host.groups()), "") if host else "where it was connected to"
        if not LOCAL.match(there):
            found.append((call.group(1), call.group(2), there))
    return found


def test_a_hostile_page_sends_nothing(tmp_path: Path) -> None:
    seen = outcome("sealed", tmp_path)
    assert seen.calls <= ROUTE_ASKED
    assert seen.packets == 0
    assert seen.found["url"].startswith("vigil://map/")
    ended = seen.found["ended"]
    assert ended["fetch a number"] == "TypeError: Failed to fetch"
    assert ended["call"] == "TypeError: inside.RTCPeerConnection is not a constructor"
    assert ended["transport"] == "TypeError: WebTransport is not a constructor"
    assert ended["window"] == "refused"
    arrived = {name for name, end in ended.items() if end == "went"}
    assert arrived <= {"call from a frame"}  # it may hope; the counter says that it sent nothing


def test_a_hostile_street_file_sends_nothing_and_shows_nothing(tmp_path: Path) -> None:
    """A page, a drawing with scripts, a style with addresses, and names that are markup."""
    seen = outcome("tiles", tmp_path)
    assert seen.calls <= ROUTE_ASKED
    assert seen.packets == 0
    for sort in ("pictures", "shapes", "names"):
        assert seen.found[sort]["stopped"] == {}, sort  # nothing even asked for the way out
        assert seen.found[sort]["url"] == "vigil://map/"
    for sort in ("pictures", "shapes"):
        assert seen.found[sort]["served"] == [["application/x-broken-tile", 0]] * 4
    assert {media for media, _size in seen.found["names"]["served"]} == {"application/x-protobuf"}
    assert seen.found["shapes"]["where"].endswith("the street file is broken here")
    assert seen.found["names"]["images"] == 0


def test_the_same_attempts_do_reach_out_where_nothing_holds_them(tmp_path: Path) -> None:
    seen = outcome("open", tmp_path)
    assert seen.packets > 20
    hosts = {host for _call, _protocol, host in seen.calls}
    assert {"192.0.2.1", "2001:db8::1", "224.0.0.251"} <= hosts
    assert ("connect", "TCP", "192.0.2.1") in seen.calls
    assert ("sendto", "UDP", "192.0.2.1") in seen.calls  # STUN
    assert ("sendto", "UDP", "where it was connected to") in seen.calls  # DNS


def test_the_watcher_tells_local_from_outward() -> None:
    said = """
1 connect(4<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path="/run/x"}, 11) = 0
1 connect(4<TCP:[2]>, {sa_family=AF_INET, sin_addr=inet_addr("127.0.0.1")}, 16) = 0
2 connect(5<TCPv6:[3]>, {inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28 <unfinished ...>
2 sendto(6<UDP:[10.0.0.2:1->10.0.0.1:53]>, "x", 32, MSG_NOSIGNAL, NULL, 0) = 32
"""
    assert outward(said) == [
        ("connect", "TCP", "2001:db8::1"),
        ("sendto", "UDP", "where it was connected to"),
    ]
