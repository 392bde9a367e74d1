DROP INDEX statuses_author;
CREATE INDEX statuses_author ON statuses (author_id, id);
