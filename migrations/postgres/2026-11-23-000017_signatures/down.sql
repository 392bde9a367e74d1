ALTER TABLE hosts DROP COLUMN signature_since;
ALTER TABLE hosts DROP COLUMN signature_format;
DROP INDEX actors_ed25519_key_id;
ALTER TABLE actors DROP COLUMN sealed_ed25519_key;
ALTER TABLE actors DROP COLUMN ed25519_key;
ALTER TABLE actors DROP COLUMN ed25519_key_id;
