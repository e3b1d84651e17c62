/* From PostgreSQL to MySQL and MariaDB: which function sees to what. */
#include "cross.h"

static void cross_schema(Cross *cross, const Object *from)
{
    Schema *schema = (Schema *)cross_make(cross, KIND_SCHEMA, from);
    schema->name = ((const Schema *)from)->name;
}

const CrossPair cross_postgres_mysql = {
    .from = "postgres",
    .to = "mysql",
    .kinds = {[KIND_SCHEMA] = cross_schema},
};
