select subject_id, count_value
into #raw_1003
from #cohort;

insert into @results_schema.results (analysis_id, subject_id)
select 1003, subject_id from #raw_1003;

TRUNCATE TABLE #raw_1003;
DROP TABLE #raw_1003;
