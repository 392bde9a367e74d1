-- What the followers that an actor has at one host come to (FEP-8fcf): their ids' SHA-256, XORed. A row is made when it
-- is first asked for, and changed in the transaction of each follow, so that a delivery only reads it.
CREATE TABLE follower_digests (
    followed_id BIGINT NOT NULL REFERENCES actors (id),
    host TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (followed_id, host)
);

-- Whether an activity is for the followers of who says it: then each host hears which of its own those are.
ALTER TABLE activities ADD COLUMN for_followers BOOLEAN NOT NULL DEFAULT FALSE;

-- Actors elsewhere whose server sees other followers here than we do: where they are listed, what they come to, and
-- when that is to be looked at. A row stays, so that it is not done too often.
CREATE TABLE synchronizations (
    actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
    url TEXT NOT NULL,
    digest BLOB NOT NULL,
    due_at TIMESTAMP,
    done_at TIMESTAMP
);
CREATE INDEX synchronizations_due ON synchronizations (due_at);

-- Networks whose open listings are to be asked for, since one of the two of us was away.
CREATE TABLE catch_ups (
    actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
    due_at TIMESTAMP,
    done_at TIMESTAMP,
    failures BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX catch_ups_due ON catch_ups (due_at);

-- When this server was last seen to run: a long silence since says that it was away.
INSERT INTO walks (name, due_at) VALUES ('awake', '1970-01-01 00:00:00');
