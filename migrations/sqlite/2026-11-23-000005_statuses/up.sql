-- Posts of accounts, ours and others'. One row is one entry of a timeline: words of its own, or, with boost_of, another
-- post told on. (A listing as an entry will be a further reference beside boost_of: its words stay in its own row.)
CREATE TABLE statuses (
    id INTEGER NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    author_id BIGINT NOT NULL REFERENCES actors (id),
    local BOOLEAN NOT NULL,
    boost_of BIGINT REFERENCES statuses (id),
    -- What it answers: as it was said, and, where that is here, its row and its author.
    in_reply_to TEXT,
    in_reply_to_id BIGINT,
    in_reply_to_author BIGINT REFERENCES actors (id),
    conversation_id BIGINT,
    visibility TEXT NOT NULL,
    -- Whether it stands on the home timeline of whoever follows its author. Kept, so that the index below is all that is read.
    on_home BOOLEAN NOT NULL,
    -- Words of direct statuses are sealed, and nowhere else.
    spoiler TEXT NOT NULL,
    content TEXT NOT NULL,
    source TEXT,
    sealed_words BLOB,
    sensitive BOOLEAN NOT NULL,
    language TEXT,
    url TEXT,
    created_at TIMESTAMP NOT NULL,
    edited_at TIMESTAMP,
    CHECK (visibility <> 'direct' OR (spoiler = '' AND content = '' AND source IS NULL))
);
-- The newest of each followed account are looked up here: an account that says nothing costs one look.
CREATE INDEX statuses_home ON statuses (author_id, id) WHERE on_home;
CREATE INDEX statuses_author ON statuses (author_id, id);
CREATE INDEX statuses_public ON statuses (id) WHERE visibility = 'public' AND boost_of IS NULL AND in_reply_to IS NULL;
CREATE INDEX statuses_public_local ON statuses (id) WHERE local AND visibility = 'public' AND boost_of IS NULL AND in_reply_to IS NULL;
CREATE UNIQUE INDEX statuses_boosts ON statuses (boost_of, author_id) WHERE boost_of IS NOT NULL;
CREATE INDEX statuses_replies ON statuses (in_reply_to_id, id) WHERE in_reply_to_id IS NOT NULL;
CREATE INDEX statuses_conversation ON statuses (conversation_id, id) WHERE conversation_id IS NOT NULL;

CREATE TABLE status_mentions (
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (status_id, actor_id)
);
CREATE INDEX status_mentions_actor ON status_mentions (actor_id, status_id);

CREATE TABLE status_tags (
    tag TEXT NOT NULL,
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    PRIMARY KEY (tag, status_id)
);
CREATE INDEX status_tags_status ON status_tags (status_id);

-- Which inboxes a status has reached: its changes and its deletion go there too.
CREATE TABLE status_reach (
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    inbox TEXT NOT NULL,
    PRIMARY KEY (status_id, inbox)
);

-- So that a post that is sent twice is posted once.
CREATE TABLE status_requests (
    member_id BIGINT NOT NULL REFERENCES members (id),
    idempotency_key TEXT NOT NULL,
    status_id BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (member_id, idempotency_key)
);
CREATE INDEX status_requests_age ON status_requests (created_at);

-- Of statuses only: of needs and offers none is kept.
CREATE TABLE favourites (
    id INTEGER NOT NULL PRIMARY KEY,
    ap_id TEXT NOT NULL UNIQUE,
    status_id BIGINT NOT NULL REFERENCES statuses (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (status_id, actor_id)
);
CREATE INDEX favourites_actor ON favourites (actor_id, id);

-- Direct statuses that answer one another.
CREATE TABLE conversations (
    id INTEGER NOT NULL PRIMARY KEY,
    created_at TIMESTAMP NOT NULL
);

-- Who takes part, and what those of them who are ours see of it in their list.
CREATE TABLE conversation_members (
    conversation_id BIGINT NOT NULL REFERENCES conversations (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    last_status_id BIGINT NOT NULL,
    unread BOOLEAN NOT NULL,
    hidden BOOLEAN NOT NULL,
    PRIMARY KEY (conversation_id, actor_id)
);
CREATE INDEX conversation_members_list ON conversation_members (actor_id, last_status_id) WHERE NOT hidden;

CREATE TABLE notifications (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL,
    from_id BIGINT NOT NULL REFERENCES actors (id),
    status_id BIGINT REFERENCES statuses (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX notifications_member ON notifications (member_id, id);
CREATE INDEX notifications_status ON notifications (status_id) WHERE status_id IS NOT NULL;
CREATE INDEX notifications_from ON notifications (from_id);

-- What the network tells its members. One for everyone is a status of the network, whose words are in its row.
CREATE TABLE announcements (
    id INTEGER NOT NULL PRIMARY KEY,
    status_id BIGINT REFERENCES statuses (id),
    content TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE announcement_dismissals (
    announcement_id BIGINT NOT NULL REFERENCES announcements (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    PRIMARY KEY (announcement_id, member_id)
);

-- Who follows whom is asked from both sides.
CREATE INDEX follows_follower ON follows (follower_id, state, followed_id);
