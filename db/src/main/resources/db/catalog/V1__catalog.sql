-- The catalog: what exists and what happened. Rows are only ever added; db/README.md draws the tables and says why.
-- Times are UTC in ISO form with nine decimals, so that the order of the text is the order of time.

PRAGMA user_version = 1;

CREATE TABLE operation (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL,
    actor         TEXT NOT NULL CHECK (actor <> ''),
    origin        TEXT NOT NULL,
    reason        TEXT NOT NULL,
    asked_at      TEXT NOT NULL CHECK (length(asked_at) = 30),
    expected_plan TEXT CHECK (length(expected_plan) = 64),
    request       TEXT NOT NULL CHECK (json_valid(request))
) STRICT;

CREATE INDEX operation_by_actor ON operation (actor, id);
CREATE INDEX operation_by_time ON operation (asked_at);

CREATE TABLE operation_end (
    operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
    ended_at     TEXT NOT NULL CHECK (length(ended_at) = 30),
    outcome      TEXT NOT NULL,
    code         TEXT,
    step         TEXT,
    blame        TEXT,
    said         TEXT,
    data         TEXT NOT NULL CHECK (json_valid(data))
) STRICT;

CREATE INDEX operation_end_by_outcome ON operation_end (outcome, operation_id);

CREATE TABLE activation (
    operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
    kind         TEXT NOT NULL,
    from_version TEXT,
    to_version   TEXT,
    digest       TEXT CHECK (length(digest) = 64),
    position     INTEGER NOT NULL REFERENCES activation (operation_id),
    parent       INTEGER REFERENCES activation (operation_id),
    opened_at    TEXT NOT NULL CHECK (length(opened_at) = 30),
    settings     TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;

CREATE INDEX activation_by_version ON activation (to_version, operation_id);
CREATE INDEX activation_by_time ON activation (opened_at);

-- Apart from its row, because plans are long and the whole history is read often.
CREATE TABLE activation_plan (
    operation_id INTEGER PRIMARY KEY REFERENCES activation (operation_id),
    plan         TEXT NOT NULL CHECK (json_valid(plan))
) STRICT;

-- The text of installed files, once however many activations install it.
CREATE TABLE file_text (
    sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content TEXT NOT NULL
) STRICT;

CREATE TABLE unit_file (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    activation_id INTEGER NOT NULL REFERENCES activation (operation_id),
    path          TEXT NOT NULL,
    mode          INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 4095),
    sha256        TEXT NOT NULL REFERENCES file_text (sha256),
    UNIQUE (activation_id, path)
) STRICT;

-- The sequence is the only order that releases have.
CREATE TABLE release (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    version   TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64),
    staged_by INTEGER NOT NULL REFERENCES operation (id),
    staged_at TEXT NOT NULL CHECK (length(staged_at) = 30),
    source    TEXT NOT NULL,
    files     INTEGER NOT NULL,
    bytes     INTEGER NOT NULL
) STRICT;

CREATE INDEX release_by_version ON release (version, sequence);

CREATE TABLE release_removed (
    sequence   INTEGER PRIMARY KEY REFERENCES release (sequence),
    removed_by INTEGER NOT NULL REFERENCES operation (id),
    removed_at TEXT NOT NULL CHECK (length(removed_at) = 30)
) STRICT;

CREATE TRIGGER release_once_on_disk BEFORE INSERT ON release
WHEN EXISTS (
    SELECT 1 FROM release r
    WHERE r.version = NEW.version AND NOT EXISTS (SELECT 1 FROM release_removed d WHERE d.sequence = r.sequence)
)
BEGIN
    SELECT RAISE(ABORT, 'a release of that version is on disk');
END;

CREATE TABLE mark (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    version TEXT NOT NULL,
    digest  TEXT NOT NULL CHECK (length(digest) = 64),
    kind    TEXT NOT NULL,
    is_set  INTEGER NOT NULL CHECK (is_set IN (0, 1)),
    reason  TEXT NOT NULL,
    set_by  INTEGER NOT NULL REFERENCES operation (id),
    at      TEXT NOT NULL CHECK (length(at) = 30)
) STRICT;

CREATE INDEX mark_by_release ON mark (version, digest, kind, id);

-- The id is the one of the server-sent event: ascending over all operations, in the order of commits.
CREATE TABLE event (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    at           TEXT NOT NULL CHECK (length(at) = 30),
    type         TEXT NOT NULL,
    step         TEXT NOT NULL,
    text         TEXT NOT NULL,
    data         TEXT NOT NULL CHECK (json_valid(data))
) STRICT;

CREATE INDEX event_by_operation ON event (operation_id, id);

-- Append-only. The third trigger of each table is for INSERT OR REPLACE, whose hidden delete fires no trigger.

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN
    SELECT RAISE(ABORT, 'rows of operation are only ever added');
END;

CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
BEGIN
    SELECT RAISE(ABORT, 'rows of operation are only ever added');
END;

CREATE TRIGGER operation_is_never_replaced BEFORE INSERT ON operation
WHEN EXISTS (SELECT 1 FROM operation WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'rows of operation are only ever added');
END;

