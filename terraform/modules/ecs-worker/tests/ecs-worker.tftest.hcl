variables {
  name        = "understudy"
  image       = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  bucket_name = "understudy-artifacts"
  key_arns = {
    artifacts = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    secrets   = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000002"
    logs      = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000003"
    data      = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000004"
  }
}

run "everything" {
  command = apply

  variables {
    secret_arns     = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:understudy/shop-source-AbCdEf"]
    secret_key_arns = ["arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-00000000000b"]
    iam_logins      = [{ resource_id = "db-ABC", username = "reader" }]
    dms = {
      endpoint_arns = ["arn:aws:dms:eu-west-1:123456789012:endpoint:A", "arn:aws:dms:eu-west-1:123456789012:endpoint:B"]
      instance_arns = ["arn:aws:dms:eu-west-1:123456789012:rep:C"]
      jobs          = ["understudy-shop", "understudy-orders"]
    }
    ca_bundle_path = "/etc/ssl/rds.pem"
    environment    = { AWS_USE_DUALSTACK_ENDPOINT = "true" }
  }

  # ---- the container ----

  assert {
    condition     = length(jsondecode(aws_ecs_task_definition.this.container_definitions)) == 1
    error_message = "there is one container"
  }
  assert {
    condition = { for key, value in jsondecode(aws_ecs_task_definition.this.container_definitions)[0] : key => value if contains(["name", "image", "user", "readonlyRootFilesystem", "stopTimeout", "essential"], key) } == {
      name                   = "worker"
      image                  = var.image
      user                   = "10001:10001"
      readonlyRootFilesystem = true
      stopTimeout            = 120
      essential              = true
    }
    error_message = "by digest, not root, on a root that is read-only, with two minutes to stop"
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities.drop == ["ALL"]
    error_message = "it has no capabilities"
  }
  assert {
    condition = { for variable in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : variable.name => variable.value } == {
      PGSSLROOTCERT              = "/etc/ssl/rds.pem"
      SSL_CERT_FILE              = "/etc/ssl/rds.pem"
      UNDERSTUDY_METRICS         = "emf"
      AWS_USE_DUALSTACK_ENDPOINT = "true"
    }
    error_message = "its environment"
  }
  assert {
    condition     = !can(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets)
    error_message = "passwords are read at run time, by the worker, and never put into its environment"
  }
  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64" && aws_ecs_task_definition.this.network_mode == "awsvpc" && aws_ecs_task_definition.this.cpu == "1024" && aws_ecs_task_definition.this.memory == "2048"
    error_message = "a Fargate task"
  }
  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 365 && aws_cloudwatch_log_group.this.kms_key_id == var.key_arns.logs && aws_ecs_cluster.this.configuration[0].managed_storage_configuration[0].fargate_ephemeral_storage_kms_key_id == var.key_arns.data
    error_message = "logs expire; logs and storage are encrypted"
  }

  # ---- the roles ----

  assert {
    condition = alltrue([for role in [aws_iam_role.task, aws_iam_role.execution] : [for statement in jsondecode(role.assume_role_policy).Statement : statement.Condition] == [{
      StringEquals = { "aws:SourceAccount" = "123456789012" }
      ArnLike      = { "aws:SourceArn" = "arn:aws:ecs:eu-west-1:123456789012:*" }
    }]])
    error_message = "ECS takes the roles for tasks of this account alone"
  }
  assert {
    condition = toset(flatten([for policy in [aws_iam_role_policy.task.policy, aws_iam_role_policy.execution.policy] :
      [for statement in jsondecode(policy).Statement : statement.Sid if contains(flatten([statement.Resource]), "*")]
    ])) == toset(["RegistryToken", "AnswerTaskTokens", "ListDms"])
    error_message = "a statement is about everything, and is none of those that cannot be otherwise"
  }
  assert {
    condition = alltrue(flatten([for policy in [aws_iam_role_policy.task.policy, aws_iam_role_policy.execution.policy] :
      [for statement in jsondecode(policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]]
    ]))
    error_message = "actions are named one by one"
  }
  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Sid => flatten([statement.Action, statement.Resource]) if !contains(["ListDms", "MakeDms", "RunDms"], statement.Sid) } == {
      ReadJobs         = ["s3:GetObject", "arn:aws:s3:::understudy-artifacts/jobs/*"]
      Artifacts        = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", "arn:aws:s3:::understudy-artifacts/artifacts/*"]
      ListArtifacts    = ["s3:ListBucket", "arn:aws:s3:::understudy-artifacts"]
      KeyOfArtifacts   = ["kms:Decrypt", "kms:GenerateDataKey", var.key_arns.artifacts]
      AnswerTaskTokens = ["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess", "*"]
      Passwords        = ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:understudy/shop-source-AbCdEf"]
      KeysOfPasswords  = ["kms:Decrypt", var.key_arns.secrets, "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-00000000000b"]
      LoginsByToken    = ["rds-db:connect", "arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/reader"]
    }
    error_message = "what the worker may do"
  }
  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Sid => statement.Condition if can(statement.Condition) } == {
      ListArtifacts   = { StringLike = { "s3:prefix" = ["artifacts/*", "jobs/*"] } }
      KeyOfArtifacts  = { StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com" } }
      KeysOfPasswords = { StringEquals = { "kms:ViaService" = "secretsmanager.eu-west-1.amazonaws.com" } }
      MakeDms         = { StringEquals = { "aws:RequestTag/understudy:job" = ["understudy-orders", "understudy-shop"] } }
      RunDms          = { StringEquals = { "aws:ResourceTag/understudy:job" = ["understudy-orders", "understudy-shop"] } }
    }
    error_message = "keys are used by way of the service that they are for; tasks are those of these jobs"
  }
  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : toset(statement.Resource) if statement.Sid == "MakeDms"]) == toset([
      "arn:aws:dms:eu-west-1:123456789012:endpoint:A", "arn:aws:dms:eu-west-1:123456789012:endpoint:B", "arn:aws:dms:eu-west-1:123456789012:rep:C",
      "arn:aws:dms:eu-west-1:123456789012:task:*", "arn:aws:dms:eu-west-1:123456789012:replication-config:*",
    ])
    error_message = "tasks are made of these endpoints and this instance"
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement.Resource if statement.Sid == "Image"]) == "arn:aws:ecr:eu-west-1:123456789012:repository/tools/understudy"
    error_message = "one repository is pulled from"
  }

  # ---- what others get ----

  assert {
    condition     = output.container_name == "worker" && output.task_definition_arn == "arn:aws:ecs:eu-west-1:123456789012:task-definition/understudy:${aws_ecs_task_definition.this.revision}" && output.cluster_arn == "arn:aws:ecs:eu-west-1:123456789012:cluster/understudy"
    error_message = "outputs"
  }
}

run "nothing_but_artifacts" {
  command = apply
  variables {
    cpu_architecture = "X86_64"
    size             = { cpu = 4096, memory = 16384, storage = 200 }
  }
  assert {
    condition     = toset([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Sid]) == toset(["ReadJobs", "Artifacts", "ListArtifacts", "KeyOfArtifacts", "AnswerTaskTokens"])
    error_message = "without databases and DMS it may do nothing with them"
  }
  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "X86_64" && aws_ecs_task_definition.this.ephemeral_storage[0].size_in_gib == 200
    error_message = "another architecture, another size"
  }
}

run "an_image_by_its_tag" {
  command = plan
  variables {
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy:latest"
  }
  expect_failures = [var.image]
}

run "an_image_of_another_registry" {
  command = plan
  variables {
    image = "docker.io/library/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
  expect_failures = [var.image]
}

run "an_architecture_that_there_is_not" {
  command = plan
  variables {
    cpu_architecture = "amd64"
  }
  expect_failures = [var.cpu_architecture]
}

run "a_size_that_there_is_not" {
  command = plan
  variables {
    size = { cpu = 1024, memory = 1024 }
  }
  expect_failures = [var.size]
}

run "too_little_storage" {
  command = plan
  variables {
    size = { storage = 20 }
  }
  expect_failures = [var.size]
}

run "a_password_in_the_environment" {
  command = plan
  variables {
    environment = { PGPASSWORD = "planted-password" }
  }
  expect_failures = [var.environment]
}

run "a_job_in_the_environment" {
  command = plan
  variables {
    environment = { UNDERSTUDY_JOB_URI = "s3://understudy-artifacts/jobs/shop.json" }
  }
  expect_failures = [var.environment]
}

run "a_bundle_nowhere" {
  command = plan
  variables {
    ca_bundle_path = "rds.pem"
  }
  expect_failures = [var.ca_bundle_path]
}

run "all_secrets" {
  command = plan
  variables {
    secret_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:*"]
  }
  expect_failures = [var.secret_arns]
}

run "a_key_by_its_alias" {
  command = plan
  variables {
    key_arns = { artifacts = "alias/a", secrets = "alias/s", logs = "alias/l", data = "alias/d" }
  }
  expect_failures = [var.key_arns]
}

run "a_secrets_key_by_its_alias" {
  command = plan
  variables {
    secret_key_arns = ["alias/aws/secretsmanager"]
  }
  expect_failures = [var.secret_key_arns]
}

run "a_login_of_everybody" {
  command = plan
  variables {
    iam_logins = [{ resource_id = "db-ABC", username = "*" }]
  }
  expect_failures = [var.iam_logins]
}

run "a_login_at_a_name" {
  command = plan
  variables {
    iam_logins = [{ resource_id = "shop", username = "reader" }]
  }
  expect_failures = [var.iam_logins]
}

run "all_endpoints" {
  command = plan
  variables {
    dms = { endpoint_arns = ["arn:aws:dms:eu-west-1:123456789012:endpoint:*"], jobs = ["shop"] }
  }
  expect_failures = [var.dms]
}

run "tasks_of_any_job" {
  command = plan
  variables {
    dms = { endpoint_arns = ["arn:aws:dms:eu-west-1:123456789012:endpoint:A"] }
  }
  expect_failures = [var.dms]
}

run "a_bucket_that_is_none" {
  command = plan
  variables {
    bucket_name = "s3://understudy-artifacts"
  }
  expect_failures = [var.bucket_name]
}

run "logs_for_100_days" {
  command = plan
  variables {
    log_retention_days = 100
  }
  expect_failures = [var.log_retention_days]
}
