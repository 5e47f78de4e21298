"""The daemon that owns the database."""

from smolotchi import __version__
from smolotchi.errors import say
from smolotchi.heartbeat import Heart
from smolotchi.lock import Lock
from smolotchi.notify import Notifier
from smolotchi.settings import Settings
from smolotchi.stop import Stop
from smolotchi.store import Store


def run(settings: Settings) -> int:
    stop = Stop()
    notifier = Notifier()
    lock = Lock(settings, "core")
    with Store.create(settings.database) as store:
        store.add("start", f"core {__version__}")
        heart = Heart(store)
        notifier.send("READY=1", f"STATUS=smolotchi {__version__}")
        say(f"core {__version__} is ready, {store.count()} events in {settings.database}")
        tick = min(1.0, notifier.watchdog_interval or 1.0)
        lock_lost = False
        while True:
            notifier.ping()
            heart.beat()
            if not lock_lost and not lock.in_place():
                lock_lost = True
                store.add("lock-lost", str(lock.path))
                say(f"core lost {lock.path}: the runtime directory was removed under it")
            if stop.wait(tick):
                break
        notifier.send("STOPPING=1")
        store.add("stop", f"core {__version__}")
    say("core stopped")
    return 0
