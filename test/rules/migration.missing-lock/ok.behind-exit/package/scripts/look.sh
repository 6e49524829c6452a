#!/bin/bash
psql -c "select * from saved order by id;" app
exit
psql -c "drop table saved cascade;" app
psql -c "alter table kept drop column note;" app
