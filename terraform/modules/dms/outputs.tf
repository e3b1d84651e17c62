output "endpoint_arns" {
  description = "Endpoints by database: {source, target}."
  value = { for name in keys(var.databases) : name => {
    source = aws_dms_endpoint.this["${name}-source"].endpoint_arn
    target = aws_dms_endpoint.this["${name}-target"].endpoint_arn
  } }
}

output "instance_arn" {
  description = "The replication instance; empty where none is made."
  value       = var.instance.made ? aws_dms_replication_instance.this[0].replication_instance_arn : ""
}

output "instance_id" {
  description = "Its name; empty where none is made."
  value       = var.instance.made ? var.name : ""
}

output "subnet_group_id" {
  description = "The subnet group, for serverless replications."
  value       = aws_dms_replication_subnet_group.this.replication_subnet_group_id
}

output "log_group_name" {
  description = "Where tasks on the replication instance write; empty where none is made."
  value       = var.instance.made ? aws_cloudwatch_log_group.tasks[0].name : ""
}

output "access_role_arn" {
  description = "By which DMS reads the secrets."
  value       = local.access_role_arn
}
