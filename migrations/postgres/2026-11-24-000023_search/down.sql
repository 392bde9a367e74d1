DROP INDEX statuses_neighbors;
DROP INDEX statuses_response;
DROP INDEX statuses_listing;
ALTER TABLE statuses DROP COLUMN response_id;
ALTER TABLE statuses DROP COLUMN listing_id;
DROP TABLE search_words;
DELETE FROM server_facts WHERE name = 'search_filled';
