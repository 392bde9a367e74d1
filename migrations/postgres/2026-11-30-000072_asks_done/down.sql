DELETE FROM mails WHERE guest_need_id IS NOT NULL;
DROP INDEX mails_guest;
ALTER TABLE mails DROP COLUMN guest_need_id;
ALTER TABLE guest_needs DROP COLUMN is_done;
