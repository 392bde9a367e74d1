DROP INDEX status_tags_beginning;
DELETE FROM walks WHERE name = 'notices';
ALTER TABLE stream_events DROP COLUMN name;
ALTER TABLE stream_events DROP COLUMN announcement_id;
DELETE FROM stream_events WHERE kind NOT IN ('new', 'changed', 'gone', 'filters');
ALTER TABLE stream_events DROP CONSTRAINT stream_events_kind_check;
ALTER TABLE stream_events ADD CONSTRAINT stream_events_kind_check CHECK (kind IN ('new', 'changed', 'gone', 'filters'));
