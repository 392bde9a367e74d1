-- A need or an offer that a member began to write and keeps for later: sealed, theirs alone, for thirty days. Each time that it is
-- kept it gets another name, so that nothing is written over, whichever windows it stands in.
CREATE TABLE beginnings (
    slug TEXT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    kept_at TIMESTAMP NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX beginnings_member ON beginnings (member_id);
CREATE INDEX beginnings_time ON beginnings (kept_at);
-- Where somebody wanted to go who asks for a link by mail: sealed, first beside the mail, then beside the link.
ALTER TABLE mails ADD COLUMN sealed_next BLOB;
ALTER TABLE sign_in_links ADD COLUMN sealed_next BLOB;
