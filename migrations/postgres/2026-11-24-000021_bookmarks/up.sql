-- Posts that a member put aside to read again. Nobody else hears of it.
CREATE TABLE bookmarks (
    id BIGINT NOT NULL PRIMARY KEY,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    UNIQUE (actor_id, status_id)
);
CREATE INDEX bookmarks_actor ON bookmarks (actor_id, id);
CREATE INDEX bookmarks_status ON bookmarks (status_id);

-- How far a member has read, and what they noted about accounts: nobody else's business, sealed. One row a member.
CREATE TABLE member_desks (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed BYTEA NOT NULL
);

-- What a member wants to see, and to hear at once, of whom they follow.
ALTER TABLE follows ADD COLUMN without_boosts BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE follows ADD COLUMN tells BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX follows_tells ON follows (followed_id) WHERE tells;

-- Whether an entry is a boost is read with it.
DROP INDEX statuses_home;
CREATE INDEX statuses_home ON statuses (author_id, id, boost_of) WHERE on_home;
