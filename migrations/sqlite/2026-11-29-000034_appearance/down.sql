ALTER TABLE actors DROP COLUMN appearance;
