-- What the two sides of an answer write to each other across two networks: by which id the two know what a direct status of
-- ours holds, so that it is taken in once.
CREATE TABLE crossed_words (
    status_id BIGINT NOT NULL PRIMARY KEY REFERENCES statuses (id),
    ap_id TEXT NOT NULL UNIQUE
);

-- Whether a network says that it takes such words.
ALTER TABLE actors ADD COLUMN takes_words BOOLEAN NOT NULL DEFAULT FALSE;
