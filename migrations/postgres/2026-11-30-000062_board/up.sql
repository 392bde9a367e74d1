-- Near a point, a stranger sees what is of this network alone: whose it is stands in these indexes too, or each row in the
-- cells would be read for it.
DROP INDEX listings_board_near;
DROP INDEX listings_board_wide;
CREATE INDEX listings_board_near ON listings (cell, category, kind, id, expires_at, audience, origin_id, latitude, longitude) WHERE on_board;
CREATE INDEX listings_board_wide ON listings (wide_cell, category, kind, id, expires_at, audience, origin_id, latitude, longitude) WHERE on_board;

-- The newest of all is looked at first, and only what is found there is read from the table.
DROP INDEX listings_board;
CREATE INDEX listings_board ON listings (id, expires_at, audience, origin_id, kind, category, latitude, longitude) WHERE on_board;

-- The names of places, in their order.
CREATE INDEX places_names ON places (state, name, id, latitude, longitude);
