-- An actor's second key, Ed25519 (FEP-521a): its id, the public key in base 58, and of our own the private one, sealed.
ALTER TABLE actors ADD COLUMN ed25519_key_id TEXT;
ALTER TABLE actors ADD COLUMN ed25519_key TEXT;
ALTER TABLE actors ADD COLUMN sealed_ed25519_key BLOB;
CREATE INDEX actors_ed25519_key_id ON actors (ed25519_key_id);

-- How a host took what we signed, when it refused the other way: draft-cavage or rfc9421; and since when we know.
ALTER TABLE hosts ADD COLUMN signature_format TEXT;
ALTER TABLE hosts ADD COLUMN signature_since TIMESTAMP;
