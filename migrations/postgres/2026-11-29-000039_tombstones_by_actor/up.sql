-- What somebody deleted of another's hides nothing of what that one deletes: a tombstone for each who did.
ALTER TABLE tombstones DROP CONSTRAINT tombstones_pkey;
ALTER TABLE tombstones ADD PRIMARY KEY (ap_id, actor);
