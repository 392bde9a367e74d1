ALTER TABLE members DROP COLUMN about;
ALTER TABLE actors DROP COLUMN header;
ALTER TABLE actors DROP COLUMN avatar;
DROP TABLE loose_files;
DROP TABLE media;
