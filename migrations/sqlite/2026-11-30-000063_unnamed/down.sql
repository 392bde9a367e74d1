-- Nothing is taken back: the index is looked through once more, and who was named is named no more.
DELETE FROM server_facts WHERE name = 'search_filled';
