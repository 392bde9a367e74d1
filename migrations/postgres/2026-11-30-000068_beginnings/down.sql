ALTER TABLE sign_in_links DROP COLUMN sealed_next;
ALTER TABLE mails DROP COLUMN sealed_next;
DROP TABLE beginnings;
