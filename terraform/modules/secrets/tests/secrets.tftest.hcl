variables {
  name    = "understudy"
  key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
  logins = {
    shop-source = { host = "source.example.com", port = 5432, username = "reader", password_version = 1 }
    shop-target = { host = "target.example.com", port = 5432, username = "builder" }
  }
  passwords = { shop-source = "planted-password" }
}

run "secrets" {
  command = apply

  assert {
    condition     = { for name, secret in aws_secretsmanager_secret.this : secret.name => secret.kms_key_id } == { "understudy/shop-source" = var.key_arn, "understudy/shop-target" = var.key_arn }
    error_message = "a secret for each login, under the key of secrets"
  }
  assert {
    condition     = keys(aws_secretsmanager_secret_version.this) == ["shop-source"] && aws_secretsmanager_secret_version.this["shop-source"].secret_string_wo_version == 1
    error_message = "a password is written where there is a version of it"
  }
  assert {
    condition     = aws_secretsmanager_secret_version.this["shop-source"].secret_string_wo == null && aws_secretsmanager_secret_version.this["shop-source"].secret_string == null
    error_message = "a password is in the state"
  }
  assert {
    condition     = alltrue([for policy in aws_secretsmanager_secret_policy.this : policy.block_public_policy && [for statement in jsondecode(policy.policy).Statement : "${statement.Effect} ${statement.Sid}"] == ["Deny DenyOtherAccounts"]])
    error_message = "other accounts are kept out"
  }
  assert {
    condition     = keys(output.secret_arns) == ["shop-source", "shop-target"]
    error_message = "ARNs by login"
  }
}

run "readers" {
  command = apply
  variables {
    readers = ["arn:aws:iam::123456789012:role/understudy-task"]
  }
  assert {
    condition     = alltrue([for policy in aws_secretsmanager_secret_policy.this : jsondecode(policy.policy).Statement[1].Condition == { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/understudy-task" } }])
    error_message = "others are denied"
  }
}

run "a_password_for_nobody" {
  command = plan
  variables {
    passwords = { shop-source = "planted-password", sohp-target = "planted-password" }
  }
  expect_failures = [var.passwords]
}

run "a_password_that_is_missing" {
  command = plan
  variables {
    passwords = {}
  }
  expect_failures = [var.passwords]
}

run "a_version_that_is_none" {
  command = plan
  variables {
    logins = { shop-source = { host = "source.example.com", port = 5432, username = "reader", password_version = 1.5 } }
  }
  expect_failures = [var.logins]
}

run "a_name_that_is_none" {
  command = plan
  variables {
    logins    = { "shop source" = { host = "source.example.com", port = 5432, username = "reader" } }
    passwords = {}
  }
  expect_failures = [var.logins]
}

run "a_port_that_is_none" {
  command = plan
  variables {
    logins    = { shop-source = { host = "source.example.com", port = 0, username = "reader" } }
    passwords = {}
  }
  expect_failures = [var.logins]
}

run "a_key_by_its_alias" {
  command = plan
  variables {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/aws/secretsmanager"
  }
  expect_failures = [var.key_arn]
}

run "a_reader_that_is_no_role" {
  command = plan
  variables {
    readers = ["*"]
  }
  expect_failures = [var.readers]
}

run "a_window_that_is_none" {
  command = plan
  variables {
    recovery_window_in_days = 3
  }
  expect_failures = [var.recovery_window_in_days]
}
