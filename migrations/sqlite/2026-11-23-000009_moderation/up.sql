-- What stewards, moderators and operators did, for members to read. A member is not named in it, but for the holder of
-- the role, who used a power of the network.
CREATE TABLE log_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    role TEXT,
    handle TEXT,
    what TEXT NOT NULL,
    about TEXT,
    reason TEXT,
    agreement TEXT,
    created_at TIMESTAMP NOT NULL
);

-- Servers (host, or host:port; those below it too) and accounts (their ActivityPub ids) that the network keeps away.
CREATE TABLE network_blocks (
    subject TEXT NOT NULL PRIMARY KEY,
    level TEXT NOT NULL,
    reason TEXT,
    created_at TIMESTAMP NOT NULL
);

-- Whom a member blocks or mutes. Nobody else's business: sealed, one row a member.
CREATE TABLE member_blocks (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed BLOB NOT NULL
);

-- Accounts elsewhere that block one of our actors: nothing is sent to them.
CREATE TABLE blocked_by (
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    blocked_id BIGINT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (actor_id, blocked_id)
);

-- What members, and other servers, tell moderators. Sealed; erased 30 days after it is closed.
CREATE TABLE reports (
    id INTEGER NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);

-- Held by safety moderation, and under which agreement.
ALTER TABLE listings ADD COLUMN held_under TEXT;
