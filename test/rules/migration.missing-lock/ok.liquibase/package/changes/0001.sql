--liquibase formatted sql
--changeset acme:1
ALTER TABLE rooms ADD COLUMN floor int;
