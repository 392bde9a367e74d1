-- Who changed what they filter is told to their own apps, too; what they filter is sealed, and not said here. The table holds
-- nothing that is not over in a moment: it is made anew.
DROP TABLE stream_events;
CREATE TABLE stream_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'gone', 'filters')),
    status_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    public BOOLEAN NOT NULL
);

-- What posts said before they were changed, sealed, for a while: whoever may read a post may read that.
CREATE TABLE status_edits (
    id INTEGER NOT NULL PRIMARY KEY,
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    sealed BLOB NOT NULL,
    written_at TIMESTAMP NOT NULL,
    erase_at TIMESTAMP NOT NULL
);
CREATE INDEX status_edits_status ON status_edits (status_id, id);
CREATE INDEX status_edits_due ON status_edits (erase_at);
