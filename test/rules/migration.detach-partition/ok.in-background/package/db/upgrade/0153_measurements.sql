CREATE TABLE readings (id bigint, taken_on date) PARTITION BY RANGE (taken_on);
CREATE TABLE readings_2026 PARTITION OF readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE readings DETACH PARTITION readings_2026;
