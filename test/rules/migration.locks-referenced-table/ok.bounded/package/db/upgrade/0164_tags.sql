CREATE TABLE tags (id bigint PRIMARY KEY, parent_id bigint REFERENCES tags (id));
CREATE TABLE tag_names (tag_id bigint REFERENCES tags (id), name text);
