# The whole system. What a module is for, its README says.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  uses_dms = anytrue([for database in var.databases : database.load != "understudy"])

  bucket_name = var.bucket_name != "" ? var.bucket_name : "${var.name}-artifacts-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.region}"
}

module "kms" {
  source = "./modules/kms"

  name                    = var.name
  deletion_window_in_days = var.retention.deleted_keys
}

module "artifacts" {
  source = "./modules/artifacts"

  bucket_name               = local.bucket_name
  key_arn                   = module.kms.keys["artifacts"]
  retention_days            = var.retention.artifacts
  noncurrent_retention_days = var.retention.noncurrent_artifacts
  force_destroy             = var.force_destroy
}

module "network" {
  source = "./modules/network"

  name                = var.name
  vpc                 = var.network.vpc
  interface_endpoints = var.network.interface_endpoints
  s3_gateway          = var.network.s3_gateway
  https_cidrs         = var.network.https_cidrs
  databases           = var.network.databases
  bucket_arns         = [module.artifacts.bucket_arn]
}

module "secrets" {
  source = "./modules/secrets"

  name                    = var.name
  key_arn                 = module.kms.keys["secrets"]
  recovery_window_in_days = var.retention.deleted_secrets
  logins                  = local.logins
  passwords               = var.passwords
}

module "dms" {
  source = "./modules/dms"
  count  = local.uses_dms ? 1 : 0

  name               = var.name
  key_arn            = module.kms.keys["data"]
  log_key_arn        = module.kms.keys["logs"]
  secret_key_arns    = local.secret_key_arns
  subnet_ids         = module.network.private_subnet_ids
  security_group_id  = module.network.dms_security_group_id
  instance           = merge(var.dms.instance, { made = anytrue([for database in var.databases : database.load == "dms"]) })
  ca_certificate_pem = var.dms.ca_certificate_pem
  make_account_roles = var.dms.make_account_roles
  log_retention_days = var.retention.logs

  databases = { for name, database in var.databases : name => {
    source        = { engine = database.source.engine, database = database.source.database, secret_arn = local.secret_arns["${name}-source"] }
    target        = { engine = database.target.engine, database = database.target.database, secret_arn = local.secret_arns["${name}-target"] }
    boolean       = database.boolean
    varchar_bytes = database.varchar_bytes
    changes       = try(yamldecode(database.job).dms.task, "full_load") != "full_load"
  } if database.load != "understudy" }
}

module "worker" {
  source = "./modules/ecs-worker"

  name             = var.name
  image            = var.worker.image
  cpu_architecture = var.worker.cpu_architecture
  size             = var.worker.size
  ca_bundle_path   = var.worker.ca_bundle_path
  environment      = var.worker.environment
  bucket_name      = module.artifacts.bucket_name
  key_arns         = module.kms.keys
  secret_arns      = distinct(values(local.secret_arns))
  secret_key_arns  = setsubtract(local.secret_key_arns, [module.kms.keys["secrets"]])
  iam_logins       = distinct([for side in local.sides : { resource_id = side.iam_resource_id, username = side.username } if side.iam_resource_id != null])
  dms = local.uses_dms ? {
    endpoint_arns = flatten([for endpoints in module.dms[0].endpoint_arns : values(endpoints)])
    instance_arns = compact([module.dms[0].instance_arn])
    jobs          = [for name, database in var.databases : local.job_names[name] if database.load != "understudy"]
  } : {}
  log_retention_days = var.retention.logs
}

module "workflow" {
  source = "./modules/workflow"

  name                  = var.name
  artifacts_bucket_name = module.artifacts.bucket_name
  key_arns              = { artifacts = module.kms.keys["artifacts"], logs = module.kms.keys["logs"] }
  max_concurrency       = var.workflow.max_concurrency
  attempts              = var.workflow.attempts
  timeouts              = var.workflow.timeouts
  emails                = var.workflow.emails
  log_retention_days    = var.retention.logs

  worker = {
    cluster_arn         = module.worker.cluster_arn
    task_definition_arn = module.worker.task_definition_arn
    container_name      = module.worker.container_name
    task_role_arn       = module.worker.task_role_arn
    execution_role_arn  = module.worker.execution_role_arn
    subnet_ids          = module.network.private_subnet_ids
    security_group_ids  = [module.network.worker_security_group_id]
  }

  schedules = { for schedule, refresh in var.refresh : schedule => {
    expression = refresh.expression
    timezone   = refresh.timezone
    enabled    = refresh.enabled
    databases = [for name in refresh.databases : merge(local.inputs[name], {
      job_uri = "s3://${module.artifacts.bucket_name}/${aws_s3_object.refresh[name].key}"
    })]
  } }
}

module "observability" {
  source = "./modules/observability"

  name                  = var.name
  topic_arn             = module.workflow.topic_arn
  state_machine_arn     = module.workflow.state_machine_arn
  worker_log_group_name = module.worker.log_group_name
  thresholds            = var.thresholds
  dms = local.uses_dms ? {
    instance_id    = module.dms[0].instance_id
    storage        = var.dms.instance.storage
    log_group_name = module.dms[0].log_group_name
  } : {}
}
