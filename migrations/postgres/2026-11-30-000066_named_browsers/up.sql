-- Which kind of browser it is in which a member is signed in, as two words of a fixed list, sealed; nothing where it began before
-- that was kept.
ALTER TABLE sessions ADD COLUMN sealed_name BYTEA;
