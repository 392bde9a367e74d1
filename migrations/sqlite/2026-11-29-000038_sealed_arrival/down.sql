DROP INDEX responses_in_clear;
ALTER TABLE responses DROP COLUMN sealed_arrival;
