# A role for each state machine, with what its states call and nothing else. Three statements name no resource, because the
# actions have none: LogDelivery and Tracing (CloudWatch Logs, X-Ray), and DescribeDms.

data "aws_iam_policy_document" "assume" {
  for_each = { states = "states.amazonaws.com", scheduler = "scheduler.amazonaws.com" }

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "machine" {
  for_each = local.machines

  name               = "${each.value}-states"
  assume_role_policy = data.aws_iam_policy_document.assume["states"].json
}

resource "aws_iam_role_policy" "machine" {
  for_each = local.machines

  name   = each.key
  role   = aws_iam_role.machine[each.key].id
  policy = local.policies[each.key]
}

resource "aws_iam_role_policy" "common" {
  for_each = local.machines

  name   = "common"
  role   = aws_iam_role.machine[each.key].id
  policy = data.aws_iam_policy_document.common.json
}

locals {
  policies = {
    understudy = data.aws_iam_policy_document.understudy.json
    database   = data.aws_iam_policy_document.database.json
    load       = data.aws_iam_policy_document.load.json
    worker     = data.aws_iam_policy_document.worker.json
  }
  calls        = { understudy = ["database"], database = ["load", "worker"], load = ["worker"] }
  bucket       = "arn:${local.partition}:s3:::${var.artifacts_bucket_name}"
  cluster_name = element(split("/", var.worker.cluster_arn), -1)
  # Any revision: who updates the worker need not update its callers.
  task_family   = replace(var.worker.task_definition_arn, "/:[0-9]+$/", "")
  dms           = "arn:${local.partition}:dms:${local.region}:${local.account}"
  managed_rules = "arn:${local.partition}:events:${local.region}:${local.account}:rule"
}

data "aws_iam_policy_document" "common" {
  statement {
    sid = "LogDelivery"
    actions = [
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Tracing"
    actions   = ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  statement {
    sid       = "ExecutionData"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.key_arns.artifacts]

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:states:stateMachineArn"
      values   = values(local.machine_arns)
    }
  }
}

# To start an execution of a machine below and wait for its end.
data "aws_iam_policy_document" "call" {
  for_each = local.calls

  statement {
    sid       = "Start"
    actions   = ["states:StartExecution"]
    resources = [for machine in each.value : local.machine_arns[machine]]
  }

  statement {
    sid       = "Watch"
    actions   = ["states:DescribeExecution", "states:StopExecution"]
    resources = [for machine in each.value : "${local.states}:execution:${local.machines[machine]}:*"]
  }

  statement {
    sid       = "WatchByEvents"
    actions   = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
    resources = ["${local.managed_rules}/StepFunctionsGetEventsForStepFunctionsExecutionRule"]
  }
}

data "aws_iam_policy_document" "notify" {
  statement {
    sid       = "Notify"
    actions   = ["sns:Publish"]
    resources = [local.topic_arn]
  }

  statement {
    sid       = "TopicKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.key_arns.logs]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["sns.${local.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "read_artifacts" {
  statement {
    sid       = "ReadArtifacts"
    actions   = ["s3:GetObject"]
    resources = ["${local.bucket}/${local.artifacts}*"]
  }

  # A summary that is not there is to be told from one that may not be read.
  statement {
    sid       = "SeeWhatIsMissing"
    actions   = ["s3:ListBucket"]
    resources = [local.bucket]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["${local.artifacts}*"]
    }
  }

  statement {
    sid       = "ArtifactsKey"
    actions   = ["kms:Decrypt"]
    resources = [var.key_arns.artifacts]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "understudy" {
  source_policy_documents = [data.aws_iam_policy_document.call["understudy"].json, data.aws_iam_policy_document.notify.json]

  statement {
    sid       = "Publish"
    actions   = ["s3:PutObject"]
    resources = ["${local.bucket}/${local.artifacts}*/summary.json"]
  }

  statement {
    sid       = "PublishKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.key_arns.artifacts]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "database" {
  source_policy_documents = [data.aws_iam_policy_document.call["database"].json, data.aws_iam_policy_document.notify.json]
}

data "aws_iam_policy_document" "load" {
  source_policy_documents = [data.aws_iam_policy_document.call["load"].json, data.aws_iam_policy_document.read_artifacts.json]

  statement {
    sid       = "DescribeDms"
    actions   = ["dms:DescribeReplicationTasks", "dms:DescribeReplications"]
    resources = ["*"]
  }

  # The worker makes tasks and configurations, and AWS chooses their ARNs.
  statement {
    sid       = "StartDms"
    actions   = ["dms:DescribeReplicationTableStatistics", "dms:DescribeTableStatistics", "dms:StartReplication", "dms:StartReplicationTask"]
    resources = ["${local.dms}:task:*", "${local.dms}:replication-config:*"]
  }
}

data "aws_iam_policy_document" "worker" {
  source_policy_documents = [data.aws_iam_policy_document.read_artifacts.json]

  statement {
    sid       = "RunTask"
    actions   = ["ecs:RunTask"]
    resources = ["${local.task_family}:*", local.task_family]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.worker.cluster_arn]
    }
  }

  statement {
    sid       = "WatchTask"
    actions   = ["ecs:DescribeTasks", "ecs:StopTask"]
    resources = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${local.cluster_name}/*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.worker.cluster_arn]
    }
  }

  statement {
    sid       = "TagTask"
    actions   = ["ecs:TagResource"]
    resources = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${local.cluster_name}/*"]

    condition {
      test     = "StringEquals"
      variable = "ecs:CreateAction"
      values   = ["RunTask"]
    }
  }

  statement {
    sid       = "WatchByEvents"
    actions   = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
    resources = ["${local.managed_rules}/StepFunctionsGetEventsForECSTaskRule"]
  }

  statement {
    sid       = "PassRoles"
    actions   = ["iam:PassRole"]
    resources = [var.worker.execution_role_arn, var.worker.task_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "scheduler" {
  count = length(var.schedules) > 0 ? 1 : 0

  name               = "${var.name}-scheduler"
  assume_role_policy = data.aws_iam_policy_document.assume["scheduler"].json
}

resource "aws_iam_role_policy" "scheduler" {
  count = length(var.schedules) > 0 ? 1 : 0

  name   = "start"
  role   = aws_iam_role.scheduler[0].id
  policy = data.aws_iam_policy_document.scheduler.json
}

data "aws_iam_policy_document" "scheduler" {
  statement {
    sid       = "Start"
    actions   = ["states:StartExecution"]
    resources = [local.machine_arns.understudy]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [var.key_arns.artifacts]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["scheduler.${local.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
