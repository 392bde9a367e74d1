-- The worker takes the first few of each host, and counts what is under way.
CREATE INDEX deliveries_host ON deliveries (host, due_at, id) WHERE state = 'pending';
CREATE INDEX deliveries_under_way ON deliveries (leased_until, host) WHERE leased_until IS NOT NULL;
