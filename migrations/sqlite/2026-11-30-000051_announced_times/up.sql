-- What the network tells may be about a time: from when until when. Both are said, or neither. Once it is over, members are
-- not shown it any more.
ALTER TABLE announcements ADD COLUMN starts_at TIMESTAMP;
ALTER TABLE announcements ADD COLUMN ends_at TIMESTAMP;
