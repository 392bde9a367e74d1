-- Pictures and recordings, ours and those that other servers name. One hangs on a status, a listing or its owner's account,
-- or on nothing yet. The file of one of another server is there once somebody looked at it, and for a while after.
CREATE TABLE media (
    id INTEGER NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    owner_id BIGINT NOT NULL REFERENCES actors (id),
    status_id BIGINT REFERENCES statuses (id),
    listing_id BIGINT REFERENCES listings (id),
    part TEXT,
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sealed_description BLOB,
    focus_x DOUBLE,
    focus_y DOUBLE,
    remote_url TEXT,
    said_width BIGINT,
    said_height BIGINT,
    said_blurhash TEXT,
    -- The file: its name where files are kept, the key that it is sealed with, and what it is.
    file TEXT,
    wrapped_key BLOB,
    format TEXT,
    width BIGINT,
    height BIGINT,
    small_width BIGINT,
    small_height BIGINT,
    blurhash TEXT,
    kept_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    -- Of a recording.
    milliseconds BIGINT,
    CHECK ((file IS NULL) = (wrapped_key IS NULL) AND (file IS NULL) = (format IS NULL) AND (file IS NULL) = (kept_at IS NULL))
);
CREATE INDEX media_status ON media (status_id, place) WHERE status_id IS NOT NULL;
CREATE INDEX media_listing ON media (listing_id, place) WHERE listing_id IS NOT NULL;
CREATE INDEX media_owner ON media (owner_id, id);
CREATE INDEX media_unattached ON media (created_at) WHERE status_id IS NULL AND listing_id IS NULL AND part IS NULL;
CREATE INDEX media_kept ON media (kept_at) WHERE remote_url IS NOT NULL AND file IS NOT NULL;

-- Files that belong to no row, or not yet: what is written stands here first, and leaves when its row is there; what loses
-- its row comes back. A worker removes what is due.
CREATE TABLE loose_files (
    file TEXT NOT NULL PRIMARY KEY,
    due_at TIMESTAMP NOT NULL
);
CREATE INDEX loose_files_due ON loose_files (due_at);

-- The names of an account's pictures, so that showing many accounts asks for nothing else.
ALTER TABLE actors ADD COLUMN avatar TEXT;
ALTER TABLE actors ADD COLUMN header TEXT;

-- What members say about themselves, as they wrote it; everyone reads it with their account.
ALTER TABLE members ADD COLUMN about TEXT NOT NULL DEFAULT '';
