DROP TABLE wings;
