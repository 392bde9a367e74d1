-- Tags that a member shows with their account: everyone reads them.
CREATE TABLE featured_tags (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    tag TEXT NOT NULL,
    UNIQUE (member_id, tag)
);
