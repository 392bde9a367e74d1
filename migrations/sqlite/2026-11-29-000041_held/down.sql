DROP INDEX listings_held;
