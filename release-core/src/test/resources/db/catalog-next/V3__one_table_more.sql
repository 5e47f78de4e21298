-- A later format, for the tests of migration.
PRAGMA user_version = 3;

CREATE TABLE one_more (id INTEGER PRIMARY KEY) STRICT;
