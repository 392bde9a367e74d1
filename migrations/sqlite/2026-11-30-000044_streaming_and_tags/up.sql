-- What the network tells its members, how they answer it, and that what waited was let through, is told to apps that listen,
-- too: which announcement, and with which sign it was answered; who did so is not said. The table holds nothing that is not
-- over in a moment: it is made anew.
DROP TABLE stream_events;
CREATE TABLE stream_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'gone', 'filters', 'announced', 'answered', 'retracted', 'let_through')),
    status_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    public BOOLEAN NOT NULL,
    announcement_id BIGINT,
    name TEXT
);

-- Once a day what members have read long ago is forgotten.
INSERT INTO walks (name, due_at) VALUES ('notices', '1970-01-01 00:00:00');

-- Tags are found by how they begin: here the primary key of status_tags is in the order of code points already.
