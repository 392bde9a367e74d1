ALTER TABLE announcements DROP COLUMN ends_at;
ALTER TABLE announcements DROP COLUMN starts_at;
