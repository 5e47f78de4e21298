-- web.db: who may use the pages. Owned by the web's user; the catalog holds none of this.
-- Times are UTC, ISO 8601 with milliseconds, so that text order is time order.

CREATE TABLE account (
    name         TEXT PRIMARY KEY,
    role         TEXT NOT NULL CHECK (role IN ('VIEWER', 'OPERATOR', 'ADMINISTRATOR')),
    -- "{bcrypt}..." : the prefix names the algorithm, so that it can be changed later
    password     TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    -- raised whenever a session that began before must end: password, role
    generation   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- One row per account name and per address that failed lately; deleted when it succeeds or grows old.
CREATE TABLE login_failure (
    scope        TEXT NOT NULL CHECK (scope IN ('ACCOUNT', 'ADDRESS')),
    subject      TEXT NOT NULL,
    failures     INTEGER NOT NULL,
    last_at      TEXT NOT NULL,
    -- empty while not locked
    locked_until TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (scope, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX login_failure_by_age ON login_failure (last_at);

-- Only ever added to; the oldest rows go when there are too many.
CREATE TABLE login_audit (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    at           TEXT NOT NULL,
    event        TEXT NOT NULL CHECK (event IN ('LOGIN', 'FAILED', 'LOCKED', 'LOGOUT', 'ACCOUNT_ADDED', 'ACCOUNT_REMOVED')),
    account      TEXT NOT NULL,
    -- empty for the console
    address      TEXT NOT NULL
) STRICT;
