-- What happened to posts, for apps that listen (src/http/mastodon/streaming): written with the change, read by every
-- process, and only the newest kept. New posts are not here: they are found by their own ids.
CREATE TABLE stream_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'gone')),
    status_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    public BOOLEAN NOT NULL
);
