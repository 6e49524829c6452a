SELECT count(*) FROM pumps;
