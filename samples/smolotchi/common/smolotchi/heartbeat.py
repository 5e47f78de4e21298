"""The creature's heart."""

import time

from smolotchi import __version__
from smolotchi.store import Store

# Seldom enough for an SD card.
INTERVAL = 10.0


class Heart:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._next = 0.0

    def beat(self) -> None:
        """Called about once a second; writes when it is time."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + INTERVAL
            self._store.add("heartbeat", __version__)
