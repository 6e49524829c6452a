ALTER TABLE user_totals RENAME TO person_totals;
ALTER TABLE person_totals RENAME COLUMN user_id TO person_id;
