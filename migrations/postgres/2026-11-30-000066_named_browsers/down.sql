ALTER TABLE sessions DROP COLUMN sealed_name;
