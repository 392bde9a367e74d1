-- Who changed what they filter is told to their own apps, too; what they filter is sealed, and not said here.
ALTER TABLE stream_events DROP CONSTRAINT stream_events_kind_check;
ALTER TABLE stream_events ADD CONSTRAINT stream_events_kind_check CHECK (kind IN ('new', 'changed', 'gone', 'filters'));

-- What posts said before they were changed, sealed, for a while: whoever may read a post may read that.
CREATE TABLE status_edits (
    id BIGINT NOT NULL PRIMARY KEY,
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    sealed BYTEA NOT NULL,
    written_at TIMESTAMP NOT NULL,
    erase_at TIMESTAMP NOT NULL
);
CREATE INDEX status_edits_status ON status_edits (status_id, id);
CREATE INDEX status_edits_due ON status_edits (erase_at);
