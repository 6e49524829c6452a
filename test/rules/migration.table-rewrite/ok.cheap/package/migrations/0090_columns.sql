ALTER TABLE events ADD COLUMN region text NOT NULL DEFAULT 'eu';
ALTER TABLE events ADD COLUMN seen_at timestamptz DEFAULT now();
ALTER TABLE events ALTER COLUMN region SET DEFAULT 'us';
VACUUM events;
