-- What a post asks, and the totals of what was answered: ours as they are counted here, others' as their authors say.
CREATE TABLE polls (
    status_id BIGINT NOT NULL PRIMARY KEY REFERENCES statuses (id),
    options TEXT NOT NULL,
    sealed_options BYTEA,
    multiple BOOLEAN NOT NULL,
    hides_totals BOOLEAN NOT NULL,
    counts TEXT NOT NULL,
    voters BIGINT,
    ends_at TIMESTAMP,
    end_told BOOLEAN NOT NULL,
    tell_at TIMESTAMP,
    asked_at TIMESTAMP NOT NULL
);
CREATE INDEX polls_ending ON polls (end_told, ends_at);
CREATE INDEX polls_to_tell ON polls (tell_at);

-- Who voted, so that nobody does twice. For what is sealed, and shown to that one alone.
CREATE TABLE poll_votes (
    status_id BIGINT NOT NULL REFERENCES polls (status_id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    sealed_choices BYTEA NOT NULL,
    PRIMARY KEY (status_id, actor_id)
);
CREATE INDEX poll_votes_actor ON poll_votes (actor_id);
