DROP INDEX responses_proxy;
ALTER TABLE responses DROP COLUMN proxy_id;
DROP INDEX listings_proxy;
ALTER TABLE listings DROP COLUMN with_help;
ALTER TABLE listings DROP COLUMN proxy_id;
DROP TABLE proxy_offers;
DROP TABLE proxy_keys;
DROP TABLE proxies;
