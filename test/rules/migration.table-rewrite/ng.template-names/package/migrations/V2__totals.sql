ALTER TABLE ${prefix}orders ALTER COLUMN total TYPE bigint;
ALTER TABLE {{ schema }}.customers ALTER COLUMN total TYPE bigint;
