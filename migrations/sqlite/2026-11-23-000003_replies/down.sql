DROP TABLE reply_explanations;
DROP TABLE reply_notes;
ALTER TABLE responses DROP COLUMN language;
