-- Accounts elsewhere that said that they go on under another id, and when: not again within thirty days.
CREATE TABLE moves (
    actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
    target TEXT NOT NULL,
    moved_at TIMESTAMP NOT NULL
);
