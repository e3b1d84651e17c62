/* From MySQL and MariaDB to PostgreSQL: which function sees to what. */
#include "cross.h"

static void cross_schema(Cross *cross, const Object *from)
{
    Schema *schema = (Schema *)cross_make(cross, KIND_SCHEMA, from);
    schema->name = ((const Schema *)from)->name;
}

const CrossPair cross_mysql_postgres = {
    .from = "mysql",
    .to = "postgres",
    .kinds = {[KIND_SCHEMA] = cross_schema},
};
