-- Neighbors for whom a member of this network speaks. What is known of them is sealed with a key of their own.
CREATE TABLE proxies (
    id INTEGER NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    sealed BLOB,
    created_at TIMESTAMP NOT NULL
);

-- The key of each, for whoever speaks for them. Without a member, it waits for the next; without a row, what was sealed
-- is erased. The key is bound to the member: a row that is given to another opens nothing.
CREATE TABLE proxy_keys (
    proxy_id BIGINT NOT NULL PRIMARY KEY REFERENCES proxies (id),
    member_id BIGINT REFERENCES members (id),
    wrapped_key BLOB NOT NULL
);
CREATE INDEX proxy_keys_member ON proxy_keys (member_id);

-- A member is asked to speak for somebody from now on, or somebody who has joined to speak for themselves.
CREATE TABLE proxy_offers (
    id INTEGER NOT NULL PRIMARY KEY,
    proxy_id BIGINT NOT NULL UNIQUE REFERENCES proxies (id),
    to_id BIGINT NOT NULL REFERENCES members (id),
    from_id BIGINT REFERENCES members (id),
    kind TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX proxy_offers_to ON proxy_offers (to_id);

ALTER TABLE listings ADD COLUMN proxy_id BIGINT REFERENCES proxies (id);
-- Posted with help from a neighbor; no more than that is said.
ALTER TABLE listings ADD COLUMN with_help BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX listings_proxy ON listings (proxy_id) WHERE proxy_id IS NOT NULL;
ALTER TABLE responses ADD COLUMN proxy_id BIGINT REFERENCES proxies (id);
CREATE INDEX responses_proxy ON responses (proxy_id) WHERE proxy_id IS NOT NULL;
