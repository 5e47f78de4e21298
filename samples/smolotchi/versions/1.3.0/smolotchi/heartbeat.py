"""The creature's heart, with a pulse."""

import time

from smolotchi import __version__
from smolotchi.store import Store

# Seldom enough for an SD card.
INTERVAL = 10.0
# How many seconds the pulse is taken over.
WINDOW = 5.0


class Heart:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._started = time.monotonic()
        self._next = 0.0

    def beat(self) -> None:
        """Called about once a second; writes when it is time."""
        self._take_pulse()
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + INTERVAL
            self._store.add("heartbeat", __version__)

    def _take_pulse(self) -> None:
        # The fault of this version: core is well for the length of the window, and crashes then.
        if time.monotonic() - self._started >= WINDOW:
            raise RuntimeError("cannot take the pulse: the window is full")
