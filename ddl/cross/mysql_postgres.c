/* From MySQL and MariaDB to PostgreSQL: which function sees to what. */
#include "cross_names.h"

static void cross_schema(Cross *cross, const Object *from)
{
    Schema *schema = (Schema *)cross_make(cross, KIND_SCHEMA, from);
    schema->name = cross_name_of(cross, from);
}

const CrossPair cross_mysql_postgres = {
    .from = "mysql",
    .to = "postgres",
    .begin = cross_choose_names,
    .kinds = {[KIND_SCHEMA] = cross_schema},
};
