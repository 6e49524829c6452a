ALTER TABLE user_totals RENAME TO person_totals;
CREATE VIEW user_totals AS SELECT * FROM person_totals;
ALTER TABLE person_totals RENAME COLUMN user_id TO person_id;
