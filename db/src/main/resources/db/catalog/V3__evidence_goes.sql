PRAGMA user_version = 3;

-- What a failure left (journals, states, samples of health) is for finding its cause, not for ever: the prune takes it away when it is old. Every other
-- event stays. The index is for that alone.
DROP TRIGGER event_is_never_deleted;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
WHEN OLD.type NOT IN ('evidence', 'health-sample')
BEGIN
    SELECT RAISE(ABORT, 'rows of event are only ever added');
END;

CREATE INDEX event_evidence ON event (at) WHERE type IN ('evidence', 'health-sample');
