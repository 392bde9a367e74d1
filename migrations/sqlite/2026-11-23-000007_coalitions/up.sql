-- Coalitions that this network holds. The id is the SHA-256 of the terms, so that nobody can change them.
CREATE TABLE coalitions (
    id TEXT NOT NULL PRIMARY KEY,
    terms TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- The newest statement of each network about its membership, as that network signed it.
CREATE TABLE memberships (
    coalition_id TEXT NOT NULL REFERENCES coalitions (id),
    member TEXT NOT NULL,
    joined BOOLEAN NOT NULL,
    sequence BIGINT NOT NULL,
    list TEXT NOT NULL,
    said_at TIMESTAMP NOT NULL,
    key_id TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (coalition_id, member)
);
INSERT INTO walks (name, due_at) VALUES ('coalitions', '1970-01-01 00:00:00');
