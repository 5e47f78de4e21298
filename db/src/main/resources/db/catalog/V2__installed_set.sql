PRAGMA user_version = 2;

-- What tells whether the rows of unit_file of one activation are still those that were recorded: a bit that flips in one of them would otherwise make a
-- unit of ours somebody else's.
CREATE TABLE installed_set (
    activation_id INTEGER PRIMARY KEY REFERENCES activation (operation_id),
    sha256        TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TRIGGER installed_set_is_never_changed BEFORE UPDATE ON installed_set
BEGIN
    SELECT RAISE(ABORT, 'rows of installed_set are only ever added');
END;

CREATE TRIGGER installed_set_is_never_deleted BEFORE DELETE ON installed_set
BEGIN
    SELECT RAISE(ABORT, 'rows of installed_set are only ever added');
END;

CREATE TRIGGER installed_set_is_never_replaced BEFORE INSERT ON installed_set
WHEN EXISTS (SELECT 1 FROM installed_set WHERE activation_id = NEW.activation_id)
BEGIN
    SELECT RAISE(ABORT, 'rows of installed_set are only ever added');
END;
