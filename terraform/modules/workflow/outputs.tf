output "state_machine_arn" {
  description = "The state machine that a run is started with."
  value       = aws_sfn_state_machine.this["understudy"].arn
}

output "database_state_machine_arn" {
  description = "The state machine of one database: its failed executions are what is redriven."
  value       = aws_sfn_state_machine.this["database"].arn
}

output "load_state_machine_arn" {
  description = "The state machine that loads by DMS."
  value       = aws_sfn_state_machine.this["load"].arn
}

output "worker_state_machine_arn" {
  description = "The state machine that runs one command as a task."
  value       = aws_sfn_state_machine.this["worker"].arn
}

output "topic_arn" {
  description = "Where the ends of runs, and questions, are published."
  value       = aws_sns_topic.this.arn
}

output "log_group_name" {
  description = "The log group of all state machines."
  value       = aws_cloudwatch_log_group.this.name
}
