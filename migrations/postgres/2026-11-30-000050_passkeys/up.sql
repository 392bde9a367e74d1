-- Passkeys by which a member signs in (Web Authentication): the public half that a device made for this site, and what its
-- member calls it, sealed. It is found by a keyed digest of its id. When one was used is not kept.
CREATE TABLE passkeys (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    credential_digest TEXT NOT NULL UNIQUE,
    sealed_credential BYTEA NOT NULL,
    sealed_name BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX passkeys_member ON passkeys (member_id);

-- What devices were asked to sign and did, until nobody could show it again by its time: each counts once.
CREATE TABLE passkey_answers (
    digest TEXT NOT NULL PRIMARY KEY,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX passkey_answers_expiry ON passkey_answers (expires_at);
