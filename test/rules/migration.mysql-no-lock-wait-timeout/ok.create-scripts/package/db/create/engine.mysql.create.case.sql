create table ACT_CASE (ID_ varchar(64) not null, TASK_ID_ varchar(64), primary key (ID_)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

alter table ACT_VARIABLE
    add constraint ACT_FK_VAR_CASE
    foreign key (CASE_ID_)
    references ACT_CASE(ID_);
