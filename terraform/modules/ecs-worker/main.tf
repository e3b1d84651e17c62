# A cluster and one task definition: the worker, whose command and job each execution says. It runs only while there is
# something to do.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  suffix    = data.aws_partition.current.dns_suffix

  container = "worker"
  ecs       = "arn:${local.partition}:ecs:${local.region}:${local.account}"

  environment = merge(
    var.ca_bundle_path == "" ? {} : { PGSSLROOTCERT = var.ca_bundle_path, SSL_CERT_FILE = var.ca_bundle_path },
    { UNDERSTUDY_METRICS = "emf" },
    var.environment,
  )
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    managed_storage_configuration {
      fargate_ephemeral_storage_kms_key_id = var.key_arns.data
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/understudy/${var.name}/worker"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns.logs
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = tostring(var.size.cpu)
  memory                   = tostring(var.size.memory)
  task_role_arn            = local.task_role_arn
  execution_role_arn       = local.execution_role_arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  ephemeral_storage {
    size_in_gib = var.size.storage
  }

  # A task that is stopped has two minutes, the most that Fargate gives, to end its statements and to say where it was.
  container_definitions = jsonencode([{
    name                   = local.container
    image                  = var.image
    essential              = true
    command                = ["help"]
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    stopTimeout            = 120
    environment            = [for name, value in local.environment : { name = name, value = value }]
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.this.name
        "awslogs-region"        = local.region
        "awslogs-stream-prefix" = var.name
        "mode"                  = "non-blocking"
        "max-buffer-size"       = "25m"
      }
    }
  }])
}
