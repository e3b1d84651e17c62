variables {
  name                  = "understudy"
  topic_arn             = "arn:aws:sns:eu-west-1:123456789012:understudy-runs"
  state_machine_arn     = "arn:aws:states:eu-west-1:123456789012:stateMachine:understudy"
  worker_log_group_name = "/understudy/understudy/worker"
}

run "with_an_instance" {
  command = apply
  variables {
    dms = { instance_id = "understudy", storage = 200, log_group_name = "dms-tasks-understudy" }
  }

  assert {
    condition = toset(output.alarm_names) == toset([for alarm in [
      "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted", "ExecutionThrottled",
      "WorkerBugs", "WorkerRefused", "WorkerTransient", "WorkerDifferences",
      "DmsErrors", "DmsCPUUtilization", "DmsFreeableMemory", "DmsFreeStorageSpace",
    ] : "understudy-${alarm}"])
    error_message = "alarms"
  }
  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.executions), values(aws_cloudwatch_metric_alarm.exits), aws_cloudwatch_metric_alarm.dms_errors, values(aws_cloudwatch_metric_alarm.instance)) : alarm.alarm_actions == toset([var.topic_arn]) && alarm.treat_missing_data == "notBreaching" && alarm.alarm_description != ""])
    error_message = "each alarm tells somebody, what to do, and not that nothing runs"
  }
  assert {
    condition     = alltrue([for name, filter in aws_cloudwatch_log_metric_filter.exits : filter.metric_transformation[0].name == aws_cloudwatch_metric_alarm.exits[name].metric_name && filter.metric_transformation[0].namespace == aws_cloudwatch_metric_alarm.exits[name].namespace && filter.log_group_name == var.worker_log_group_name])
    error_message = "alarms look at what the filters count"
  }
  assert {
    condition = { for name, filter in aws_cloudwatch_log_metric_filter.exits : name => filter.pattern } == {
      WorkerBugs        = "{ ($.ExitCode = 70) }"
      WorkerRefused     = "{ ($.ExitCode = 64) || ($.ExitCode = 65) || ($.ExitCode = 77) || ($.ExitCode = 78) }"
      WorkerTransient   = "{ ($.ExitCode = 69) || ($.ExitCode = 74) || ($.ExitCode = 75) || ($.ExitCode = 143) }"
      WorkerDifferences = "{ ($.ExitCode = 1) }"
    }
    error_message = "exit codes stand where they belong"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.instance["FreeStorageSpace"].threshold == 30 * 1073741824
    error_message = "15 percent of the storage"
  }
  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 10 && alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.region == "eu-west-1"])
    error_message = "one page"
  }
}

run "without_an_instance" {
  command = apply
  assert {
    condition     = length(output.alarm_names) == 8 && length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 7
    error_message = "nothing of an instance that there is not"
  }
}

run "a_topic_by_its_name" {
  command = plan
  variables {
    topic_arn = "understudy-runs"
  }
  expect_failures = [var.topic_arn]
}

run "a_machine_by_its_name" {
  command = plan
  variables {
    state_machine_arn = "understudy"
  }
  expect_failures = [var.state_machine_arn]
}

run "half_of_dms" {
  command = plan
  variables {
    dms = { instance_id = "understudy" }
  }
  expect_failures = [var.dms]
}

run "percent_that_are_none" {
  command = plan
  variables {
    thresholds = { cpu_percent = 190 }
  }
  expect_failures = [var.thresholds]
}
