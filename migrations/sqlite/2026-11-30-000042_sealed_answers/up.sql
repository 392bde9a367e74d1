-- The word that goes with a yes or a no is for the two sides of an answer. What stands in answer and answer_in from before is
-- sealed by the server that starts next, which has the key; the index is how it finds it, and is empty ever after.
ALTER TABLE responses ADD COLUMN sealed_answer BLOB;
CREATE INDEX responses_answered_in_clear ON responses (id) WHERE answer IS NOT NULL;

-- So are when the two meet and, which follows from that, until when their link works: sealed with the key of the handoff.
ALTER TABLE handoffs ADD COLUMN sealed_times BLOB;
ALTER TABLE handoffs ADD COLUMN link_ends TIMESTAMP;
UPDATE handoffs SET link_ends = link_expires_at;
ALTER TABLE handoffs DROP COLUMN link_expires_at;
ALTER TABLE handoffs RENAME COLUMN link_ends TO link_expires_at;
CREATE INDEX handoffs_in_clear ON handoffs (id) WHERE link_expires_at IS NOT NULL;

-- What nobody else may know of is sealed while it waits to be told; event is empty then.
ALTER TABLE outbox_events ADD COLUMN sealed_event BLOB;

-- Whom a member blocks: what waits to be delivered of it says by whom, as before, and not whom. It goes to the inbox of the whole
-- server, where there is one, as what follows it does from now on.
UPDATE deliveries SET subject = 'block:' || (SELECT actor_id FROM activities WHERE activities.id = deliveries.activity_id),
    inbox = coalesce(
        (SELECT min(actors.shared_inbox) FROM actors
            WHERE actors.inbox = deliveries.inbox AND actors.shared_inbox LIKE '%://' || deliveries.host || '/%'),
        inbox)
    WHERE subject LIKE 'block:%';
UPDATE activities SET subject = 'block:' || actor_id WHERE subject LIKE 'block:%';
