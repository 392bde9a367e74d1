DROP INDEX places_names;
DROP INDEX listings_board;
CREATE INDEX listings_board ON listings (id) WHERE on_board;
DROP INDEX listings_board_wide;
DROP INDEX listings_board_near;
CREATE INDEX listings_board_near ON listings (cell, category, kind, id, expires_at, audience, latitude, longitude) WHERE on_board;
CREATE INDEX listings_board_wide ON listings (wide_cell, category, kind, id, expires_at, audience, latitude, longitude) WHERE on_board;
