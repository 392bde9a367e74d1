-- The version before erases at once what is done. Without this, it would wait for everybody who helps once more.
DELETE FROM mails WHERE guest_need_id IS NOT NULL;
DROP INDEX mails_guest;
ALTER TABLE mails DROP COLUMN guest_need_id;
DELETE FROM guest_words WHERE need_id IN (SELECT id FROM guest_needs WHERE is_done);
DELETE FROM guest_needs WHERE is_done;
ALTER TABLE guest_needs DROP COLUMN is_done;
