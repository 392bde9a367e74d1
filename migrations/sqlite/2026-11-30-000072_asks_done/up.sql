-- Who helps says that what somebody asked without an account is done. It stays for some days, for its author to say no to that;
-- whoever helped reads it no more.
ALTER TABLE guest_needs ADD COLUMN is_done BOOLEAN NOT NULL DEFAULT FALSE;

-- A mail to who asked without an account: that an answer is there. It refers to nothing, as the others do.
ALTER TABLE mails ADD COLUMN guest_need_id BIGINT;
CREATE INDEX mails_guest ON mails (guest_need_id) WHERE guest_need_id IS NOT NULL;
