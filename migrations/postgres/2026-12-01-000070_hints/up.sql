-- What a listing may say (food, hours, ways, further languages), in bits (src/domain/hints.rs), so that whoever looks for
-- something finds it in the indexes of the board, and only what may fit is read whole. Of what is not known, all may be said.
ALTER TABLE listings ADD COLUMN hints BIGINT NOT NULL DEFAULT -1;
-- As the details were written: within a text, a quotation mark always follows a backslash.
UPDATE listings SET hints = CASE WHEN details = '{}' THEN 0 ELSE
    CASE WHEN strpos(details, '"diet":[]') = 0 THEN 1 ELSE 0 END
    + CASE WHEN strpos(details, '"windows":[]') = 0 THEN 2 ELSE 0 END
    + CASE WHEN strpos(details, '"translations":[]') = 0 THEN 4 ELSE 0 END
    + CASE WHEN strpos(details, '"ways":[]') > 0 THEN 0 ELSE
        CASE WHEN strpos(details, '"pickup"') > 0 THEN 16 ELSE 0 END
        + CASE WHEN strpos(details, '"delivery"') > 0 THEN 32 ELSE 0 END
        + CASE WHEN strpos(details, '"fridge-drop"') > 0 THEN 64 ELSE 0 END
        + CASE WHEN strpos(details, '"meet"') > 0 THEN 128 ELSE 0 END
        + CASE WHEN strpos(details, '"remote"') > 0 THEN 256 ELSE 0 END END
    END;

DROP INDEX listings_board;
DROP INDEX listings_board_near;
DROP INDEX listings_board_wide;
DROP INDEX listings_board_category;
CREATE INDEX listings_board ON listings (id, expires_at, audience, origin_id, kind, category, latitude, longitude, hints, language) WHERE on_board;
CREATE INDEX listings_board_near ON listings (cell, category, kind, id, expires_at, audience, origin_id, latitude, longitude, hints, language) WHERE on_board;
CREATE INDEX listings_board_wide ON listings (wide_cell, category, kind, id, expires_at, audience, origin_id, latitude, longitude, hints, language) WHERE on_board;
-- Of a category, too, only what is shown is read from the table.
CREATE INDEX listings_board_category ON listings (category, id, kind, expires_at, audience, origin_id, hints, language) WHERE on_board;
-- What a stranger sees is of this network alone: the newest of that, however much there is of others.
CREATE INDEX listings_board_ours ON listings (id, expires_at, audience, kind, category, latitude, longitude, hints, language) WHERE on_board AND local;
