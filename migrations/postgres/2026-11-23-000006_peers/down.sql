DROP TABLE walks;
DROP TABLE directory_entries;
DROP TABLE sharings;
