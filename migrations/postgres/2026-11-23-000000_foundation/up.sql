-- Everything of the first release. Moments are UTC, cut to milliseconds. Enumerations are words.
-- Amounts are thousandths of their unit. Columns named sealed_* hold AES-256-GCM ciphertext.

-- One row a fact about this server (its founding link's digest, for instance).
CREATE TABLE server_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Categories are data that the network edits.
CREATE TABLE categories (
    tag TEXT NOT NULL PRIMARY KEY,
    parent TEXT
);

-- ActivityPub actors, ours and other servers'. Ours have a sealed private key.
CREATE TABLE actors (
    id BIGINT NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    local BOOLEAN NOT NULL,
    host TEXT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    url TEXT,
    followers TEXT,
    key_id TEXT NOT NULL,
    public_key_pem TEXT NOT NULL,
    sealed_private_key BYTEA,
    implements_potluck BOOLEAN NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    radius_m BIGINT,
    languages TEXT NOT NULL,
    -- Of networks, ours and others: how they work, and how much they can take on now.
    mode TEXT,
    intake TEXT,
    gone BOOLEAN NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX actors_key_id ON actors (key_id);
CREATE INDEX actors_host_handle ON actors (host, handle);

CREATE TABLE members (
    id BIGINT NOT NULL PRIMARY KEY,
    actor_id BIGINT NOT NULL UNIQUE REFERENCES actors (id),
    handle TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- What members of this network may see. The cell is all that is kept of where somebody lives.
    languages TEXT NOT NULL DEFAULT '[]',
    cell BIGINT,
    can_do TEXT NOT NULL DEFAULT '[]',
    -- One column a level of privacy: M, L and S.
    sealed_contact BYTEA,
    sealed_access BYTEA,
    sealed_own BYTEA
);

CREATE TABLE tokens (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    digest TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

-- A role without an end cannot be written down.
CREATE TABLE roles (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    given_by TEXT NOT NULL,
    CHECK (ends_at > starts_at)
);
CREATE INDEX roles_member ON roles (member_id);

CREATE TABLE follows (
    id BIGINT NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    follower_id BIGINT NOT NULL REFERENCES actors (id),
    followed_id BIGINT NOT NULL REFERENCES actors (id),
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (follower_id, followed_id)
);
CREATE INDEX follows_followed ON follows (followed_id, state);

CREATE TABLE listings (
    id BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    ap_id TEXT NOT NULL UNIQUE,
    origin_id BIGINT NOT NULL REFERENCES actors (id),
    local BOOLEAN NOT NULL,
    author_id BIGINT REFERENCES members (id),
    speaker_id BIGINT NOT NULL REFERENCES actors (id),
    hidden_author BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    details TEXT NOT NULL,
    amount BIGINT,
    measure TEXT,
    unit_label TEXT,
    smallest_split BIGINT,
    committed BIGINT NOT NULL,
    delivered BIGINT NOT NULL,
    takes_more BOOLEAN NOT NULL,
    audience TEXT NOT NULL,
    urgency TEXT,
    place_name TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    radius_m BIGINT,
    cell BIGINT,
    wide_cell BIGINT,
    sealed_place BYTEA,
    pass_along TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Whether it is on the board: open or partly met. Kept with the state, so that the board's indexes need one bit.
    on_board BOOLEAN NOT NULL,
    revision BIGINT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (committed >= 0 AND delivered >= 0),
    -- The promise that nothing is promised twice, once more, in the table itself.
    CHECK (NOT local OR amount IS NULL OR committed + delivered <= amount)
);
CREATE INDEX listings_board ON listings (id) WHERE on_board;
-- These two hold all that the search near a point looks at, so that only what is found is read from the table.
CREATE INDEX listings_board_near ON listings (cell, category, kind, id, expires_at, audience, latitude, longitude) WHERE on_board;
CREATE INDEX listings_board_wide ON listings (wide_cell, category, kind, id, expires_at, audience, latitude, longitude) WHERE on_board;
CREATE INDEX listings_board_category ON listings (category, id) WHERE on_board;
CREATE INDEX listings_author ON listings (author_id, id);
CREATE INDEX listings_origin ON listings (origin_id, id);
-- The same words as in the query that looks for what is overdue.
CREATE INDEX listings_expiry ON listings (expires_at) WHERE state IN ('open', 'partly-met', 'paused');

-- Which inboxes a listing has reached: its updates and its deletion go there too.
CREATE TABLE listing_reach (
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    inbox TEXT NOT NULL,
    PRIMARY KEY (listing_id, inbox)
);

CREATE TABLE responses (
    id BIGINT NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    responder_id BIGINT NOT NULL REFERENCES actors (id),
    member_id BIGINT REFERENCES members (id),
    asked BIGINT,
    accepted BIGINT,
    sealed_message BYTEA,
    way TEXT,
    arrive_at TIMESTAMP,
    state TEXT NOT NULL,
    answer TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX responses_listing ON responses (listing_id, id);
CREATE INDEX responses_member ON responses (member_id, id);

CREATE TABLE handoffs (
    id BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    response_id BIGINT NOT NULL REFERENCES responses (id),
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    agreement TEXT NOT NULL UNIQUE,
    author_id BIGINT REFERENCES members (id),
    responder_id BIGINT REFERENCES members (id),
    amount BIGINT,
    way TEXT,
    window_from TIMESTAMP,
    window_until TIMESTAMP,
    sealed_details BYTEA,
    sealed_link BYTEA,
    link_digest TEXT UNIQUE,
    link_expires_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    ended_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX handoffs_response ON handoffs (response_id);
CREATE INDEX handoffs_listing ON handoffs (listing_id);
CREATE INDEX handoffs_author ON handoffs (author_id, id);
CREATE INDEX handoffs_responder ON handoffs (responder_id, id);

-- One key a handoff, wrapped by the master key. Dropping the row erases what it sealed.
CREATE TABLE handoff_keys (
    handoff_id BIGINT NOT NULL PRIMARY KEY REFERENCES handoffs (id),
    wrapped_key BYTEA NOT NULL,
    erase_at TIMESTAMP
);
CREATE INDEX handoff_keys_erase ON handoff_keys (erase_at);

-- What happened and must be told. Written in the transaction of what happened.
CREATE TABLE outbox_events (
    id BIGINT NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- Activities that we send, rendered once. The body of what is not public is sealed.
CREATE TABLE activities (
    id BIGINT NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    subject TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    body BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX activities_outbox ON activities (actor_id, id) WHERE public;

-- One activity for one inbox. Gone when delivered.
CREATE TABLE deliveries (
    id BIGINT NOT NULL PRIMARY KEY,
    activity_id BIGINT NOT NULL REFERENCES activities (id),
    inbox TEXT NOT NULL,
    host TEXT NOT NULL,
    -- Deliveries of one subject to one inbox keep their order.
    subject TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'pending';
CREATE INDEX deliveries_order ON deliveries (inbox, subject, id) WHERE state = 'pending';
CREATE INDEX deliveries_activity ON deliveries (activity_id);

-- How each host is doing, and which of the two signatures it wants.
CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    failing_since TIMESTAMP,
    failures BIGINT NOT NULL,
    next_try_at TIMESTAMP,
    last_heard_at TIMESTAMP
);

-- Activities that came in. The body is sealed, and dropped once it was worked.
CREATE TABLE received (
    id BIGINT NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    actor TEXT NOT NULL,
    -- What it is about, so that one object's activities are worked in the order of their arrival.
    subject TEXT NOT NULL,
    sealed_body BYTEA,
    attempts BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    state TEXT NOT NULL,
    problem TEXT,
    received_at TIMESTAMP NOT NULL
);
CREATE INDEX received_due ON received (due_at, id) WHERE state = 'waiting';
CREATE INDEX received_order ON received (subject, id) WHERE state = 'waiting';
CREATE INDEX received_age ON received (received_at) WHERE state <> 'waiting';

-- Ids that were deleted: a Create that comes later is not believed.
CREATE TABLE tombstones (
    ap_id TEXT NOT NULL PRIMARY KEY,
    actor TEXT NOT NULL,
    deleted_at TIMESTAMP NOT NULL
);
