-- Which network passed another's listing on to us, and on which way it came.
CREATE TABLE passed_along (
    activity TEXT NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    peer_id BIGINT NOT NULL REFERENCES actors (id),
    hops BIGINT NOT NULL,
    -- The networks that it came through before that one, the origin first, as a JSON list.
    via TEXT NOT NULL,
    -- When the listing was last fetched from its origin.
    checked_at TIMESTAMP NOT NULL
);
CREATE INDEX passed_along_listing ON passed_along (listing_id);

-- What we pass on ourselves, until it is undone.
CREATE TABLE passings (
    listing_id BIGINT NOT NULL PRIMARY KEY REFERENCES listings (id),
    activity TEXT NOT NULL,
    hops BIGINT NOT NULL,
    via TEXT NOT NULL
);
