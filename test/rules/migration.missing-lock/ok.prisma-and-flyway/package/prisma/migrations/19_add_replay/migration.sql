ALTER TABLE "session" ADD COLUMN "replay" JSONB;
