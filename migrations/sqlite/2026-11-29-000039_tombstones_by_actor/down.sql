CREATE TABLE tombstones_by_id (
    ap_id TEXT NOT NULL PRIMARY KEY,
    actor TEXT NOT NULL,
    deleted_at TIMESTAMP NOT NULL
);
INSERT INTO tombstones_by_id SELECT ap_id, min(actor), min(deleted_at) FROM tombstones GROUP BY ap_id;
DROP TABLE tombstones;
ALTER TABLE tombstones_by_id RENAME TO tombstones;
