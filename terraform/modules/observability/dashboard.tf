# One page: runs, how workers ended, what they moved, DMS, and the last errors.

locals {
  machine = ["StateMachineArn", var.state_machine_arn]

  rows = concat([
    [
      { title = "Runs", view = "timeSeries", stat = "Sum", metrics = [for metric in ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"] : concat(["AWS/States", metric], local.machine)] },
      { title = "How long runs take (ms)", view = "timeSeries", stat = "Maximum", metrics = [concat(["AWS/States", "ExecutionTime"], local.machine)] },
      { title = "How workers ended", view = "timeSeries", stat = "Sum", metrics = [for name in keys(local.exits) : [local.namespace, name]] },
    ],
    [
      { title = "Rows", view = "timeSeries", stat = "Sum", metrics = [[{ expression = "SEARCH('{Understudy,Job,Command} MetricName=\"Rows\"', 'Sum', 300)", id = "rows" }]] },
      { title = "Seconds of each command", view = "timeSeries", stat = "Maximum", metrics = [[{ expression = "SEARCH('{Understudy,Job,Command} MetricName=\"Duration\"', 'Maximum', 300)", id = "duration" }]] },
      { title = "Critical findings", view = "timeSeries", stat = "Maximum", metrics = [[{ expression = "SEARCH('{Understudy,Job,Command} MetricName=\"FindingsCritical\"', 'Maximum', 300)", id = "findings" }]] },
    ],
    ], var.dms.instance_id == "" ? [] : [
    [for metric in ["CPUUtilization", "FreeableMemory", "FreeStorageSpace"] :
    { title = "DMS: ${metric}", view = "timeSeries", stat = "Average", metrics = [["AWS/DMS", metric, "ReplicationInstanceIdentifier", var.dms.instance_id]] }],
  ])

  charts = flatten([for y, row in local.rows : [for x, chart in row : {
    type   = "metric"
    x      = 8 * x
    y      = 6 * y
    width  = 8
    height = 6
    properties = {
      title   = chart.title
      view    = chart.view
      stat    = chart.stat
      period  = 300
      region  = local.region
      metrics = chart.metrics
    }
  }]])

  log = {
    type   = "log"
    x      = 0
    y      = 6 * length(local.rows)
    width  = 24
    height = 6
    properties = {
      title  = "Errors of workers"
      region = local.region
      view   = "table"
      query  = "SOURCE '${var.worker_log_group_name}' | filter event = 'error' or event = 'statement_failed' | fields @timestamp, job, command, class, message, hint | sort @timestamp desc | limit 50"
    }
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat(local.charts, [local.log]) })
}
