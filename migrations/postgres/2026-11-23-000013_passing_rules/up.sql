-- Whether a rule of the network began it, so that it ends with the rule.
ALTER TABLE passings ADD COLUMN by_rule BOOLEAN NOT NULL DEFAULT FALSE;

-- What a person stopped passing along: no rule begins it again.
CREATE TABLE passings_stopped (
    listing_id BIGINT NOT NULL PRIMARY KEY REFERENCES listings (id)
);
