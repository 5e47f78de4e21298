-- Tokens of programs that use the JSON API. Only what a token hashes to is kept.

CREATE TABLE token (
    name         TEXT PRIMARY KEY,
    -- SHA-256 of the token, hexadecimal: it is random, so a slow hash would protect nothing more
    hash         TEXT NOT NULL UNIQUE,
    role         TEXT NOT NULL CHECK (role IN ('VIEWER', 'OPERATOR', 'ADMINISTRATOR')),
    created_at   TEXT NOT NULL,
    expires_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- SQLite alters no CHECK: the table is made again, with the rows that it has.
CREATE TABLE login_audit_of_tokens_too (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    at           TEXT NOT NULL,
    event        TEXT NOT NULL CHECK (event IN ('LOGIN', 'FAILED', 'LOCKED', 'LOGOUT', 'ACCOUNT_ADDED', 'ACCOUNT_REMOVED',
                                                'TOKEN_ADDED', 'TOKEN_REMOVED', 'TOKEN_REFUSED')),
    account      TEXT NOT NULL,
    -- empty for the console
    address      TEXT NOT NULL
) STRICT;

INSERT INTO login_audit_of_tokens_too (id, at, event, account, address)
SELECT id, at, event, account, address FROM login_audit ORDER BY id;

DROP TABLE login_audit;

ALTER TABLE login_audit_of_tokens_too RENAME TO login_audit;
