-- With which app a post was written: sealed, for its author alone.
CREATE TABLE status_apps (
    status_id BIGINT NOT NULL PRIMARY KEY REFERENCES statuses (id),
    sealed BYTEA NOT NULL
);
