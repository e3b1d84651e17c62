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

  # State machines under this key write logs by way of another service.
  dynamic "statement" {
    for_each = each.key == "artifacts" ? [1] : []

    content {
      sid       = "LogsOfStateMachines"
      actions   = ["kms:Decrypt"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["delivery.logs.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "CloudWatchLogs"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["logs.${local.region}.${data.aws_partition.current.dns_suffix}"]
      }

      condition {
        test     = "ArnLike"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values   = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:*"]
      }
    }
  }

  # Alarms are told on an encrypted topic.
  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "Alarms"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = ["*"]

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

  # Storage of Fargate tasks: the key is used for tasks of this account's clusters.
  dynamic "statement" {
    for_each = each.key == "data" ? [1] : []

    content {
      sid       = "FargateStorage"
      actions   = ["kms:GenerateDataKeyWithoutPlaintext"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["fargate.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:aws:ecs:clusterAccount"
        values   = [local.account]
      }
      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:aws:ecs:clusterName"
        values   = [var.name]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "data" ? [1] : []

    content {
      sid       = "FargateStorageGrants"
      actions   = ["kms:CreateGrant"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["fargate.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:aws:ecs:clusterAccount"
        values   = [local.account]
      }
      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:aws:ecs:clusterName"
        values   = [var.name]
      }
      condition {
        test     = "ForAllValues:StringEquals"
        variable = "kms:GrantOperations"
        values   = ["Decrypt"]
      }
    }
  }
}
