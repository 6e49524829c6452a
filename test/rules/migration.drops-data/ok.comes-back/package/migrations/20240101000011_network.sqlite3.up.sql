ALTER TABLE "tokens" ADD COLUMN "nid" char(36);
