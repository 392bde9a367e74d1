-- The language in which the network tells something (BCP 47), as its writer chose it. NULL where it was told before that was asked.
ALTER TABLE announcements ADD COLUMN language TEXT;