CREATE TRIGGER operation_end_is_never_changed BEFORE UPDATE ON operation_end
BEGIN
    SELECT RAISE(ABORT, 'rows of operation_end are only ever added');
END;

CREATE TRIGGER operation_end_is_never_deleted BEFORE DELETE ON operation_end
BEGIN
    SELECT RAISE(ABORT, 'rows of operation_end are only ever added');
END;

CREATE TRIGGER operation_end_is_never_replaced BEFORE INSERT ON operation_end
WHEN EXISTS (SELECT 1 FROM operation_end WHERE operation_id = NEW.operation_id)
BEGIN
    SELECT RAISE(ABORT, 'rows of operation_end are only ever added');
END;

CREATE TRIGGER activation_is_never_changed BEFORE UPDATE ON activation
BEGIN
    SELECT RAISE(ABORT, 'rows of activation are only ever added');
END;

CREATE TRIGGER activation_is_never_deleted BEFORE DELETE ON activation
BEGIN
    SELECT RAISE(ABORT, 'rows of activation are only ever added');
END;

CREATE TRIGGER activation_is_never_replaced BEFORE INSERT ON activation
WHEN EXISTS (SELECT 1 FROM activation WHERE operation_id = NEW.operation_id)
BEGIN
    SELECT RAISE(ABORT, 'rows of activation are only ever added');
END;

CREATE TRIGGER activation_plan_is_never_changed BEFORE UPDATE ON activation_plan
BEGIN
    SELECT RAISE(ABORT, 'rows of activation_plan are only ever added');
END;

CREATE TRIGGER activation_plan_is_never_deleted BEFORE DELETE ON activation_plan
BEGIN
    SELECT RAISE(ABORT, 'rows of activation_plan are only ever added');
END;

CREATE TRIGGER activation_plan_is_never_replaced BEFORE INSERT ON activation_plan
WHEN EXISTS (SELECT 1 FROM activation_plan WHERE operation_id = NEW.operation_id)
BEGIN
    SELECT RAISE(ABORT, 'rows of activation_plan are only ever added');
END;

CREATE TRIGGER file_text_is_never_changed BEFORE UPDATE ON file_text
BEGIN
    SELECT RAISE(ABORT, 'rows of file_text are only ever added');
END;

CREATE TRIGGER file_text_is_never_deleted BEFORE DELETE ON file_text
BEGIN
    SELECT RAISE(ABORT, 'rows of file_text are only ever added');
END;

CREATE TRIGGER file_text_is_never_replaced BEFORE INSERT ON file_text
WHEN EXISTS (SELECT 1 FROM file_text WHERE sha256 = NEW.sha256)
BEGIN
    SELECT RAISE(ABORT, 'rows of file_text are only ever added');
END;

CREATE TRIGGER unit_file_is_never_changed BEFORE UPDATE ON unit_file
BEGIN
    SELECT RAISE(ABORT, 'rows of unit_file are only ever added');
END;

CREATE TRIGGER unit_file_is_never_deleted BEFORE DELETE ON unit_file
BEGIN
    SELECT RAISE(ABORT, 'rows of unit_file are only ever added');
END;

CREATE TRIGGER unit_file_is_never_replaced BEFORE INSERT ON unit_file
WHEN EXISTS (SELECT 1 FROM unit_file WHERE id = NEW.id OR (activation_id = NEW.activation_id AND path = NEW.path))
BEGIN
    SELECT RAISE(ABORT, 'rows of unit_file are only ever added');
END;

CREATE TRIGGER release_is_never_changed BEFORE UPDATE ON release
BEGIN
    SELECT RAISE(ABORT, 'rows of release are only ever added');
END;

CREATE TRIGGER release_is_never_deleted BEFORE DELETE ON release
BEGIN
    SELECT RAISE(ABORT, 'rows of release are only ever added');
END;

CREATE TRIGGER release_is_never_replaced BEFORE INSERT ON release
WHEN EXISTS (SELECT 1 FROM release WHERE sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'rows of release are only ever added');
END;

CREATE TRIGGER release_removed_is_never_changed BEFORE UPDATE ON release_removed
BEGIN
    SELECT RAISE(ABORT, 'rows of release_removed are only ever added');
END;

CREATE TRIGGER release_removed_is_never_deleted BEFORE DELETE ON release_removed
BEGIN
    SELECT RAISE(ABORT, 'rows of release_removed are only ever added');
END;

CREATE TRIGGER release_removed_is_never_replaced BEFORE INSERT ON release_removed
WHEN EXISTS (SELECT 1 FROM release_removed WHERE sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'rows of release_removed are only ever added');
END;

CREATE TRIGGER mark_is_never_changed BEFORE UPDATE ON mark
BEGIN
    SELECT RAISE(ABORT, 'rows of mark are only ever added');
END;

CREATE TRIGGER mark_is_never_deleted BEFORE DELETE ON mark
BEGIN
    SELECT RAISE(ABORT, 'rows of mark are only ever added');
END;

CREATE TRIGGER mark_is_never_replaced BEFORE INSERT ON mark
WHEN EXISTS (SELECT 1 FROM mark WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'rows of mark are only ever added');
END;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of event are only ever added');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of event are only ever added');
END;

CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'rows of event are only ever added');
END;
