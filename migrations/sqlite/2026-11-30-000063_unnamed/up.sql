-- Letters that only look otherwise stand in the index of words as those that they stand for. What was put into it before is
-- looked through by the server at its next start, and written where it is another word.
DELETE FROM server_facts WHERE name = 'search_filled';

-- Whom a person elsewhere wants to follow, and that they may not, is theirs to tell: the log, which every member reads, names
-- networks alone. Whose address is not known any more may have been a person.
UPDATE log_entries SET about = NULL
WHERE what IN ('follower-accepted', 'follower-declined') AND about IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM actors
    WHERE actors.host = substr(log_entries.about, instr(log_entries.about, '@') + 1)
    AND actors.handle = substr(log_entries.about, 1, instr(log_entries.about, '@') - 1)
    AND actors.kind IN ('Organization', 'Application'));
