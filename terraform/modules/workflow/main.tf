# Four state machines, each a step below the other: understudy (all databases of a run), database (one of them), load (its
# rows by DMS) and worker (one command as a task). Templates are JSON, and read as such: a broken one fails a plan.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  states    = "arn:${local.partition}:states:${local.region}:${local.account}"

  machines     = { understudy = var.name, database = "${var.name}-database", load = "${var.name}-load", worker = "${var.name}-worker" }
  machine_arns = { for machine, name in local.machines : machine => "${local.states}:stateMachine:${name}" }

  topic_arn = "arn:${local.partition}:sns:${local.region}:${local.account}:${var.name}-runs"

  retries   = jsondecode(file("${path.module}/templates/retries.json"))
  hour      = 3600
  year      = 31536000
  step      = min(local.year, var.attempts * (var.timeouts.command + local.hour))
  load      = var.timeouts.load + local.step
  database  = min(local.year, 6 * local.step + local.load + var.timeouts.approval)
  all       = local.year
  artifacts = "artifacts/"

  settings = merge({ for service, retry in local.retries : "retry_${service}" => jsonencode(retry) }, {
    partition        = local.partition
    bucket           = var.artifacts_bucket_name
    artifacts_prefix = local.artifacts
    topic_arn        = local.topic_arn

    database_arn = local.machine_arns.database
    load_arn     = local.machine_arns.load
    worker_arn   = local.machine_arns.worker

    wait            = var.wait
    attempts        = var.attempts
    max_concurrency = var.max_concurrency
    container       = var.worker.container_name
    endings         = jsonencode(jsondecode(file("${path.module}/templates/endings.json")))
    run_task = templatefile("${path.module}/templates/run-task.json.tftpl", {
      cluster_arn         = var.worker.cluster_arn
      task_definition_arn = var.worker.task_definition_arn
      container           = var.worker.container_name
      subnet_ids          = var.worker.subnet_ids
      security_group_ids  = var.worker.security_group_ids
    })

    command_timeout    = var.timeouts.command
    heartbeat          = var.timeouts.heartbeat
    approval_timeout   = var.timeouts.approval
    worker_timeout     = local.step
    step_timeout       = local.step
    load_timeout       = local.load
    database_timeout   = local.database
    understudy_timeout = local.all
  })
}

resource "aws_sfn_state_machine" "this" {
  for_each = local.machines

  name       = each.value
  type       = "STANDARD"
  role_arn   = aws_iam_role.machine[each.key].arn
  definition = jsonencode(jsondecode(templatefile("${path.module}/templates/${each.key}.asl.json.tftpl", local.settings)))

  # What goes through an execution names objects of schemas: it is read there by who may, and not in logs.
  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  encryption_configuration {
    type                              = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id                        = var.key_arns.artifacts
    kms_data_key_reuse_period_seconds = 300
  }

  depends_on = [aws_iam_role_policy.machine, aws_iam_role_policy.common, aws_sns_topic.this]
}

# vendedlogs: a policy of logs has room for so many names only, and these need none of their own.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/states/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns.logs
}

# ---- who hears of it ----

resource "aws_sns_topic" "this" {
  name              = "${var.name}-runs"
  kms_master_key_id = var.key_arns.logs
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.emails

  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = data.aws_iam_policy_document.topic.json
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [local.topic_arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "Alarms"
    actions   = ["sns:Publish"]
    resources = [local.topic_arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

# ---- what starts by itself ----

resource "aws_scheduler_schedule_group" "this" {
  count = length(var.schedules) > 0 ? 1 : 0

  name = var.name
}

resource "aws_scheduler_schedule" "this" {
  for_each = var.schedules

  name                         = "${var.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.this[0].name
  schedule_expression          = each.value.expression
  schedule_expression_timezone = each.value.timezone
  state                        = each.value.enabled ? "ENABLED" : "DISABLED"
  kms_key_arn                  = var.key_arns.artifacts

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.this["understudy"].arn
    role_arn = aws_iam_role.scheduler[0].arn
    # An attribute that is null is absent to the state machine.
    input = jsonencode({ databases = [for database in each.value.databases : { for key, value in database : key => value if value != null }] })

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }
}
