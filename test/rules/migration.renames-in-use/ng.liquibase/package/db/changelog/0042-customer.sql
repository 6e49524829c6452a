--liquibase formatted sql

--changeset shop:42
SET lock_timeout = '3s';
ALTER TABLE client RENAME TO customer;
--rollback ALTER TABLE customer RENAME TO client;

--changeset shop:43
CREATE TABLE notes (id bigint PRIMARY KEY);
--rollback DROP TABLE notes;
