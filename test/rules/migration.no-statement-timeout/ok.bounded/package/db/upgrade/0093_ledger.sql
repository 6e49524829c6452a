SET lock_timeout = '5s';
ALTER TABLE ledger ADD COLUMN note text;
CREATE INDEX CONCURRENTLY ledger_note_idx ON ledger (note);
