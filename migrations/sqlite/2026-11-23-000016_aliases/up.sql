-- Accounts elsewhere of which a member of ours says that they are theirs too (`alsoKnownAs`), in their order.
CREATE TABLE aliases (
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    place BIGINT NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor_id, place)
);
-- A member of ours came back. When they moved is still known: not again within thirty days.
ALTER TABLE moves ADD COLUMN taken_back_at TIMESTAMP;
