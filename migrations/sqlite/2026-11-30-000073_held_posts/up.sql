-- Posts that moderators hold for safety. Their own rows are for nobody meanwhile (visibility 'held', and sealed); here stands for
-- whom they were before, so that they can go on, and under which agreement of the network they are held.
CREATE TABLE held_statuses (
    status_id BIGINT NOT NULL PRIMARY KEY REFERENCES statuses (id),
    visibility TEXT NOT NULL,
    on_home BOOLEAN NOT NULL,
    agreement TEXT NOT NULL,
    held_at TIMESTAMP NOT NULL
);
