-- What a member set aside by their own rules: it waits among their requests, and is told nowhere else.
ALTER TABLE notifications ADD COLUMN filtered BOOLEAN NOT NULL DEFAULT FALSE;
