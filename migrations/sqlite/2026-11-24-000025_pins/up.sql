-- Since when a post stands at the top of its author's account, if it does.
ALTER TABLE statuses ADD COLUMN pinned_at TIMESTAMP;
CREATE INDEX statuses_pinned ON statuses (author_id, pinned_at) WHERE pinned_at IS NOT NULL;
