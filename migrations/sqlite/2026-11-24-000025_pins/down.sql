DROP INDEX statuses_pinned;
ALTER TABLE statuses DROP COLUMN pinned_at;
