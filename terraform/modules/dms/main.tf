# What DMS needs before a task can be made: endpoints with the settings that plans ask for, and where to run. The tasks
# themselves are made by the worker, from the plan.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  suffix    = data.aws_partition.current.dns_suffix
}

resource "aws_dms_certificate" "ca" {
  count = var.ca_certificate_pem == "" ? 0 : 1

  certificate_id  = "${var.name}-ca"
  certificate_pem = var.ca_certificate_pem
}

resource "aws_dms_endpoint" "this" {
  for_each = local.endpoints

  endpoint_id   = "${var.name}-${each.key}"
  endpoint_type = each.value.side
  engine_name   = each.value.engine
  # MySQL's targets have none: all tables would be looked for in that database.
  database_name = each.value.is_postgres ? each.value.database : null

  secrets_manager_arn             = each.value.secret_arn
  secrets_manager_access_role_arn = local.access_role_arn
  kms_key_arn                     = var.key_arn
  ssl_mode                        = local.is_checked ? "verify-full" : "require"
  certificate_arn                 = local.is_checked ? aws_dms_certificate.ca[0].certificate_arn : null
  extra_connection_attributes     = join(";", each.value.attributes)

  dynamic "postgres_settings" {
    for_each = each.value.is_postgres ? [each.value.settings] : []

    content {
      map_boolean_as_boolean       = postgres_settings.value.map_boolean_as_boolean
      fail_tasks_on_lob_truncation = postgres_settings.value.fail_tasks_on_lob_truncation
      capture_ddls                 = postgres_settings.value.capture_ddls
      after_connect_script         = postgres_settings.value.after_connect_script
    }
  }

  dynamic "mysql_settings" {
    for_each = !each.value.is_postgres && each.value.side == "target" ? [1] : []

    content {
      target_db_type = "multiple-databases"
    }
  }

  depends_on = [aws_iam_role_policy.access]
}

resource "aws_dms_replication_subnet_group" "this" {
  replication_subnet_group_id          = var.name
  replication_subnet_group_description = "Subnets of ${var.name}"
  subnet_ids                           = var.subnet_ids

  depends_on = [aws_iam_role_policy_attachment.vpc]
}

resource "aws_dms_replication_instance" "this" {
  count = var.instance.made ? 1 : 0

  replication_instance_id      = var.name
  replication_instance_class   = var.instance.class
  engine_version               = var.instance.engine_version
  allocated_storage            = var.instance.storage
  multi_az                     = var.instance.multi_az
  preferred_maintenance_window = var.instance.maintenance_window
  auto_minor_version_upgrade   = false
  publicly_accessible          = false
  kms_key_arn                  = var.key_arn
  replication_subnet_group_id  = aws_dms_replication_subnet_group.this.replication_subnet_group_id
  vpc_security_group_ids       = [var.security_group_id]

  depends_on = [aws_cloudwatch_log_group.tasks, aws_iam_role_policy_attachment.logs]
}

# DMS makes it by itself, but keeps it for ever and under no key of ours.
resource "aws_cloudwatch_log_group" "tasks" {
  count = var.instance.made ? 1 : 0

  name              = "dms-tasks-${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}
