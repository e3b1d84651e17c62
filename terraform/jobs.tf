# The job spec of each database: var.databases' job, and what is known here. No secret is in it, only where one is.

locals {
  engines = {
    postgres          = { scheme = "postgres", port = 5432, verified = "sslmode=verify-full" }
    aurora-postgresql = { scheme = "postgres", port = 5432, verified = "sslmode=verify-full" }
    mysql             = { scheme = "mysql", port = 3306, verified = "ssl-mode=VERIFY_IDENTITY" }
    aurora-mysql      = { scheme = "mysql", port = 3306, verified = "ssl-mode=VERIFY_IDENTITY" }
    mariadb           = { scheme = "mysql", port = 3306, verified = "ssl-mode=VERIFY_IDENTITY" }
  }

  # NAME-source and NAME-target.
  sides = merge(flatten([for name, database in var.databases : [for which, side in { source = database.source, target = database.target } :
    { "${name}-${which}" = merge(side, { port = coalesce(side.port, local.engines[side.engine].port) }) }
  ]])...)

  logins = { for name, side in local.sides : name => {
    host             = side.host
    port             = side.port
    username         = side.username
    password_version = side.password_version
  } if side.secret_arn == null }

  secret_arns     = { for name, side in local.sides : name => side.secret_arn == null ? module.secrets.secret_arns[name] : side.secret_arn }
  secret_key_arns = distinct(concat([module.kms.keys["secrets"]], compact([for side in local.sides : side.secret_key_arn])))

  connections = { for name, side in local.sides : name => {
    url      = "${local.engines[side.engine].scheme}://${urlencode(side.username)}@${side.host}:${side.port}/${urlencode(side.database)}?${local.engines[side.engine].verified}"
    password = { for key, value in { iam = true, secret = local.secret_arns[name], key = "password" } : key => value if(key == "iam") == (side.iam_resource_id != null) }
  } }

  # DMS tasks are called after their jobs: two systems of one account must not share one.
  job_names = { for name in keys(var.databases) : name => "${var.name}-${name}" }

  # Of these a job holds what its way of loading needs.
  by_dms = { for name, database in var.databases : name => { for key, value in {
    source_endpoint_arn    = try(module.dms[0].endpoint_arns[name].source, null)
    target_endpoint_arn    = try(module.dms[0].endpoint_arns[name].target, null)
    map_boolean_as_boolean = database.boolean
    instance_arn           = database.load == "dms" ? module.dms[0].instance_arn : null
    compute = database.load != "serverless" ? null : {
      max_capacity_units = var.dms.max_capacity_units
      subnet_group       = module.dms[0].subnet_group_id
      security_group     = module.network.dms_security_group_id
    }
  } : key => value if value != null } }

  jobs = { for name, database in var.databases : name => { for key, value in merge(yamldecode(database.job), {
    version       = 1
    name          = local.job_names[name]
    source        = local.connections["${name}-source"]
    target        = local.connections["${name}-target"]
    artifacts_key = module.kms.keys["artifacts"]
    load          = merge(try(yamldecode(database.job).load, {}), { by = database.load == "understudy" ? "understudy" : "dms" })
    dms           = merge(try(yamldecode(database.job).dms, {}), local.by_dms[name])
  }) : key => value if key != "dms" || database.load != "understudy" } }

  # What the state machine is started with.
  inputs = { for name, database in var.databases : name => {
    name    = name
    job_uri = "s3://${module.artifacts.bucket_name}/jobs/${name}.json"
    load    = database.load
    wait    = database.wait
    approve = database.approve
  } }
}

resource "aws_s3_object" "job" {
  for_each = var.databases

  bucket                 = module.artifacts.bucket_name
  key                    = "jobs/${each.key}.json"
  content                = jsonencode(local.jobs[each.key])
  content_type           = "application/json"
  server_side_encryption = "aws:kms"
  kms_key_id             = module.kms.keys["artifacts"]
}

# The same again, over yesterday's target.
resource "aws_s3_object" "refresh" {
  for_each = toset(flatten([for refresh in var.refresh : refresh.databases]))

  bucket                 = module.artifacts.bucket_name
  key                    = "jobs/${each.key}.refresh.json"
  content                = jsonencode(merge(local.jobs[each.key], { existing = "refresh" }))
  content_type           = "application/json"
  server_side_encryption = "aws:kms"
  kms_key_id             = module.kms.keys["artifacts"]
}
