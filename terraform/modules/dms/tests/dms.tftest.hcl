variables {
  name              = "understudy"
  key_arn           = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000004"
  log_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000003"
  secret_key_arns   = ["arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000002"]
  subnet_ids        = ["subnet-0a", "subnet-0b"]
  security_group_id = "sg-0a"
  databases = {
    shop = {
      source = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }
      target = { engine = "aurora-postgresql", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" }
    }
  }
}

run "every_pair_of_engines" {
  command = apply

  variables {
    ca_certificate_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"
    databases = {
      pg-pg = {
        source  = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }
        target  = { engine = "aurora-postgresql", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" }
        changes = true
      }
      pg-my = {
        source        = { engine = "aurora-postgresql", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }
        target        = { engine = "aurora-mysql", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:c" }
        varchar_bytes = 16000
      }
      pg-my-boolean = {
        source  = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }
        target  = { engine = "mysql", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:c" }
        boolean = true
      }
      my-pg = {
        source = { engine = "mysql", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:d" }
        target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" }
      }
      ma-my = {
        source = { engine = "mariadb", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:d" }
        target = { engine = "mariadb", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:c" }
      }
    }
  }

  assert {
    condition = { for name, endpoint in aws_dms_endpoint.this : name => "${endpoint.endpoint_type} ${endpoint.engine_name}" } == {
      pg-pg-source         = "source postgres"
      pg-pg-target         = "target aurora-postgresql"
      pg-my-source         = "source aurora-postgresql"
      pg-my-target         = "target aurora"
      pg-my-boolean-source = "source postgres"
      pg-my-boolean-target = "target mysql"
      my-pg-source         = "source mysql"
      my-pg-target         = "target postgres"
      ma-my-source         = "source mariadb"
      ma-my-target         = "target mariadb"
    }
    error_message = "two endpoints for each database, in DMS's words for engines"
  }
  assert {
    condition     = alltrue([for endpoint in aws_dms_endpoint.this : endpoint.password == null && endpoint.username == null && startswith(endpoint.secrets_manager_arn, "arn:") && endpoint.secrets_manager_access_role_arn == output.access_role_arn])
    error_message = "logins are in Secrets Manager"
  }
  assert {
    condition     = alltrue([for endpoint in aws_dms_endpoint.this : endpoint.ssl_mode == "verify-full" && endpoint.certificate_arn == aws_dms_certificate.ca[0].certificate_arn])
    error_message = "certificates are checked"
  }

  # What plans ask for: ddl/plan/dms_settings.c.
  assert {
    condition = { for name, endpoint in aws_dms_endpoint.this : name => endpoint.extra_connection_attributes } == {
      pg-pg-source         = "MapUnboundedNumericAsString=true"
      pg-pg-target         = "loadUsingCSV=true;MapUnboundedNumericAsString=true"
      pg-my-source         = "unboundedVarcharMaxSize=16000"
      pg-my-target         = "Initstmt=SET FOREIGN_KEY_CHECKS=0, SESSION sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'"
      pg-my-boolean-source = ""
      pg-my-boolean-target = "Initstmt=SET FOREIGN_KEY_CHECKS=0, SESSION sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'"
      my-pg-source         = ""
      my-pg-target         = "loadUsingCSV=true"
      ma-my-source         = ""
      ma-my-target         = "Initstmt=SET FOREIGN_KEY_CHECKS=0, SESSION sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'"
    }
    error_message = "extra connection attributes"
  }
  assert {
    condition = { for name, endpoint in aws_dms_endpoint.this : name => endpoint.postgres_settings[0].map_boolean_as_boolean if length(endpoint.postgres_settings) > 0 && endpoint.endpoint_type == "source" } == {
      pg-pg-source         = true
      pg-my-source         = false
      pg-my-boolean-source = true
    }
    error_message = "booleans travel as the job says"
  }
  assert {
    condition     = alltrue([for endpoint in aws_dms_endpoint.this : endpoint.postgres_settings[0].fail_tasks_on_lob_truncation && !endpoint.postgres_settings[0].capture_ddls if length(endpoint.postgres_settings) > 0 && endpoint.endpoint_type == "source"])
    error_message = "no large object is cut without a word; nothing is made on the source"
  }
  assert {
    condition     = aws_dms_endpoint.this["pg-pg-target"].postgres_settings[0].map_boolean_as_boolean && aws_dms_endpoint.this["pg-pg-target"].postgres_settings[0].after_connect_script == "SET session_replication_role='replica'" && aws_dms_endpoint.this["my-pg-target"].postgres_settings[0].after_connect_script == null
    error_message = "changes are applied without triggers and foreign keys"
  }
  assert {
    condition     = alltrue([for name in ["pg-my-target", "pg-my-boolean-target", "ma-my-target"] : aws_dms_endpoint.this[name].mysql_settings[0].target_db_type == "multiple-databases" && aws_dms_endpoint.this[name].database_name == null])
    error_message = "schemas of the source are databases of their own on MySQL"
  }

  assert {
    condition     = aws_dms_replication_instance.this[0].publicly_accessible == false && aws_dms_replication_instance.this[0].kms_key_arn == var.key_arn && aws_dms_replication_instance.this[0].vpc_security_group_ids == toset(["sg-0a"]) && aws_dms_replication_instance.this[0].auto_minor_version_upgrade == false
    error_message = "the replication instance is private, and encrypted with the key of data"
  }
  assert {
    condition     = output.log_group_name == "dms-tasks-understudy" && aws_cloudwatch_log_group.tasks[0].retention_in_days == 365 && aws_cloudwatch_log_group.tasks[0].kms_key_id == var.log_key_arn
    error_message = "logs expire, and are encrypted"
  }
  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role.access.assume_role_policy).Statement : statement.Principal.Service == "dms.eu-west-1.amazonaws.com" && statement.Condition == { StringEquals = { "aws:SourceAccount" = "123456789012" } }])
    error_message = "DMS takes the role for this account alone"
  }
  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.access.policy).Statement : statement.Sid => toset(flatten([statement.Resource])) } == {
      Secrets       = toset([for name in ["a", "b", "c", "d"] : "arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}"])
      KeysOfSecrets = toset(var.secret_key_arns)
    }
    error_message = "DMS reads these secrets alone"
  }
  assert {
    condition     = aws_iam_role.vpc[0].name == "dms-vpc-role" && aws_iam_role.logs[0].name == "dms-cloudwatch-logs-role"
    error_message = "the account's roles have the names that DMS looks for"
  }
}

