"""What runs beside the window: the bell, the seals, the snapshots, and the door of one station."""

import logging
from collections.abc import Mapping
from gettext import gettext as _
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from console.intake.ports import Keys, MemoryKeys, StoredKeys
from console.journal.port import Unreachable
from console.ui.bridge import Bridge
from console.wiring.centre import Centre

if TYPE_CHECKING:  # its web server takes a quarter of a second, which no window should wait for
    from console.intake.door import Door

_log = logging.getLogger(__name__)
PAUSE_S = 2.0


class Backstage(QObject):
    """Starts and ends everything that works without being seen.

    Attributes:
        address: where the door is, once it is open.
        shut: why it could not be opened, if it could not.

    Signals:
        door_open: carries the address of the door, once it listens.
        door_shut: carries why the door could not be opened.
    """

    door_open = Signal(str)
    door_shut = Signal(str)

    _rung = Signal()
    _lost = Signal()
    _opened = Signal(str)
    _closed = Signal(str)

    def __init__(
        self,
        centre: Centre,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        """Stand behind ``bridge``.

        Args:
            centre: what is run.
            bridge: whom the bell tells.
            parent: the owner (Qt).
            secrets: what practice senders sign with; by default the store's keys count.
        """
        super().__init__(parent)
        self._centre = centre
        self._bridge = bridge
        queued = Qt.ConnectionType.QueuedConnection
        self._rung.connect(self._ring, queued)
        self._lost.connect(self._lose, queued)
        self._bell = centre.store.bell(self._rung.emit, lost=self._lost.emit, back=self._rung.emit)
        self._sealer = centre.store.sealer(centre.desk.now)
        self._stop = Event()
        self._keeper = Thread(target=self._keep, name="keeper", daemon=True)
        self._opened.connect(self._is_open, queued)
        self._closed.connect(self._is_shut, queued)
        self._secrets = secrets
        self.address = ""
        self.shut = ""
        self._door: Door | None = None

    def start(self) -> None:
        """Begin; a door that cannot be opened is said, and everything else goes on."""
        self._bell.start()
        self._keeper.start()

    def follow(self, bridge: Bridge) -> None:
        """Tell another bridge from now on: somebody else sits here."""
        self._bridge = bridge

    def stop(self) -> None:
        """End everything and wait until it has ended."""
        self._stop.set()
        self._bell.stop()
        if self._keeper.ident is not None:
            self._keeper.join()
        if self._door is not None:
            self._door.stop()

    def _ring(self) -> None:
        """Look, unless the bell rang while everybody was leaving."""
        if not self._stop.is_set():
            self._bridge.look()

    def _lose(self) -> None:
        if not self._stop.is_set():
            self._bridge.unreachable()

    def _keep(self) -> None:
        """Open the door; then seal and snapshot, when either is due, until told to stop."""
        if self._centre.store.file is not None:  # with a server, the door is a process of its own
            self._open_door()
        while not self._stop.wait(PAUSE_S):
            self._keep_once()
        self._keep_once()

    def _keep_once(self) -> None:
        try:
            self._sealer.look(self._centre.desk.head[0])
            self._centre.store.witness.note(*self._centre.desk.head)
            self._centre.keep_snapshot()
        except Unreachable:
            _log.info("the database is out of reach; seals wait")
        except Exception:  # noqa: BLE001 -- the top of this thread: the next seal is tried all the same
            _log.exception("a seal or a snapshot met a fault")

    def _open_door(self) -> None:
        from console.intake.door import CannotListen, serve  # noqa: PLC0415 -- see above

        centre, secrets = self._centre, self._secrets
        keys: Keys = StoredKeys(centre.store.intake_keys)
        host, port = "127.0.0.1", 0
        if secrets is not None:
            keys = MemoryKeys({sender: (secret,) for sender, secret in secrets.items()})
        else:
            host, port = centre.settings.listen
        try:
            self._door = serve(centre.desk, keys, centre.store.quarantine, host, port)
        except CannotListen:
            words = _(
                "Contacts cannot come in at {host}:{port} here: another program has that address. "
                "If it is another Vigil on this machine, what comes in there shows here too."
            )
            self._closed.emit(words.format(host=host, port=port))
        else:
            self._opened.emit(self._door.url)

    def _is_shut(self, why: str) -> None:
        self.shut = why
        self.door_shut.emit(why)

    def _is_open(self, address: str) -> None:
        self.address = address
        self.door_open.emit(address)
