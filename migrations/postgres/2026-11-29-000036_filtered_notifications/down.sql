ALTER TABLE notifications DROP COLUMN filtered;
