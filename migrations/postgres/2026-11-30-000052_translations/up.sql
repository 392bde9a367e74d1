-- Who said a need or an offer in one more language. The words stand with the listing.
CREATE TABLE translations (
    listing_id BIGINT NOT NULL REFERENCES listings (id),
    language TEXT NOT NULL,
    member_id BIGINT NOT NULL REFERENCES members (id),
    PRIMARY KEY (listing_id, language)
);
CREATE INDEX translations_member ON translations (member_id);
