-- When a member left: their actor's key goes when its last words were delivered, or 30 days later.
ALTER TABLE members ADD COLUMN left_at TIMESTAMP;

-- Which inboxes an actor's listings reached whose rows no longer say whose they were: they hear when it leaves.
CREATE TABLE actor_reach (
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    inbox TEXT NOT NULL,
    PRIMARY KEY (actor_id, inbox)
);

-- What is looked for every few seconds: what has been over for long enough to be erased.
CREATE INDEX listings_over ON listings (state, updated_at);
CREATE INDEX responses_over ON responses (state, updated_at);
CREATE INDEX handoffs_over ON handoffs (ended_at) WHERE ended_at IS NOT NULL;
