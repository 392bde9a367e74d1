-- How many posts for everyone somebody has is counted off this index alone: the rows, with all that is said in them, are not
-- read for it.
DROP INDEX statuses_author;
CREATE INDEX statuses_author ON statuses (author_id, id, visibility, listing_id);
