-- With which signs members answered what the network told them.
CREATE TABLE announcement_reactions (
    announcement_id BIGINT NOT NULL REFERENCES announcements (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    name TEXT NOT NULL,
    PRIMARY KEY (announcement_id, member_id, name)
);
CREATE INDEX announcement_reactions_member ON announcement_reactions (member_id);
