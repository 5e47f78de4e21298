"""Where things are. The environment decides, so that units need no command line options."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smolotchi.errors import Refusal


@dataclass(frozen=True)
class Settings:
    database: Path
    run_dir: Path
    web_bind: str
    web_port: int
    display: Path

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        port = env.get("SMOLOTCHI_WEB_PORT", "8080")
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise Refusal(f"cannot use SMOLOTCHI_WEB_PORT={port}: not a port number")
        return cls(
            database=Path(env.get("SMOLOTCHI_DB", "/var/lib/smolotchi/events.db")),
            run_dir=Path(env.get("SMOLOTCHI_RUN", "/run/smolotchi")),
            web_bind=env.get("SMOLOTCHI_WEB_BIND", "127.0.0.1"),
            web_port=int(port),
            display=Path(env.get("SMOLOTCHI_DISPLAY", "/dev/fb0")),
        )
