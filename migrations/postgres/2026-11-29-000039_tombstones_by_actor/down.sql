DELETE FROM tombstones AS later USING tombstones AS first WHERE later.ap_id = first.ap_id AND later.actor > first.actor;
ALTER TABLE tombstones DROP CONSTRAINT tombstones_pkey;
ALTER TABLE tombstones ADD PRIMARY KEY (ap_id);
