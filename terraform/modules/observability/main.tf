# Alarms, and one page to look at. A metric that nobody sends is no alarm: the system is idle most of the time.

data "aws_region" "current" {}

locals {
  region    = data.aws_region.current.region
  namespace = "Understudy/${var.name}"

  # The worker's exit codes (schema/err.def), by who has to do something about them.
  exits = {
    WorkerBugs = {
      codes       = [70]
      threshold   = 1
      description = "understudy itself failed, or a statement did for a reason that it does not know: see the worker's log, and report it"
    }
    WorkerRefused = {
      codes       = [64, 65, 77, 78]
      threshold   = 1
      description = "a job, a finding, a privilege or a server's configuration does not allow to go on: see the summary of the run"
    }
    WorkerTransient = {
      codes       = [69, 74, 75, 143]
      threshold   = var.thresholds.transient_per_hour
      description = "attempts end for reasons that pass, too often: look at the network, and at locks and connections of the databases"
    }
    WorkerDifferences = {
      codes       = [1]
      threshold   = 1
      description = "a target is not equal to its source: see diff's report"
    }
  }

  executions = {
    ExecutionsFailed   = "a run failed: its cause says which database, why, and how to redrive it"
    ExecutionsTimedOut = "a run took too long"
    ExecutionsAborted  = "a run was stopped by hand"
    ExecutionThrottled = "runs are held up by Step Functions' quotas"
  }

  instance = var.dms.instance_id == "" ? {} : {
    CPUUtilization = {
      comparison  = "GreaterThanThreshold"
      threshold   = var.thresholds.cpu_percent
      description = "the replication instance has too little CPU: a larger class"
    }
    FreeableMemory = {
      comparison  = "LessThanThreshold"
      threshold   = var.thresholds.free_memory_mib * 1048576
      description = "the replication instance has too little memory: DMS stops tasks next; a larger class, or smaller large objects"
    }
    FreeStorageSpace = {
      comparison  = "LessThanThreshold"
      threshold   = var.dms.storage * 1073741824 * var.thresholds.free_storage_percent / 100
      description = "the replication instance has too little storage: DMS stops tasks next"
    }
  }
}

# ---- runs ----

resource "aws_cloudwatch_metric_alarm" "executions" {
  for_each = local.executions

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value
  namespace           = "AWS/States"
  metric_name         = each.key
  dimensions          = { StateMachineArn = var.state_machine_arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
}

# ---- what the worker says at its end ----

resource "aws_cloudwatch_log_metric_filter" "exits" {
  for_each = local.exits

  name           = "${var.name}-${each.key}"
  log_group_name = var.worker_log_group_name
  pattern        = "{ ${join(" || ", [for code in each.value.codes : "($.ExitCode = ${code})"])} }"

  metric_transformation {
    namespace = local.namespace
    name      = each.key
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "exits" {
  for_each = local.exits

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = local.namespace
  metric_name         = each.key
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
}

# ---- DMS ----

# Its errors are lines such as "2026-01-01T00:00:00 [TARGET_LOAD     ]E:  ...".
resource "aws_cloudwatch_log_metric_filter" "dms_errors" {
  count = var.dms.log_group_name == "" ? 0 : 1

  name           = "${var.name}-DmsErrors"
  log_group_name = var.dms.log_group_name
  pattern        = "\"]E:\""

  metric_transformation {
    namespace = local.namespace
    name      = "DmsErrors"
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "dms_errors" {
  count = var.dms.log_group_name == "" ? 0 : 1

  alarm_name          = "${var.name}-DmsErrors"
  alarm_description   = "a DMS task wrote errors to ${var.dms.log_group_name}: a table may have been suspended, which the run finds out"
  namespace           = local.namespace
  metric_name         = "DmsErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "instance" {
  for_each = local.instance

  alarm_name          = "${var.name}-Dms${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/DMS"
  metric_name         = each.key
  dimensions          = { ReplicationInstanceIdentifier = var.dms.instance_id }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  threshold           = each.value.threshold
  comparison_operator = each.value.comparison
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
}
