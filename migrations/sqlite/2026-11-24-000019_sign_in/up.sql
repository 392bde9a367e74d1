-- Apps that members may let in, as they registered themselves (RFC 6749, section 2).
CREATE TABLE apps (
    id BIGINT NOT NULL PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    secret_digest TEXT NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- What a member's yes gives to an app, until it asks for its token: for minutes, and once.
CREATE TABLE app_codes (
    digest TEXT NOT NULL PRIMARY KEY,
    app_id BIGINT NOT NULL REFERENCES apps (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX app_codes_expiry ON app_codes (expires_at);
CREATE INDEX app_codes_member ON app_codes (member_id);

-- Tokens of apps for themselves, without any member.
CREATE TABLE app_tokens (
    digest TEXT NOT NULL PRIMARY KEY,
    app_id BIGINT NOT NULL REFERENCES apps (id),
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX app_tokens_age ON app_tokens (created_at);

-- Which app has a member's token, and by which code: whoever brings that code again takes the token with it.
ALTER TABLE tokens ADD COLUMN app_id BIGINT;
ALTER TABLE tokens ADD COLUMN code_digest TEXT;
CREATE INDEX tokens_member ON tokens (member_id);
CREATE INDEX tokens_app ON tokens (app_id) WHERE app_id IS NOT NULL;
CREATE INDEX tokens_code ON tokens (code_digest) WHERE code_digest IS NOT NULL;

-- What makes sure of a member's password (Argon2id), sealed.
CREATE TABLE passwords (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed_hash BLOB NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

-- Browsers in which a member is signed in. When one was last there is not kept.
CREATE TABLE sessions (
    digest TEXT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    by_link BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Links that sign a member in once.
CREATE TABLE sign_in_links (
    digest TEXT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_links_expiry ON sign_in_links (expires_at);
CREATE INDEX sign_in_links_member ON sign_in_links (member_id);
