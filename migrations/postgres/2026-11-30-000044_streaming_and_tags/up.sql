-- What the network tells its members, how they answer it, and that what waited was let through, is told to apps that listen,
-- too: which announcement, and with which sign it was answered; who did so is not said.
ALTER TABLE stream_events DROP CONSTRAINT stream_events_kind_check;
ALTER TABLE stream_events ADD CONSTRAINT stream_events_kind_check
    CHECK (kind IN ('new', 'changed', 'gone', 'filters', 'announced', 'answered', 'retracted', 'let_through'));
ALTER TABLE stream_events ADD COLUMN announcement_id BIGINT;
ALTER TABLE stream_events ADD COLUMN name TEXT;

-- Once a day what members have read long ago is forgotten.
INSERT INTO walks (name, due_at) VALUES ('notices', '1970-01-01 00:00:00');

-- Tags are found by how they begin, in the order of code points, which need not be that of the database.
CREATE INDEX status_tags_beginning ON status_tags (tag COLLATE "C");
