"""The events, in a SQLite database in WAL mode. Times are seconds since the epoch."""

import sqlite3
import time
from pathlib import Path

from smolotchi import __version__
from smolotchi.errors import Refusal
from smolotchi.schema import MIGRATIONS


class DatabaseMissing(Refusal):
    """Core has not made the database yet."""


class Store:
    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    @classmethod
    def create(cls, path: Path) -> "Store":
        """For core alone, which makes and migrates the database: two that did would race at boot."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(f"cannot use {path}: {error}") from error
        store = cls._connect(path, "rwc")
        store._db.execute("PRAGMA journal_mode=WAL")
        store._db.execute("PRAGMA synchronous=NORMAL")
        store._migrate()
        return store

    @classmethod
    def open(cls, path: Path) -> "Store":
        """For everybody else: the database as core left it."""
        if not path.exists():
            raise DatabaseMissing(f"cannot use {path}: core has not made it yet")
        store = cls._connect(path, "rw")
        if store.schema_version() == 0:
            store.close()
            raise DatabaseMissing(f"cannot use {path}: it has no schema yet")
        return store

    @classmethod
    def _connect(cls, path: Path, mode: str) -> "Store":
        try:
            uri = f"{path.absolute().as_uri()}?mode={mode}"
            # isolation_level=None: the transactions are those that we begin, a migration is one.
            store = cls(path, sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None))
            version = store.schema_version()
        except sqlite3.Error as error:
            raise Refusal(f"cannot use {path}: {error}") from error
        if version > len(MIGRATIONS):
            store.close()
            raise Refusal(
                f"cannot use {path}: its schema_version is {version}, and smolotchi {__version__}"
                f" knows no newer one than {len(MIGRATIONS)}; run a newer release, or restore the"
                " database that this one left"
            )
        return store

    def schema_version(self) -> int:
        there = "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'"
        if self._db.execute(there).fetchone() is None:
            return 0
        return int(self._db.execute("SELECT max(version) FROM schema_version").fetchone()[0])

    def _migrate(self) -> None:
        for version in range(self.schema_version() + 1, len(MIGRATIONS) + 1):
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
            for statement in MIGRATIONS[version - 1]:
                self._db.execute(statement)
            self._db.execute("DELETE FROM schema_version")
            self._db.execute("INSERT INTO schema_version VALUES (?)", (version,))
            self._db.execute("COMMIT")

    def add(self, kind: str, detail: str) -> None:
        row = (int(time.time()), kind, detail)
        self._db.execute("INSERT INTO event (at, kind, detail) VALUES (?, ?, ?)", row)

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM event").fetchone()[0])

    def latest(self, limit: int) -> list[tuple[int, str, str]]:
        query = "SELECT at, kind, detail FROM event ORDER BY id DESC LIMIT ?"
        return self._db.execute(query, (limit,)).fetchall()

    def delete_before(self, moment: float) -> int:
        return self._db.execute("DELETE FROM event WHERE at < ?", (int(moment),)).rowcount

    def check(self) -> str:
        return str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
