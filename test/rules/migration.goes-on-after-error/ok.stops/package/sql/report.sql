SELECT count(*) FROM meetings;
