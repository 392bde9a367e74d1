-- What somebody deleted of another's hides nothing of what that one deletes: a tombstone for each who did.
CREATE TABLE tombstones_by_actor (
    ap_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    deleted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (ap_id, actor)
);
INSERT INTO tombstones_by_actor SELECT ap_id, actor, deleted_at FROM tombstones;
DROP TABLE tombstones;
ALTER TABLE tombstones_by_actor RENAME TO tombstones;
