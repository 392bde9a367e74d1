DELETE FROM walks WHERE name = 'awake';
DROP TABLE catch_ups;
DROP TABLE synchronizations;
ALTER TABLE activities DROP COLUMN for_followers;
DROP TABLE follower_digests;
