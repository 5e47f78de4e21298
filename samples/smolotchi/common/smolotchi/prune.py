"""Forgetting. Runs once, from a timer."""

import time

from smolotchi.errors import say
from smolotchi.settings import Settings
from smolotchi.store import DatabaseMissing, Store

KEEP_DAYS = 30.0


def run(settings: Settings, days: float = KEEP_DAYS) -> int:
    try:
        with Store.open(settings.database) as store:
            deleted = store.delete_before(time.time() - days * 86400)
    except DatabaseMissing:
        say("prune: no database yet, nothing to forget")
        return 0
    say(f"prune: deleted {deleted} events older than {days:g} days")
    return 0
