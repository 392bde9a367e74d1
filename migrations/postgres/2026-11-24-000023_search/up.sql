-- What posts, listings and accounts are found by: their words, as src/domain/search.rs makes them, under the id of the row
-- that they are of. It follows from the other tables: backups leave it out, and it is filled anew.
CREATE TABLE search_words (
    id BIGINT NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_words_words ON search_words USING GIN (words);

-- An entry of a timeline that is a need or an offer, and a direct status that is an answer to one. What they say is in the
-- rows of these.
ALTER TABLE statuses ADD COLUMN listing_id BIGINT;
ALTER TABLE statuses ADD COLUMN response_id BIGINT;
CREATE INDEX statuses_listing ON statuses (listing_id) WHERE listing_id IS NOT NULL;
CREATE INDEX statuses_neighbors ON statuses (id) WHERE listing_id IS NOT NULL AND visibility = 'private';
CREATE INDEX statuses_response ON statuses (response_id) WHERE response_id IS NOT NULL;
