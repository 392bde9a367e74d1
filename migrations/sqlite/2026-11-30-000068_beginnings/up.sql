-- Where somebody wanted to go who asks for a link by mail: sealed, first beside the mail, then beside the link.
ALTER TABLE mails ADD COLUMN sealed_next BLOB;
ALTER TABLE sign_in_links ADD COLUMN sealed_next BLOB;
