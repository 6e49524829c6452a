DROP TABLE IF EXISTS x_users CASCADE;
DROP TABLE IF EXISTS x_orders CASCADE;
DROP TABLE IF EXISTS x_items CASCADE;
DROP TABLE IF EXISTS x_groups CASCADE;
DROP TABLE IF EXISTS x_roles CASCADE;
DROP TABLE IF EXISTS x_rights CASCADE;
CREATE TABLE x_users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE x_orders (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE x_items (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE x_groups (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE x_roles (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE x_rights (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
