DROP TABLE "flows";
