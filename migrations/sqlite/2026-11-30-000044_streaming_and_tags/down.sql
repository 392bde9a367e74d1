DELETE FROM walks WHERE name = 'notices';
DROP TABLE stream_events;
CREATE TABLE stream_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'gone', 'filters')),
    status_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    public BOOLEAN NOT NULL
);
