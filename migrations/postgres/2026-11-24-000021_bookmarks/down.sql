DROP INDEX statuses_home;
CREATE INDEX statuses_home ON statuses (author_id, id) WHERE on_home;
DROP INDEX follows_tells;
ALTER TABLE follows DROP COLUMN tells;
ALTER TABLE follows DROP COLUMN without_boosts;
DROP TABLE member_desks;
DROP TABLE bookmarks;
