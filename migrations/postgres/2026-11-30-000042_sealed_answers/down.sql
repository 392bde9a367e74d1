-- What is sealed and waits to be told cannot be told by an earlier version.
DELETE FROM outbox_events WHERE sealed_event IS NOT NULL;
ALTER TABLE outbox_events DROP COLUMN sealed_event;
DROP INDEX handoffs_in_clear;
UPDATE handoffs SET link_expires_at = updated_at WHERE link_expires_at IS NULL;
ALTER TABLE handoffs ALTER COLUMN link_expires_at SET NOT NULL;
ALTER TABLE handoffs DROP COLUMN sealed_times;
DROP INDEX responses_answered_in_clear;
ALTER TABLE responses DROP COLUMN sealed_answer;
