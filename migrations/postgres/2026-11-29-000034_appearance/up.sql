-- What an account shows of itself besides its name, its words and its pictures: fields, and whether follows wait for a yes.
ALTER TABLE actors ADD COLUMN appearance TEXT NOT NULL DEFAULT '{}';
