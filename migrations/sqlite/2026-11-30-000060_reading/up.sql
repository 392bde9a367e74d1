-- How many posts for everyone somebody has is counted off this index alone: the rows, with all that is said in them, are not
-- read for it.
DROP INDEX statuses_author;
CREATE INDEX statuses_author ON statuses (author_id, id, visibility, listing_id);

-- The index of words is made anew, and filled by the server at its next start: where in a text a word stands, and how many
-- words a text has, is asked by nobody. How a word begins is: beginnings of one to three characters, after the mark of what
-- they are in, have entries of their own.
DROP TABLE search_words;
CREATE VIRTUAL TABLE search_words USING fts5 (words, tokenize = 'ascii', detail = none, columnsize = 0, prefix = '2 3 4');
-- What is erased is gone from the index at once, and not when it is next put together.
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
-- Which words there are, in their order: nothing is kept besides the index.
CREATE VIRTUAL TABLE search_words_terms USING fts5vocab (search_words, instance);
DELETE FROM server_facts WHERE name = 'search_filled';
