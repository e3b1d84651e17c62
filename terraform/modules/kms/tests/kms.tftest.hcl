variables {
  name = "understudy"
}

run "keys" {
  command = apply

  assert {
    condition     = toset(keys(aws_kms_key.this)) == toset(["artifacts", "secrets", "logs", "data"])
    error_message = "one key for each class of data"
  }
  assert {
    condition     = alltrue([for key in aws_kms_key.this : key.enable_key_rotation && key.rotation_period_in_days == 365 && key.deletion_window_in_days == 30])
    error_message = "keys rotate, and can be recovered for a month"
  }
  assert {
    condition     = toset([for alias in aws_kms_alias.this : alias.name]) == toset(["alias/understudy-artifacts", "alias/understudy-secrets", "alias/understudy-logs", "alias/understudy-data"])
    error_message = "each has an alias"
  }
  assert {
    condition     = alltrue([for class, arn in output.keys : endswith(arn, ":key/${aws_kms_key.this[class].key_id}")])
    error_message = "outputs are ARNs of keys"
  }

  # The account delegates to IAM, and whatever else a policy allows is to a service, under a condition.
  assert {
    condition = alltrue(flatten([for key in aws_kms_key.this : [for statement in jsondecode(key.policy).Statement :
      statement.Sid == "AccountDelegatesByIam"
      ? statement.Principal == { AWS = "arn:aws:iam::123456789012:root" }
      : keys(statement.Principal) == ["Service"] && can(statement.Condition) && statement.Action != "kms:*"
    ]]))
    error_message = "a key's policy lets somebody in without a condition"
  }
  assert {
    condition = { for class, key in aws_kms_key.this : class => [for statement in jsondecode(key.policy).Statement : statement.Sid] } == {
      artifacts = ["AccountDelegatesByIam", "LogsOfStateMachines"]
      secrets   = ["AccountDelegatesByIam"]
      logs      = ["AccountDelegatesByIam", "CloudWatchLogs", "Alarms"]
      data      = ["AccountDelegatesByIam", "FargateStorage", "FargateStorageGrants"]
    }
    error_message = "each key serves its own class of data"
  }
  assert {
    condition = one([for statement in jsondecode(aws_kms_key.this["logs"].policy).Statement : statement.Condition if statement.Sid == "CloudWatchLogs"]) == {
      ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-1:123456789012:log-group:*" }
    }
    error_message = "CloudWatch Logs uses the key for log groups of this account"
  }
}

run "a_name_with_capitals" {
  command = plan
  variables {
    name = "Understudy"
  }
  expect_failures = [var.name]
}

run "a_name_that_is_too_long" {
  command = plan
  variables {
    name = "a-name-of-more-than-twenty-four"
  }
  expect_failures = [var.name]
}

run "rotation_too_often" {
  command = plan
  variables {
    rotation_period_in_days = 89
  }
  expect_failures = [var.rotation_period_in_days]
}

run "deletion_too_soon" {
  command = plan
  variables {
    deletion_window_in_days = 6
  }
  expect_failures = [var.deletion_window_in_days]
}
