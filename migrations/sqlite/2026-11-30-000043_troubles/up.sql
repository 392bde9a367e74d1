-- An event that cannot be told is tried again, and holds up what is about the same and nothing else. One that never can is
-- set aside, where somebody may look at it, and forgotten in the end.
ALTER TABLE outbox_events ADD COLUMN subject TEXT;
ALTER TABLE outbox_events ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_events ADD COLUMN due_at TIMESTAMP;
ALTER TABLE outbox_events ADD COLUMN set_aside_at TIMESTAMP;
CREATE INDEX outbox_events_troubled ON outbox_events (subject, id) WHERE attempts > 0;

-- Reading a network's open listings goes on where it stopped: since when, at which page, whether all were read, after how
-- many turns, and what was there so far.
ALTER TABLE catch_ups ADD COLUMN began_at TIMESTAMP;
ALTER TABLE catch_ups ADD COLUMN next_page TEXT;
ALTER TABLE catch_ups ADD COLUMN all_read BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE catch_ups ADD COLUMN turns BIGINT NOT NULL DEFAULT 0;
ALTER TABLE catch_ups ADD COLUMN seen TEXT NOT NULL DEFAULT '[]';

-- Whether nothing goes to an inbox is asked for each of them.
CREATE INDEX actors_inbox ON actors (inbox);
