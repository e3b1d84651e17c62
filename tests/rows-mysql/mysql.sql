-- Of MySQL alone.
create table vecs (v vector(3)); insert into vecs values (to_vector('[1,2,3.5]')), (null);
create table srids (g geometry srid 4326); insert into srids values (st_geomfromtext('POINT(10 20)', 4326));
create table jsons (j json); insert into jsons values (json_object('k', 9007199254740993, 'd', 1e300, 's', 'ü\\"'));
set sql_generate_invisible_primary_key = 1; create table hidden_key (a int); insert into hidden_key values (5), (6); set sql_generate_invisible_primary_key = 0;
