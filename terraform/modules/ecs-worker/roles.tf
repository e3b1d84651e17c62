# Two roles: by one ECS starts the task, by the other the worker works.

locals {
  task_role_arn      = "arn:${local.partition}:iam::${local.account}:role/${aws_iam_role.task.name}"
  execution_role_arn = "arn:${local.partition}:iam::${local.account}:role/${aws_iam_role.execution.name}"

  # ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@...
  registry   = split(".", split("/", var.image)[0])
  repository = split("@", join("/", slice(split("/", var.image), 1, length(split("/", var.image)))))[0]

  bucket_arn  = "arn:${local.partition}:s3:::${var.bucket_name}"
  secret_keys = concat([var.key_arns.secrets], var.secret_key_arns)
  dms         = "arn:${local.partition}:dms:${local.region}:${local.account}"
  uses_dms    = length(var.dms.endpoint_arns) > 0
}

# Only ECS, and only for tasks of this account.
data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "TasksOfThisAccount"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local.ecs}:*"]
    }
  }
}

# ---- how a task is started ----

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  description        = "ECS: pulls the worker's image, writes its log"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start"
  role   = aws_iam_role.execution.name
  policy = data.aws_iam_policy_document.execution.json
}

data "aws_iam_policy_document" "execution" {
  # ECR's tokens are not of a repository: the action knows no resources.
  statement {
    sid       = "RegistryToken"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "Image"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:${local.partition}:ecr:${local.registry[3]}:${local.registry[0]}:repository/${local.repository}"]
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${aws_cloudwatch_log_group.this.name}:*"]
  }
}

# ---- what the worker does ----

resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  description        = "The worker: secrets, artifacts, DMS"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "task" {
  name   = "work"
  role   = aws_iam_role.task.name
  policy = data.aws_iam_policy_document.task.json
}

data "aws_iam_policy_document" "task" {
  statement {
    sid       = "ReadJobs"
    actions   = ["s3:GetObject"]
    resources = ["${local.bucket_arn}/jobs/*"]
  }

  statement {
    sid       = "Artifacts"
    actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.bucket_arn}/artifacts/*"]
  }

  # Without it S3 says "denied" of an artifact that is not there.
  statement {
    sid       = "ListArtifacts"
    actions   = ["s3:ListBucket"]
    resources = [local.bucket_arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["artifacts/*", "jobs/*"]
    }
  }

  statement {
    sid       = "KeyOfArtifacts"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.key_arns.artifacts]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.${local.suffix}"]
    }
  }

  # A task token is not of a resource, and whoever holds one may answer it: there is nothing else to say here.
  statement {
    sid       = "AnswerTaskTokens"
    actions   = ["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = length(var.secret_arns) > 0 ? [1] : []

    content {
      sid       = "Passwords"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = var.secret_arns
    }
  }

  dynamic "statement" {
    for_each = length(var.secret_arns) > 0 ? [1] : []

    content {
      sid       = "KeysOfPasswords"
      actions   = ["kms:Decrypt"]
      resources = local.secret_keys

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["secretsmanager.${local.region}.${local.suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.iam_logins) > 0 ? [1] : []

    content {
      sid       = "LoginsByToken"
      actions   = ["rds-db:connect"]
      resources = [for login in var.iam_logins : "arn:${local.partition}:rds-db:${local.region}:${local.account}:dbuser:${login.resource_id}/${login.username}"]
    }
  }

  # Most of these actions know no resources: they list, and filters choose.
  dynamic "statement" {
    for_each = local.uses_dms ? [1] : []

    content {
      sid = "ListDms"
      actions = [
        "dms:DescribeEndpoints",
        "dms:DescribeReplicationConfigs",
        "dms:DescribeReplicationTableStatistics",
        "dms:DescribeReplicationTasks",
        "dms:DescribeReplications",
      ]
      resources = ["*"]
    }
  }

  # Made of these endpoints and instances, and of no others. AWS chooses the ARNs, so a tag says whose they are.
  dynamic "statement" {
    for_each = local.uses_dms ? [1] : []

    content {
      sid       = "MakeDms"
      actions   = ["dms:AddTagsToResource", "dms:CreateReplicationConfig", "dms:CreateReplicationTask"]
      resources = concat(var.dms.endpoint_arns, var.dms.instance_arns, ["${local.dms}:task:*", "${local.dms}:replication-config:*"])

      condition {
        test     = "StringEquals"
        variable = "aws:RequestTag/understudy:job"
        values   = var.dms.jobs
      }
    }
  }

  dynamic "statement" {
    for_each = local.uses_dms ? [1] : []

    content {
      sid = "RunDms"
      actions = [
        "dms:DescribeTableStatistics",
        "dms:ModifyReplicationConfig",
        "dms:ModifyReplicationTask",
        "dms:StartReplication",
        "dms:StartReplicationTask",
      ]
      resources = ["${local.dms}:task:*", "${local.dms}:replication-config:*"]

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/understudy:job"
        values   = var.dms.jobs
      }
    }
  }
}
