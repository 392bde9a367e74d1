-- Who changed what they filter is told to their own apps, too; what they filter is sealed, and not said here.
ALTER TABLE stream_events DROP CONSTRAINT stream_events_kind_check;
ALTER TABLE stream_events ADD CONSTRAINT stream_events_kind_check CHECK (kind IN ('new', 'changed', 'gone', 'filters'));
