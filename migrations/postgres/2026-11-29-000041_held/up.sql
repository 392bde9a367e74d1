-- Few listings are ever held: whoever reads what was told asks which, each time.
CREATE INDEX listings_held ON listings (id) WHERE held_under IS NOT NULL;
