# Each database's two endpoints, and the settings that every plan for such a pair of engines asks for. What a plan asks for
# by what it finds in a schema are databases' boolean, varchar_bytes and changes; `understudy dms check` compares.

locals {
  is_checked = var.ca_certificate_pem != ""

  engines = {
    postgres          = { engine = "postgres", is_postgres = true }
    aurora-postgresql = { engine = "aurora-postgresql", is_postgres = true }
    mysql             = { engine = "mysql", is_postgres = false }
    aurora-mysql      = { engine = "aurora", is_postgres = false }
    mariadb           = { engine = "mariadb", is_postgres = false }
  }

  # Without it an id of 0 becomes another one, and tables that refer to each other cannot be loaded side by side.
  init_statement = "Initstmt=SET FOREIGN_KEY_CHECKS=0, SESSION sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'"

  pairs = { for name, database in var.databases : name => merge(database, {
    from_postgres = local.engines[database.source.engine].is_postgres
    to_postgres   = local.engines[database.target.engine].is_postgres
  }) }

  sources = { for name, pair in local.pairs : "${name}-source" => merge(pair.source, local.engines[pair.source.engine], {
    side = "source"
    settings = {
      # Between two PostgreSQLs booleans travel as such if both endpoints say so; to MySQL as the job says.
      map_boolean_as_boolean       = pair.to_postgres || pair.boolean
      fail_tasks_on_lob_truncation = true
      capture_ddls                 = false
      after_connect_script         = null
    }
    attributes = pair.from_postgres ? concat(
      pair.to_postgres ? ["MapUnboundedNumericAsString=true"] : [],
      pair.varchar_bytes > 0 ? ["unboundedVarcharMaxSize=${pair.varchar_bytes}"] : [],
    ) : []
  }) }

  targets = { for name, pair in local.pairs : "${name}-target" => merge(pair.target, local.engines[pair.target.engine], {
    side = "target"
    settings = {
      map_boolean_as_boolean       = pair.from_postgres ? true : null
      fail_tasks_on_lob_truncation = null
      capture_ddls                 = null
      # Changes are applied in an order of their own: foreign keys and triggers would stop or repeat them.
      after_connect_script = pair.changes ? "SET session_replication_role='replica'" : null
    }
    attributes = pair.to_postgres ? concat(
      ["loadUsingCSV=true"],
      pair.from_postgres ? ["MapUnboundedNumericAsString=true"] : [],
    ) : [local.init_statement]
  }) }

  endpoints = merge(local.sources, local.targets)
}
