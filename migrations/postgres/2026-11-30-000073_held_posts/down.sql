-- The version before knows no posts that are held. They do not go back to everybody by that: they are as a message to those alone
-- whom they name.
UPDATE statuses SET visibility = 'direct' WHERE visibility = 'held';
DROP TABLE held_statuses;
