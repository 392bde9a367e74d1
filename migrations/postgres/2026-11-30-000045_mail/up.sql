-- Where a member gets mail, once they showed that it is theirs by a link: sealed, and found by a keyed digest of it alone.
-- round grows with each link that ends the mails: each works once. next_at says before when no further notice goes out.
CREATE TABLE mail_addresses (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed_address BYTEA NOT NULL,
    address_digest TEXT NOT NULL,
    round BIGINT NOT NULL,
    next_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX mail_addresses_digest ON mail_addresses (address_digest);

-- An address that is not confirmed yet. Nothing goes there but the link, of which a digest is kept once it is sent.
CREATE TABLE mail_confirmations (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed_address BYTEA NOT NULL,
    link_digest TEXT UNIQUE,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX mail_confirmations_expiry ON mail_confirmations (expires_at);

-- Mails that are to be sent. They hold neither words nor addresses: those are found when it is sent. They refer to nothing,
-- so that whoever takes back what they are about waits for none. Member 0 is nobody: an address that is not known here.
CREATE TABLE mails (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    occasion TEXT,
    notification_id BIGINT,
    response_id BIGINT,
    attempts BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX mails_due ON mails (due_at, id);
CREATE INDEX mails_member ON mails (member_id);

-- Of which handoffs, and of which time of them, their two sides were reminded. When that is, is sealed: a keyed digest stands
-- for it.
CREATE TABLE handoff_reminders (
    handoff_id BIGINT NOT NULL,
    time_digest TEXT NOT NULL,
    reminded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (handoff_id, time_digest)
);
