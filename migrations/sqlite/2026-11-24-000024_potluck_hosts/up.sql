-- Which hosts understand Potluck's format is asked for each host of a batch of deliveries: without this, all who are known
-- of a host were read for it.
CREATE INDEX actors_potluck_hosts ON actors (host) WHERE implements_potluck AND NOT gone;
