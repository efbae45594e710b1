"""What runs beside the window: the bell, the seals, the snapshots, and the door of one station."""

import logging
from collections.abc import Mapping
from functools import partial
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal

from console.intake.door import CannotListen, Door, serve
from console.intake.ports import Keys, MemoryKeys, StoredKeys
from console.journal.port import Unreachable
from console.ui.bridge import Bridge
from console.wiring.centre import Centre

_log = logging.getLogger(__name__)
PAUSE_S = 2.0


class Backstage(QObject):
    """Starts and ends everything that works without being seen.

    Signals:
        door_open: carries the address of the door, once it listens.
        door_shut: carries why the door could not be opened.
    """

    door_open = Signal(str)
    door_shut = Signal(str)

    _rung = Signal()
    _lost = Signal()

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
        self._rung.connect(bridge.look, queued)
        self._lost.connect(bridge.unreachable, queued)
        self._bell = centre.store.bell(self._rung.emit, lost=self._lost.emit, back=self._rung.emit)
        self._sealer = centre.store.sealer(centre.desk.now)
        self._stop = Event()
        self._keeper = Thread(target=self._keep, name="keeper", daemon=True)
        keys: Keys = (
            MemoryKeys({sender: (secret,) for sender, secret in secrets.items()})
            if secrets is not None
            else StoredKeys(centre.store.intake_keys)
        )
        host, port = ("127.0.0.1", 0) if secrets is not None else centre.settings.listen
        self.address = ""
        self.door: Door | None = None
        self._open = partial(serve, centre.desk, keys, centre.store.quarantine, host, port)

    def start(self) -> None:
        """Begin; a door that cannot be opened is said, and everything else goes on."""
        self._bell.start()
        self._keeper.start()
        if self._centre.store.file is None:
            return  # with a server, the door is a process of its own
        try:
            self.door = self._open()
        except CannotListen as no:
            self.door_shut.emit(str(no))
        else:
            self.address = self.door.url
            self.door_open.emit(self.address)

    def stop(self) -> None:
        """End everything and wait until it has ended."""
        self._stop.set()
        self._bell.stop()
        if self.door is not None:
            self.door.stop()
        self._keeper.join()

    def _keep(self) -> None:
        """Seal and snapshot, when either is due, until told to stop."""
        while not self._stop.wait(PAUSE_S):
            self._keep_once()
        self._keep_once()

    def _keep_once(self) -> None:
        try:
            self._sealer.look(self._centre.desk.head[0])
            self._centre.keep_snapshot()
        except Unreachable:
            _log.info("the database is out of reach; seals wait")
