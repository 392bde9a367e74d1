-- With which app a post was written: sealed, for its author alone.
CREATE TABLE status_apps (
    status_id INTEGER NOT NULL PRIMARY KEY REFERENCES statuses (id),
    sealed BLOB NOT NULL
);
