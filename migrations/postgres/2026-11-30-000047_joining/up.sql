-- Invites: of the secret in the link a digest is kept. room says for how many more it works. Who came by which invite is
-- kept nowhere.
CREATE TABLE invites (
    id BIGINT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    made_by BIGINT NOT NULL REFERENCES members (id),
    room BIGINT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX invites_maker ON invites (made_by);
CREATE INDEX invites_over ON invites (expires_at);

-- Who asks to be welcomed: what they say is sealed, and of the link to come back by a digest is kept.
CREATE TABLE join_requests (
    id BIGINT NOT NULL PRIMARY KEY,
    link_digest TEXT NOT NULL UNIQUE,
    sealed BYTEA NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    erase_at TIMESTAMP NOT NULL
);
CREATE INDEX join_requests_waiting ON join_requests (state, id);
CREATE INDEX join_requests_due ON join_requests (erase_at);
