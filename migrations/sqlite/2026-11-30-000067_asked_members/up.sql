-- That the network asked a member for something, for seven days, so that it does not ask more often in a week than they say: when,
-- under a number that two who ask at one moment cannot both use. For what, and what became of it, is not kept.
CREATE TABLE asked_members (
    member_id BIGINT NOT NULL REFERENCES members (id),
    number BIGINT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (member_id, number)
);
CREATE INDEX asked_members_time ON asked_members (asked_at);
