-- A later format, for the tests of migration.
PRAGMA user_version = 4;

CREATE TABLE one_more (id INTEGER PRIMARY KEY) STRICT;
