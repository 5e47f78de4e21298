"""The little screen, where there is one."""

from smolotchi.errors import Refusal, say
from smolotchi.settings import Settings
from smolotchi.stop import Stop
from smolotchi.store import DatabaseMissing, Store


def run(settings: Settings) -> int:
    stop = Stop()
    try:
        screen = open(settings.display, "r+b", buffering=0)
    except OSError as error:
        raise Refusal(f"cannot show anything: no display at {settings.display}: {error.strerror}") from error
    with screen:
        say(f"display draws on {settings.display}")
        while True:
            screen.seek(0)
            screen.write(bytes([_brightness(settings)]) * 256)
            if stop.wait(5):
                return 0


def _brightness(settings: Settings) -> int:
    try:
        with Store.open(settings.database) as store:
            return store.count() % 256
    except DatabaseMissing:
        return 0
