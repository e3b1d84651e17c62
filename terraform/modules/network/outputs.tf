output "vpc_id" {
  description = "The VPC."
  value       = local.vpc_id
}

output "private_subnet_ids" {
  description = "Subnets of tasks, endpoints and DMS."
  value       = local.subnet_ids
}

output "route_table_ids" {
  description = "Route tables of the subnets: where a peering's routes to the databases belong."
  value       = local.route_table_ids
}

output "worker_security_group_id" {
  description = "Security group of tasks: the databases' groups must let it in."
  value       = aws_security_group.worker.id
}

output "dms_security_group_id" {
  description = "Security group of DMS: the databases' groups must let it in."
  value       = aws_security_group.dms.id
}

output "endpoint_ids" {
  description = "VPC endpoints by service."
  value       = merge({ for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.id }, { for endpoint in aws_vpc_endpoint.s3 : "s3" => endpoint.id })
}
