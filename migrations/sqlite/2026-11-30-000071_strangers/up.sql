-- Accounts elsewhere of which nothing here speaks are forgotten. Whether something does is asked of every table that names
-- one, and the database asks the same once more when one goes: each is found by an index.
CREATE INDEX activities_actor ON activities (actor_id);
CREATE INDEX blocked_by_blocked ON blocked_by (blocked_id);
CREATE INDEX conversation_members_actor ON conversation_members (actor_id);
CREATE INDEX listings_speaker ON listings (speaker_id);
CREATE INDEX passed_along_peer ON passed_along (peer_id);
CREATE INDEX reply_explanations_actor ON reply_explanations (actor_id);
CREATE INDEX responses_responder ON responses (responder_id);
CREATE INDEX statuses_in_reply_to_author ON statuses (in_reply_to_author) WHERE in_reply_to_author IS NOT NULL;

INSERT INTO walks (name, due_at) VALUES ('strangers', '1970-01-01 00:00:00');
