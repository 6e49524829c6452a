CREATE TABLE "_flows_tmp" ("id" TEXT PRIMARY KEY, "state" TEXT NOT NULL);
INSERT INTO "_flows_tmp" (id, state) SELECT id, state FROM "flows";
