-- Of an answer that came as a private message: the language in which its author is answered. NULL for every other.
ALTER TABLE responses ADD COLUMN language TEXT;

-- The private messages that make up an answer. Each is changed or deleted by itself.
CREATE TABLE reply_notes (
    ap_id TEXT NOT NULL PRIMARY KEY,
    response_id BIGINT NOT NULL REFERENCES responses (id),
    sealed_words BLOB NOT NULL,
    received_at TIMESTAMP NOT NULL
);
CREATE INDEX reply_notes_response ON reply_notes (response_id, received_at);

-- Who was told how to answer a listing, so that it is said once. Of what they wrote nothing is kept.
CREATE TABLE reply_explanations (
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    explained_at TIMESTAMP NOT NULL,
    PRIMARY KEY (listing_id, actor_id)
);
