ALTER TABLE announcements DROP COLUMN language;
