-- What neighbors without an account ask. It is sealed with a key of its own; the row goes when it is over, and with it the
-- key. Of the private link a digest is kept. Without taken_by it waits for somebody who helps.
CREATE TABLE guest_needs (
    id INTEGER NOT NULL PRIMARY KEY,
    link_digest TEXT NOT NULL UNIQUE,
    sealed BLOB NOT NULL,
    wrapped_key BLOB NOT NULL,
    taken_by BIGINT REFERENCES members (id),
    proxy_id BIGINT REFERENCES proxies (id),
    created_at TIMESTAMP NOT NULL,
    erase_at TIMESTAMP NOT NULL
);
CREATE INDEX guest_needs_helper ON guest_needs (taken_by);
CREATE INDEX guest_needs_proxy ON guest_needs (proxy_id) WHERE proxy_id IS NOT NULL;
CREATE INDEX guest_needs_due ON guest_needs (erase_at);

-- What the two sides write to each other, sealed with the same key.
CREATE TABLE guest_words (
    id INTEGER NOT NULL PRIMARY KEY,
    need_id BIGINT NOT NULL REFERENCES guest_needs (id),
    from_guest BOOLEAN NOT NULL,
    sealed BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX guest_words_need ON guest_words (need_id, id);
