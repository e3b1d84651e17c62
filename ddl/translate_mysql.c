/* What translation has to know of MySQL and MariaDB: what is not read, whose roles are a service's. */
#include "translate_mysql.h"

#include <string.h>

const Syntax *my_syntax(const Object *object)
{
    const Field *mode = field_named(object->kind, "sql_mode");
    return mode == NULL ? &syntax_mysql : syntax_of_sql_mode(FIELD_VALUE(object, mode, char *));
}

const LeftOut my_left_out[] = {
    {"loadable function", FINDING_OBJECT_UNREAD, "a loadable function is a library of the server's",
     "install its library on the target's server, and CREATE FUNCTION ... SONAME it there"},
    {"tablespace", FINDING_TABLESPACE_LEFT_OUT, "tablespaces belong to the server: all is made in the target's default",
     "CREATE TABLESPACE it and ALTER TABLE ... TABLESPACE on the target, if it matters there"},
    {"read-only database", FINDING_OBJECT_UNREAD, "databases are made for reading and writing",
     "ALTER DATABASE it READ ONLY = 1 on the target when all is done"},
    {"federated server", FINDING_FOREIGN_SERVER, "it leads to another server, and may hold a password: it was not read",
     "CREATE SERVER it on the target by hand, if a copy should go there"},
    {"user", FINDING_SERVER_LEFT_OUT, "users belong to the server, and are never copied with their passwords",
     "CREATE USER it on the target by hand"},
    {"resource group", FINDING_SERVER_LEFT_OUT, "resource groups belong to the server",
     "CREATE RESOURCE GROUP it on the target by hand"},
    {"spatial reference system", FINDING_OBJECT_UNREAD,
     "spatial reference systems belong to the server: what uses this one cannot be made without it",
     "CREATE SPATIAL REFERENCE SYSTEM it on the target by hand, and run the same command again"},
    {"secret privileges", FINDING_PRIVILEGES_LEFT_OUT, "the source's user may not read what was granted",
     "GRANT SELECT ON mysql.* to it, or GRANT on the target by hand"},
    {"privileges", FINDING_SERVER_LEFT_OUT, "what was granted on all databases is not replicated",
     "GRANT it on the target by hand"},
    {"pattern", FINDING_SERVER_LEFT_OUT,
     "it is granted on each of the job's databases that the pattern stands for, not on those that come later",
     "GRANT it on the pattern on the target by hand, if there will be more"},
    {"role members", FINDING_SERVER_LEFT_OUT,
     "who has a role belongs to the server: roles that were granted something in the job's databases are made, and given to nobody",
     "GRANT it TO them, and SET DEFAULT ROLE where it is theirs by default, on the target by hand"},
    {"unreadable routine", FINDING_OBJECT_UNREAD, "the source's server does not show its text to this user",
     "GRANT SHOW_ROUTINE ON *.* (MySQL), SHOW CREATE ROUTINE ON its database (MariaDB 11.3 and newer) or SELECT ON mysql.proc "
     "to it, and run the same command again"},
    {"changing schema", FINDING_OBJECT_UNREAD,
     "MariaDB gives no snapshot of its catalog, and three times somebody changed it meanwhile",
     "run the same command again when nobody does"},
    {NULL, FINDING_OBJECT_UNREAD, "this version does not read objects of this kind",
     "recreate it on the target by hand"},
};

const char *const my_service_roles[] = {
    "rdsadmin@*",         "rdsrepladmin@*", "rdstopmgr@*", "rds_*",  "mysql.sys@*", "mysql.session@*",
    "mysql.infoschema@*", "mariadb.sys@*",  "AWS_*",       "PUBLIC", NULL,
};
