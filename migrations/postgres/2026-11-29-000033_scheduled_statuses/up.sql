-- Posts that wait for their time. What they say is sealed until then.
CREATE TABLE scheduled_statuses (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    due_at TIMESTAMP NOT NULL,
    held BOOLEAN NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX scheduled_statuses_due ON scheduled_statuses (held, due_at);
CREATE INDEX scheduled_statuses_member ON scheduled_statuses (member_id, due_at);

-- What is to hang on them: it is not erased as what waits for a post that never comes, and hangs on nothing else.
CREATE TABLE scheduled_media (
    medium_id BIGINT NOT NULL PRIMARY KEY REFERENCES media (id),
    scheduled_id BIGINT NOT NULL REFERENCES scheduled_statuses (id)
);
CREATE INDEX scheduled_media_of ON scheduled_media (scheduled_id);
