output "start" {
  description = "Starts a run of all databases."
  value       = "aws stepfunctions start-execution --state-machine-arn ${module.understudy.state_machine_arn} --input '${module.understudy.execution_input}'"
}

output "dashboard_name" {
  description = "What to look at."
  value       = module.understudy.dashboard_name
}

output "security_group_ids" {
  description = "What the databases' security groups must let in."
  value       = module.understudy.security_group_ids
}
