-- When somebody would come is for the two sides of an answer. What stands in arrive_at from before is sealed by the
-- server that starts next, which has the key; the index is how it finds it, and is empty ever after.
ALTER TABLE responses ADD COLUMN sealed_arrival BYTEA;
CREATE INDEX responses_in_clear ON responses (id) WHERE arrive_at IS NOT NULL;
