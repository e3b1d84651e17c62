output "bucket_name" {
  description = "The bucket of job specs, plans and reports."
  value       = module.artifacts.bucket_name
}

output "security_group_ids" {
  description = "Groups of tasks and of DMS: the databases' groups must let both in."
  value = {
    worker = module.network.worker_security_group_id
    dms    = module.network.dms_security_group_id
  }
}

output "network" {
  description = "The VPC, its subnets, and the route tables in which a peering's routes to the databases belong."
  value = {
    vpc_id             = module.network.vpc_id
    private_subnet_ids = module.network.private_subnet_ids
    route_table_ids    = module.network.route_table_ids
  }
}
