DROP INDEX handoffs_over;
DROP INDEX responses_over;
DROP INDEX listings_over;
DROP TABLE actor_reach;
ALTER TABLE members DROP COLUMN left_at;
