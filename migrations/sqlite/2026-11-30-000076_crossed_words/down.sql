ALTER TABLE actors DROP COLUMN takes_words;
DROP TABLE crossed_words;
