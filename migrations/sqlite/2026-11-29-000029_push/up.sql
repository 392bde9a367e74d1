-- Keys of the server itself, each made once: with `vapid` it says to push servers who it is (RFC 8292).
CREATE TABLE server_keys (
    name TEXT NOT NULL PRIMARY KEY,
    sealed_key BLOB NOT NULL
);

-- Where an app wants to hear of something (RFC 8030), with its keys and of what: one for each token.
CREATE TABLE push_subscriptions (
    id INTEGER NOT NULL PRIMARY KEY,
    token_id BIGINT NOT NULL UNIQUE REFERENCES tokens (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    host_digest TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX push_subscriptions_member ON push_subscriptions (member_id);

-- What an app is still to hear of, written with the notification. It refers to nothing, so that neither whoever
-- unsubscribes nor whoever puts the notification aside waits for it, or fails because of it.
CREATE TABLE push_messages (
    id INTEGER NOT NULL PRIMARY KEY,
    subscription_id BIGINT NOT NULL,
    notification_id BIGINT NOT NULL,
    host_digest TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX push_messages_due ON push_messages (due_at, id);
CREATE INDEX push_messages_subscription ON push_messages (subscription_id);
