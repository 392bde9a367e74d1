-- Fridges, pantries, kitchens: all of it public, the position exact. The details are JSON.
CREATE TABLE places (
    id BIGINT NOT NULL PRIMARY KEY,
    external_id TEXT UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL,
    details TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX places_position ON places (latitude, longitude);

-- What others around offer, in the shape of HSDS.
CREATE TABLE resources (
    id BIGINT NOT NULL PRIMARY KEY,
    external_id TEXT UNIQUE,
    name TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    details TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX resources_position ON resources (latitude, longitude);
