DROP TABLE passings_stopped;
ALTER TABLE passings DROP COLUMN by_rule;
