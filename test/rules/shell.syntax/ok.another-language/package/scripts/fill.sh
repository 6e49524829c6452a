-- select count(*) from answers;
--for i in {0..2000}; do psql app -f fill.sh; done
insert into answers values (default, 1, 'it''s');
