DROP TABLE handoff_reminders;
DROP TABLE mails;
DROP TABLE mail_confirmations;
DROP TABLE mail_addresses;
