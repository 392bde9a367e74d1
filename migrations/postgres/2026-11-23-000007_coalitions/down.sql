DELETE FROM walks WHERE name = 'coalitions';
DROP TABLE memberships;
DROP TABLE coalitions;
