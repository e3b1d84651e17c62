-- Of MariaDB alone: the past of versioned tables, types, engines.
create table past (a int primary key, b int) with system versioning; insert into past values (1,1),(2,2); update past set b=3 where a=1; delete from past where a=2;
create table past2 (a int primary key, row_start timestamp(6) generated always as row start invisible, row_end timestamp(6) generated always as row end, period for system_time (row_start, row_end)) with system versioning; insert into past2 (a) values (1), (2); update past2 set a = 3 where a = 1;
create table mar (u uuid, i6 inet6, i4 inet4, inv int invisible default 3, cmp text compressed); insert into mar (u,i6,i4,inv,cmp) values ('123e4567-e89b-12d3-a456-426655440000','::1','1.2.3.4',9,'xyz');
create table ar (a int) engine=aria;insert into ar values (1);create table mi (a int) engine=myisam;insert into mi values (1),(2);
