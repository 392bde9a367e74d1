-- What is sealed and waits to be told cannot be told by an earlier version.
DELETE FROM outbox_events WHERE sealed_event IS NOT NULL;
ALTER TABLE outbox_events DROP COLUMN sealed_event;
DROP INDEX handoffs_in_clear;
ALTER TABLE handoffs ADD COLUMN link_ends TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE handoffs SET link_ends = coalesce(link_expires_at, updated_at);
ALTER TABLE handoffs DROP COLUMN link_expires_at;
ALTER TABLE handoffs RENAME COLUMN link_ends TO link_expires_at;
ALTER TABLE handoffs DROP COLUMN sealed_times;
DROP INDEX responses_answered_in_clear;
ALTER TABLE responses DROP COLUMN sealed_answer;
