-- What we give to another network and what we take from it (JSON lists), where stewards chose. Without a row: everything.
CREATE TABLE sharings (
    actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
    given TEXT NOT NULL,
    taken TEXT NOT NULL
);

-- Networks that were found in the lists of those that we follow. Nothing of them but this is kept.
CREATE TABLE directory_entries (
    ap_id TEXT NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    latitude DOUBLE,
    longitude DOUBLE,
    radius_m BIGINT,
    languages TEXT NOT NULL,
    mode TEXT,
    intake TEXT,
    -- How many lists lead to it, and whose, the nearest first, as a JSON list.
    steps BIGINT NOT NULL,
    via TEXT NOT NULL,
    fetched_at TIMESTAMP NOT NULL
);

-- When what is done once in a while is to be done again. Who moves the moment does it.
CREATE TABLE walks (
    name TEXT NOT NULL PRIMARY KEY,
    due_at TIMESTAMP NOT NULL
);
INSERT INTO walks (name, due_at) VALUES ('directory', '1970-01-01 00:00:00');