run "serverless" {
  command = apply
  variables {
    instance           = { made = false }
    make_account_roles = false
  }
  assert {
    condition     = length(aws_dms_replication_instance.this) == 0 && output.instance_arn == "" && output.log_group_name == "" && output.subnet_group_id == "understudy" && length(aws_iam_role.vpc) == 0
    error_message = "a subnet group, and no instance"
  }
  assert {
    condition     = alltrue([for endpoint in aws_dms_endpoint.this : endpoint.ssl_mode == "require"])
    error_message = "without authorities PostgreSQL is encrypted all the same"
  }
}

run "an_engine_that_there_is_not" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "oracle", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }, target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" } } }
  }
  expect_failures = [var.databases]
}

run "mysql_without_authorities" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }, target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" } } }
  }
  expect_failures = [var.ca_certificate_pem]
}

run "a_private_key" {
  command = plan
  variables {
    ca_certificate_pem = "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n"
  }
  expect_failures = [var.ca_certificate_pem]
}

run "postgres_without_a_database" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "postgres", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }, target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" } } }
  }
  expect_failures = [var.databases]
}

run "a_name_that_dms_does_not_take" {
  command = plan
  variables {
    databases = { shop--a = { source = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }, target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" } } }
  }
  expect_failures = [var.databases]
}

run "a_secret_by_its_name" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "postgres", database = "shop", secret_arn = "shop" }, target = { engine = "postgres", database = "shop", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b" } } }
  }
  expect_failures = [var.databases]
}

run "no_databases" {
  command = plan
  variables {
    databases = {}
  }
  expect_failures = [var.databases]
}

run "an_engine_version_that_cannot_mask" {
  command = plan
  variables {
    instance = { engine_version = "3.5.3" }
  }
  expect_failures = [var.instance]
}

run "a_class_that_is_none" {
  command = plan
  variables {
    instance = { class = "large" }
  }
  expect_failures = [var.instance]
}

run "a_window_that_is_none" {
  command = plan
  variables {
    instance = { maintenance_window = "sunday night" }
  }
  expect_failures = [var.instance]
}

run "one_subnet" {
  command = plan
  variables {
    subnet_ids = ["subnet-0a"]
  }
  expect_failures = [var.subnet_ids]
}

run "keys_by_their_aliases" {
  command = plan
  variables {
    key_arn         = "alias/data"
    log_key_arn     = "alias/logs"
    secret_key_arns = ["alias/secrets"]
  }
  expect_failures = [var.key_arn, var.log_key_arn, var.secret_key_arns]
}

run "logs_for_100_days" {
  command = plan
  variables {
    log_retention_days = 100
  }
  expect_failures = [var.log_retention_days]
}
