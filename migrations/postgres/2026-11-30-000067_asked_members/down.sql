DROP TABLE asked_members;
