--
-- PostgreSQL database dump
--

-- Dumped from database version 15.8 (Debian 15.8-0+deb12u1)
-- Dumped by pg_dump version 15.8 (Debian 15.8-0+deb12u1)

SET statement_timeout = 0;
\connect shop

CREATE TABLE public.orders (
    id bigint NOT NULL
);

CREATE UNLOGGED TABLE public."Odd Name" (
    id bigint
);
