# By which DMS reads the databases' secrets; and the two roles of the account that it looks for by their names.

locals {
  access_role_arn = "arn:${local.partition}:iam::${local.account}:role/${aws_iam_role.access.name}"
}

data "aws_iam_policy_document" "access_trust" {
  statement {
    sid     = "DmsOfThisAccount"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["dms.${local.region}.${local.suffix}"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "access" {
  name               = "${var.name}-dms-secrets"
  description        = "DMS: reads the secrets of ${var.name}'s endpoints"
  assume_role_policy = data.aws_iam_policy_document.access_trust.json
}

resource "aws_iam_role_policy" "access" {
  name   = "secrets"
  role   = aws_iam_role.access.name
  policy = data.aws_iam_policy_document.access.json
}

data "aws_iam_policy_document" "access" {
  statement {
    sid       = "Secrets"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = distinct([for endpoint in local.endpoints : endpoint.secret_arn])
  }

  statement {
    sid       = "KeysOfSecrets"
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = var.secret_key_arns

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.${local.suffix}"]
    }
  }
}

# ---- of the account ----
# Without a condition on the account: with one DMS writes no logs (terraform-aws-modules/terraform-aws-dms, issue 84).

data "aws_iam_policy_document" "account_trust" {
  statement {
    sid     = "Dms"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["dms.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "vpc" {
  count = var.make_account_roles ? 1 : 0

  name               = "dms-vpc-role"
  description        = "DMS: network interfaces in VPCs"
  assume_role_policy = data.aws_iam_policy_document.account_trust.json
}

resource "aws_iam_role_policy_attachment" "vpc" {
  count = var.make_account_roles ? 1 : 0

  role       = aws_iam_role.vpc[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"
}

resource "aws_iam_role" "logs" {
  count = var.make_account_roles ? 1 : 0

  name               = "dms-cloudwatch-logs-role"
  description        = "DMS: logs of tasks"
  assume_role_policy = data.aws_iam_policy_document.account_trust.json
}

resource "aws_iam_role_policy_attachment" "logs" {
  count = var.make_account_roles ? 1 : 0

  role       = aws_iam_role.logs[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole"
}
