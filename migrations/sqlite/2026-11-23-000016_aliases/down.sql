ALTER TABLE moves DROP COLUMN taken_back_at;
DROP TABLE aliases;
