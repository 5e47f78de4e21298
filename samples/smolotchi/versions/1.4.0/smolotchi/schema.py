"""The schema of the database, as steps. A step that was released is never edited: add one."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE event"
        " (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL)",
        "CREATE INDEX event_at ON event (at)",
    ),
    ("ALTER TABLE event ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",),
)
