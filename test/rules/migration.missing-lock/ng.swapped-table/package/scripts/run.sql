\set ON_ERROR_STOP on
\ir ../migrations/0010.sql
