BEGIN;
CREATE TABLE pump_history AS SELECT id, kind FROM pumps;
CREATE INDEX pumps_by_kind ON pumps (kind);
COMMIT;
