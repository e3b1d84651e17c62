output "state_machine_arn" {
  description = "The state machine that runs are started with."
  value       = module.workflow.state_machine_arn
}

output "database_state_machine_arn" {
  description = "The state machine of one database: its failed executions are what is redriven."
  value       = module.workflow.database_state_machine_arn
}

output "execution_input" {
  description = "What starts a run of all databases: aws stepfunctions start-execution --state-machine-arn ... --input \"$(terraform output -raw execution_input)\"."
  value       = jsonencode({ databases = values(local.inputs) })
}

output "job_uris" {
  description = "Job specs by database, for a worker at a desk: UNDERSTUDY_JOB_URI."
  value       = { for name, input in local.inputs : name => input.job_uri }
}

output "topic_arn" {
  description = "Where ends of runs, questions and alarms are told."
  value       = module.workflow.topic_arn
}

output "dashboard_name" {
  description = "The dashboard."
  value       = module.observability.dashboard_name
}

output "secret_arns" {
  description = "Secrets that were made, by NAME-source and NAME-target."
  value       = module.secrets.secret_arns
}

output "worker" {
  description = "What a task is run with by hand: cluster, task definition, container, log group."
  value = {
    cluster_arn         = module.worker.cluster_arn
    task_definition_arn = module.worker.task_definition_arn
    container_name      = module.worker.container_name
    log_group_name      = module.worker.log_group_name
  }
}

output "key_arns" {
  description = "KMS keys by class of data."
  value       = module.kms.keys
}

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
