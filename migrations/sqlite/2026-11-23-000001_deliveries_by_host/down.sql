DROP INDEX deliveries_under_way;
DROP INDEX deliveries_host;
