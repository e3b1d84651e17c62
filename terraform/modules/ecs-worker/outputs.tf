output "cluster_arn" {
  description = "The cluster."
  value       = "${local.ecs}:cluster/${aws_ecs_cluster.this.name}"
}

output "cluster_name" {
  description = "Its name."
  value       = aws_ecs_cluster.this.name
}

output "task_definition_arn" {
  description = "The task definition, with its revision: what the next command of any run works with."
  value       = "${local.ecs}:task-definition/${aws_ecs_task_definition.this.family}:${aws_ecs_task_definition.this.revision}"
}

output "task_definition_family" {
  description = "The task definition's name."
  value       = aws_ecs_task_definition.this.family
}

output "container_name" {
  description = "The container that overrides are for."
  value       = local.container
}

output "task_role_arn" {
  description = "The role by which the worker works."
  value       = local.task_role_arn
  depends_on  = [aws_iam_role_policy.task]
}

output "execution_role_arn" {
  description = "The role by which ECS starts it."
  value       = local.execution_role_arn
  depends_on  = [aws_iam_role_policy.execution]
}

output "log_group_name" {
  description = "Where its logs and metrics are."
  value       = aws_cloudwatch_log_group.this.name
}
