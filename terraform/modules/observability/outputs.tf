output "alarm_names" {
  description = "All alarms."
  value = concat(
    [for alarm in aws_cloudwatch_metric_alarm.executions : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.exits : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.dms_errors : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.instance : alarm.alarm_name],
  )
}

output "dashboard_name" {
  description = "The dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
