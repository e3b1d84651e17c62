# Logins of databases, in the form that DMS asks for: {username, password, host, port}. The worker reads the password of
# the same secret.

data "aws_caller_identity" "current" {}

resource "aws_secretsmanager_secret" "this" {
  for_each = var.logins

  name                    = "${var.name}/${each.key}"
  description             = "Login of ${each.value.username} at ${each.value.host}"
  kms_key_id              = var.key_arn
  recovery_window_in_days = var.recovery_window_in_days
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = { for name, login in var.logins : name => login if login.password_version > 0 }

  secret_id = aws_secretsmanager_secret.this[each.key].arn
  secret_string_wo = jsonencode({
    username = each.value.username
    password = var.passwords[each.key]
    host     = each.value.host
    port     = each.value.port
  })
  secret_string_wo_version = each.value.password_version
}

resource "aws_secretsmanager_secret_policy" "this" {
  for_each = var.logins

  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
  policy              = data.aws_iam_policy_document.secret.json
  block_public_policy = true
}

# In a secret's policy, "*" is that secret.
data "aws_iam_policy_document" "secret" {
  statement {
    sid       = "DenyOtherAccounts"
    effect    = "Deny"
    actions   = ["secretsmanager:*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  dynamic "statement" {
    for_each = length(var.readers) > 0 ? [1] : []

    content {
      sid       = "DenyOtherReaders"
      effect    = "Deny"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = ["*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }
      condition {
        test     = "ArnNotLike"
        variable = "aws:PrincipalArn"
        values   = var.readers
      }
    }
  }
}
