CREATE TABLE "session" ("id" UUID NOT NULL, CONSTRAINT "session_pkey" PRIMARY KEY ("id"));
