ALTER TABLE listings DROP COLUMN held_under;
DROP TABLE reports;
DROP TABLE blocked_by;
DROP TABLE member_blocks;
DROP TABLE network_blocks;
DROP TABLE log_entries;
