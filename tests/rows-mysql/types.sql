-- Values of every type that a loader could bend, for MySQL and MariaDB.
SET NAMES utf8mb4;
create table nums (id int auto_increment primary key, ti tinyint unsigned, si smallint zerofill, mi mediumint, bi bigint unsigned, d decimal(65,30), f float, f2 float(9,4), db double, db2 double(30,5), b1 bit(1), b64 bit(64), y year, bo bool);
set sql_mode='NO_AUTO_VALUE_ON_ZERO';
insert into nums values (0,255,42,-8388608,18446744073709551615,'12345678901234567890123456789012345.123456789012345678901234567890',0.1,1234.5678,1.7976931348623157e308,123456789012.34567,b'1',b'1111111111111111111111111111111111111111111111111111111111111111',0,1),
(5,0,0,8388607,0,-0.000000000000000000000000000001,16777217,-0.0001,-2.2250738585072014e-308,-0.00001,b'0',b'0000000001011100001001110000000000000000',2155,0),
(6,null,null,null,null,null,3.4028234e38,0.3,pi(),1e22,null,b'100111',1901,null),(7,1,1,1,1,1,-0e0,1.1,-0e0,5e-324,1,1,2000,1),(8,1,1,1,1,1,1.17549e-38,1.1,4.9e-324,0.1,1,0x5c27,2000,1);
create table times (d date, t time(6), dt datetime(6), ts timestamp(3) null, y2 year);
set sql_mode='ALLOW_INVALID_DATES';
insert into times values ('0000-00-00','-838:59:59.000000','0000-00-00 00:00:00','0000-00-00 00:00:00',1970),('2020-02-31','838:59:59','9999-12-31 23:59:59.999999','2038-01-19 03:14:07.999',null),('2020-00-00','00:00:00.000001','1000-01-01','1970-01-01 00:00:01.001',0),(null,null,null,null,null);
create table strs (id int, l1 varchar(200) character set latin1, u8 varchar(200) character set utf8mb4, u3 text character set utf8mb3, sj varchar(200) character set sjis, gb text character set gbk, u2 varchar(100) character set ucs2, u16 char(10) character set utf16, asc_ char(5) character set ascii collate ascii_bin, e enum('a','b','ä','') character set latin1, s set('x','y','z','it''s'), c char(10) character set cp932) character set utf8mb4;
insert into strs values (1,concat('é€\\''"',char(0x81 using latin1),char(0 using latin1)),'😀''\\ \0 \n\r\Z"%_`','日本',_sjis 0x955c835c,_gbk 0xbf5c27bf5c,'Ω\\','😀','a\\b''','ä','x,it''s',_cp932 0xfa40ed40),(2,'','','','','','','','','','',''),(3,null,null,null,null,null,null,null,null,null,null,null),(4,' x ','x  ','x ','  ',' ',' ',' ',' ','a','y,z','x ');
create table bins (id int, b binary(5), vb varbinary(300), bl blob, lb longblob, tx longtext);
insert into bins values (1,0x00010227,0x5c27005c00ff,unhex('fffe00275c22'),repeat(unhex('00275cff80'),400000),repeat('abc''\\',500000)),(2,'','','','',''),(3,null,null,null,null,null),(4,'ab','x',0x5f3f,'?','_utf8mb4?');
create table geos (g geometry, p point not null, l linestring);
insert into geos values (st_geomfromtext('POLYGON((0 0,1 0,1 1,0 0))'),st_geomfromtext('POINT(1.1 -2.2)'),null),(null,point(92,39),st_geomfromtext('LINESTRING(0 0,92.5 39.7)'));
create table js (j json); insert into js values ('{"a": [1, 2.5, "x\\"y", null, "ü😀"]}'),(null),('"\\u0000"');
create table gen (a int, b int generated always as (a*2) virtual, c int generated always as (a+1) stored, `we``ird ?` int, `a VALUES (` int); insert into gen(a,`we``ird ?`,`a VALUES (`) values (1,2,3),(2,3,4);
create table part (id int, d date) partition by range(id) (partition p0 values less than (10), partition p1 values less than maxvalue); insert into part select n.id,'2020-01-01' from (select 1 id union select 20 union select 300) n;
create table onlygen (a int generated always as (1) virtual, b int);insert into onlygen (b) values (null);
-- From times without strictness.
set sql_mode = '';
create table en (id int primary key, e enum('a','b'), f enum('x') character set utf8mb3 not null, g set('p'));
insert into en values (1,'nope','x','p'),(2,'a','',''),(3,null,'zzz','p'),(4,'b','x','p');
insert into en select n.id + 10 * m.id + 100 * l.id + 1000 * k.id, 'q', 'x', '' from en n, en m, en l, en k;
