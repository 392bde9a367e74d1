DROP TABLE guest_words;
DROP TABLE guest_needs;
