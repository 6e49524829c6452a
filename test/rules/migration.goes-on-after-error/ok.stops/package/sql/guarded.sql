\set ON_ERROR_STOP on
GRANT SELECT ON meetings TO report;
