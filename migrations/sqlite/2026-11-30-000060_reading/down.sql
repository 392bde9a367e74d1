DROP TABLE search_words_terms;
DROP TABLE search_words;
CREATE VIRTUAL TABLE search_words USING fts5 (words, tokenize = 'ascii');
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
DELETE FROM server_facts WHERE name = 'search_filled';
DROP INDEX statuses_author;
CREATE INDEX statuses_author ON statuses (author_id, id);
