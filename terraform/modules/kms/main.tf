# One key for each class of data, so that who may read reports need not be able to read passwords.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  classes = {
    artifacts = "job specs, plans, reports, executions of the state machines"
    secrets   = "passwords of databases"
    logs      = "logs and notifications"
    data      = "rows on their way: storage of DMS and of tasks"
  }

  # Which services use the key of a class, for what, and under which conditions.
  services = {
    artifacts = [
      # State machines under this key write logs by way of another service.
      { sid = "LogsOfStateMachines", service = "delivery.logs.amazonaws.com", actions = ["kms:Decrypt"], conditions = [local.of_account] },
    ]
    logs = [
      {
        sid        = "CloudWatchLogs"
        service    = "logs.${local.region}.${data.aws_partition.current.dns_suffix}"
        actions    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
        conditions = [{ test = "ArnLike", variable = "kms:EncryptionContext:aws:logs:arn", value = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:*" }]
      },
      # Alarms are told on an encrypted topic.
      { sid = "Alarms", service = "cloudwatch.amazonaws.com", actions = ["kms:Decrypt", "kms:GenerateDataKey"], conditions = [local.of_account] },
    ]
    # Storage of Fargate tasks: the key is used for tasks of this account's clusters.
    data = [
      { sid = "FargateStorage", service = "fargate.amazonaws.com", actions = ["kms:GenerateDataKeyWithoutPlaintext"], conditions = local.of_cluster },
      {
        sid        = "FargateStorageGrants"
        service    = "fargate.amazonaws.com"
        actions    = ["kms:CreateGrant"]
        conditions = concat(local.of_cluster, [{ test = "ForAllValues:StringEquals", variable = "kms:GrantOperations", value = "Decrypt" }])
      },
    ]
  }
  of_account = { test = "StringEquals", variable = "aws:SourceAccount", value = local.account }
  of_cluster = [
    { test = "StringEquals", variable = "kms:EncryptionContext:aws:ecs:clusterAccount", value = local.account },
    { test = "StringEquals", variable = "kms:EncryptionContext:aws:ecs:clusterName", value = var.name },
  ]
}

resource "aws_kms_key" "this" {
  for_each = local.classes

  description             = "${var.name}: ${each.value}"
  policy                  = data.aws_iam_policy_document.key[each.key].json
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_period_in_days
  deletion_window_in_days = var.deletion_window_in_days
}

resource "aws_kms_alias" "this" {
  for_each = local.classes

  name          = "alias/${var.name}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}

# In a key's policy, "*" is that key.
data "aws_iam_policy_document" "key" {
  for_each = local.classes

  statement {
    sid       = "AccountDelegatesByIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }

  dynamic "statement" {
    for_each = lookup(local.services, each.key, [])

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }

      dynamic "condition" {
        for_each = statement.value.conditions

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = [condition.value.value]
        }
      }
    }
  }
}
