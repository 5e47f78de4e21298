"""Thinks now and then, and writes it down."""

import sys

from smolotchi import __version__
from smolotchi.errors import Refusal, say
from smolotchi.lock import Lock
from smolotchi.settings import Settings
from smolotchi.stop import Stop
from smolotchi.store import DatabaseMissing, Store

INTERVAL = 10.0


def think(settings: Settings) -> bool:
    """Opened for each thought, so that nobody waits for a worker that holds the database."""
    try:
        with Store.open(settings.database) as store:
            store.add("thought", f"{store.count()} events so far, says {__version__}")
            return True
    except DatabaseMissing:
        return False


def run(settings: Settings) -> int:
    stop = Stop()
    _lock = Lock(settings, "ai-worker")
    say(f"ai worker {__version__} is thinking")
    while True:
        # At boot core may need a moment to make the database: ask again soon.
        if stop.wait(INTERVAL if think(settings) else 0.5):
            say("ai worker stopped")
            return 0


def main() -> int:
    try:
        return run(Settings.read())
    except Refusal as refusal:
        say(f"smolotchi ai worker: {refusal}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
