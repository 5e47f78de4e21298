"""One instance of a service at a time: a kernel lock on a file in the runtime directory."""

import fcntl
import os

from smolotchi.errors import Refusal
from smolotchi.settings import Settings


class Lock:
    """Held until the process ends. The file is never removed: its name is what others lock."""

    def __init__(self, settings: Settings, name: str) -> None:
        self.path = settings.run_dir / "locks" / f"{name}.lock"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = open(self.path, "a+", encoding="ascii")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"cannot start {name}: another one holds {self.path}") from None
        except OSError as error:
            raise Refusal(f"cannot start {name}: cannot lock {self.path}: {error}") from error
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def in_place(self) -> bool:
        """False once somebody removed the runtime directory under us."""
        try:
            return os.path.samestat(os.stat(self.path), os.fstat(self._file.fileno()))
        except OSError:
            return False
