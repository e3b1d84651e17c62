# Values of the right shape that name nothing.

variables {
  name                  = "understudy"
  artifacts_bucket_name = "understudy-artifacts-123456789012"
  key_arns = {
    artifacts = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    logs      = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000002"
  }
  worker = {
    cluster_arn         = "arn:aws:ecs:eu-west-1:123456789012:cluster/understudy"
    task_definition_arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/understudy-worker:1"
    task_role_arn       = "arn:aws:iam::123456789012:role/understudy-task"
    execution_role_arn  = "arn:aws:iam::123456789012:role/understudy-execution"
    subnet_ids          = ["subnet-0a", "subnet-0b"]
    security_group_ids  = ["sg-0a"]
  }
}

run "machines" {
  command = apply

  variables {
    emails = ["dba@example.com"]
    schedules = {
      nightly = {
        expression = "cron(0 2 * * ? *)"
        timezone   = "Europe/Berlin"
        databases  = [{ name = "shop", job_uri = "s3://understudy-artifacts-123456789012/jobs/shop.yaml" }]
      }
    }
  }

  assert {
    condition     = toset(keys(aws_sfn_state_machine.this)) == toset(["understudy", "database", "load", "worker"])
    error_message = "there are four machines"
  }
  assert {
    condition = alltrue([for machine in aws_sfn_state_machine.this :
      machine.logging_configuration[0].include_execution_data == false && machine.logging_configuration[0].level == "ALL" &&
    machine.encryption_configuration[0].kms_key_id == var.key_arns.artifacts && machine.type == "STANDARD"])
    error_message = "executions are encrypted with the key of artifacts, and logs have no data of theirs"
  }
  assert {
    condition = alltrue([for machine in aws_sfn_state_machine.this :
      alltrue([for state in values(jsondecode(machine.definition).States) : state.Type != "Task" || can(state.TimeoutSeconds)]) &&
    can(jsondecode(machine.definition).TimeoutSeconds)])
    error_message = "nothing waits for ever: every task and every machine has a timeout"
  }
  assert {
    condition = alltrue([for state in values(jsondecode(aws_sfn_state_machine.this["database"].definition).States) :
    state.Type != "Fail" && !can(state.Catch)])
    error_message = "only tasks fail in the machine of a database, so that a redrive goes on with one"
  }
  assert {
    condition = alltrue(flatten([for machine in aws_sfn_state_machine.this : [for state in values(jsondecode(machine.definition).States) :
    alltrue([for retry in try(state.Retry, []) : !contains(retry.ErrorEquals, "States.ALL") && !contains(retry.ErrorEquals, "States.TaskFailed")])]]))
    error_message = "what is retried is named: no error that may stay"
  }
  assert {
    condition     = jsondecode(aws_scheduler_schedule.this["nightly"].target[0].input).databases[0].name == "shop" && !can(jsondecode(aws_scheduler_schedule.this["nightly"].target[0].input).databases[0].wait)
    error_message = "the schedule starts what it was given, without what is absent"
  }
  assert {
    condition     = aws_scheduler_schedule.this["nightly"].schedule_expression_timezone == "Europe/Berlin"
    error_message = "a schedule is in its time zone"
  }
  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.key_arns.logs && aws_sns_topic.this.kms_master_key_id == var.key_arns.logs
    error_message = "logs and notifications have the key of logs"
  }
}

run "no_wildcard_beyond_the_listed" {
  command = apply

  assert {
    condition = alltrue(flatten([for policy in concat(values(aws_iam_role_policy.machine), values(aws_iam_role_policy.common)) :
      [for statement in jsondecode(policy.policy).Statement :
    !contains(flatten([statement.Resource]), "*") || contains(["LogDelivery", "Tracing", "DescribeDms"], statement.Sid)]]))
    error_message = "only LogDelivery, Tracing and DescribeDms name no resource"
  }
  assert {
    condition = alltrue(flatten([for policy in concat(values(aws_iam_role_policy.machine), values(aws_iam_role_policy.common)) :
    [for statement in jsondecode(policy.policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]]]))
    error_message = "actions are named one by one"
  }
  assert {
    condition     = length(aws_scheduler_schedule.this) == 0 && length(aws_iam_role.scheduler) == 0
    error_message = "without schedules there is no role for them"
  }
}

run "wrong_name" {
  command = plan
  variables { name = "Under Study" }
  expect_failures = [var.name]
}

run "wrong_worker" {
  command = plan
  variables {
    worker = {
      cluster_arn         = "understudy"
      task_definition_arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/understudy-worker:1"
      task_role_arn       = "arn:aws:iam::123456789012:role/understudy-task"
      execution_role_arn  = "arn:aws:iam::123456789012:role/understudy-execution"
      subnet_ids          = ["subnet-0a"]
      security_group_ids  = ["sg-0a"]
    }
  }
  expect_failures = [var.worker]
}

run "wrong_bucket" {
  command = plan
  variables { artifacts_bucket_name = "s3://bucket" }
  expect_failures = [var.artifacts_bucket_name]
}

run "wrong_key" {
  command = plan
  variables { key_arns = { artifacts = "alias/understudy", logs = "alias/understudy" } }
  expect_failures = [var.key_arns]
}

run "wrong_wait" {
  command = plan
  variables { wait = "poll" }
  expect_failures = [var.wait]
}

run "wrong_concurrency" {
  command = plan
  variables { max_concurrency = 41 }
  expect_failures = [var.max_concurrency]
}

run "wrong_attempts" {
  command = plan
  variables { attempts = 0 }
  expect_failures = [var.attempts]
}

run "wrong_timeouts" {
  command = plan
  variables { timeouts = { command = 300, heartbeat = 300 } }
  expect_failures = [var.timeouts]
}

run "wrong_email" {
  command = plan
  variables { emails = ["dba at example.com"] }
  expect_failures = [var.emails]
}

run "wrong_schedule" {
  command = plan
  variables {
    schedules = { nightly = { expression = "02:00", databases = [{ name = "shop", job_uri = "s3://bucket/shop.yaml" }] } }
  }
  expect_failures = [var.schedules]
}

run "wrong_retention" {
  command = plan
  variables { log_retention_days = 91 }
  expect_failures = [var.log_retention_days]
}
