variables {
  worker = { image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  dms    = { ca_certificate_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n", max_capacity_units = 8 }
  databases = {
    shop = {
      source  = { engine = "postgres", host = "source.example.com", database = "shop", username = "rea@der", password_version = 1 }
      target  = { engine = "aurora-mysql", host = "target.example.com", port = 3307, username = "builder", password_version = 2 }
      boolean = true
      job     = <<-YAML
        masking:
          - { column: "*.*.email", action: hash_mask }
        dms: { lob_mode: inline }
        load: { verify: counts }
      YAML
    }
    orders = {
      source  = { engine = "mysql", host = "source.example.com", database = "orders", username = "reader", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf", secret_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-00000000000b" }
      target  = { engine = "postgres", host = "target.example.com", database = "orders", username = "builder", iam_resource_id = "db-ABC" }
      load    = "serverless"
      wait    = "token"
      approve = "always"
      job     = "masking: none"
    }
    small = {
      source = { engine = "mariadb", host = "10.0.0.1", database = "small", username = "reader" }
      target = { engine = "mysql", host = "10.0.0.2", database = "small", username = "builder" }
      load   = "understudy"
      job    = "masking: none"
    }
  }
  passwords = { shop-source = "planted-password-1", shop-target = "planted-password-2" }
}

run "everything" {
  command = apply

  variables {
    refresh = { nightly = { expression = "cron(0 2 * * ? *)", databases = ["shop"] } }
  }

  # ---- job specs ----

  assert {
    condition     = { for name, object in aws_s3_object.job : name => object.key } == { shop = "jobs/shop.json", orders = "jobs/orders.json", small = "jobs/small.json" } && keys(aws_s3_object.refresh) == ["shop"]
    error_message = "a job spec for each database, and one for what is refreshed"
  }
  assert {
    condition = jsondecode(aws_s3_object.job["shop"].content) == {
      version       = 1
      name          = "understudy-shop"
      artifacts_key = output.key_arns.artifacts
      source = {
        url      = "postgres://rea%40der@source.example.com:5432/shop?sslmode=verify-full"
        password = { secret = output.secret_arns["shop-source"], key = "password" }
      }
      target = {
        url      = "mysql://builder@target.example.com:3307/?ssl-mode=VERIFY_IDENTITY"
        password = { secret = output.secret_arns["shop-target"], key = "password" }
      }
      masking = [{ column = "*.*.email", action = "hash_mask" }]
      load    = { by = "dms", verify = "counts" }
      dms = {
        lob_mode               = "inline"
        map_boolean_as_boolean = true
        source_endpoint_arn    = module.dms[0].endpoint_arns.shop.source
        target_endpoint_arn    = module.dms[0].endpoint_arns.shop.target
        instance_arn           = module.dms[0].instance_arn
      }
    }
    error_message = "the job of what a task loads"
  }
  assert {
    condition     = jsondecode(aws_s3_object.job["orders"].content).source.password == { secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf", key = "password" } && jsondecode(aws_s3_object.job["orders"].content).target.password == { iam = true }
    error_message = "a secret that is there, and a login by tokens"
  }
  assert {
    condition     = jsondecode(aws_s3_object.job["orders"].content).dms.compute == { max_capacity_units = 8, subnet_group = "understudy", security_group = module.network.dms_security_group_id } && !can(jsondecode(aws_s3_object.job["orders"].content).dms.instance_arn)
    error_message = "the job of what is loaded without an instance"
  }
  assert {
    condition     = jsondecode(aws_s3_object.job["small"].content).load.by == "understudy" && !can(jsondecode(aws_s3_object.job["small"].content).dms)
    error_message = "the job of what understudy loads"
  }
  assert {
    condition     = jsondecode(aws_s3_object.refresh["shop"].content) == merge(jsondecode(aws_s3_object.job["shop"].content), { existing = "refresh" })
    error_message = "a refresh is the same job over yesterday's target"
  }
  assert {
    condition     = alltrue([for object in concat(values(aws_s3_object.job), values(aws_s3_object.refresh)) : object.server_side_encryption == "aws:kms" && object.kms_key_id == output.key_arns.artifacts && !strcontains(object.content, "planted-password")])
    error_message = "job specs are encrypted, and no password is in them"
  }

  # ---- what a run is started with ----

  assert {
    condition = jsondecode(output.execution_input) == { databases = [
      { name = "orders", job_uri = "s3://${output.bucket_name}/jobs/orders.json", load = "serverless", wait = "token", approve = "always" },
      { name = "shop", job_uri = "s3://${output.bucket_name}/jobs/shop.json", load = "dms", wait = "sync", approve = "on_findings" },
      { name = "small", job_uri = "s3://${output.bucket_name}/jobs/small.json", load = "understudy", wait = "sync", approve = "on_findings" },
    ] }
    error_message = "a run of all databases"
  }
  assert {
    condition     = output.bucket_name == "understudy-artifacts-123456789012-eu-west-1" && keys(output.secret_arns) == ["orders-target", "shop-source", "shop-target", "small-source", "small-target"]
    error_message = "names of this account and region; secrets for whoever has none"
  }
}

run "without_dms" {
  command = apply
  variables {
    databases = { small = { source = { engine = "mysql", host = "10.0.0.1", username = "reader" }, target = { engine = "mysql", host = "10.0.0.2", username = "builder" }, load = "understudy", job = "masking: none" } }
    passwords = {}
  }
  assert {
    condition     = length(module.dms) == 0
    error_message = "nothing of DMS is made where nothing is loaded by it"
  }
}

run "a_name_that_is_none" {
  command = plan
  variables {
    name = "under_study"
  }
  expect_failures = [var.name]
}

run "a_bucket_that_is_none" {
  command = plan
  variables {
    bucket_name = "Artifacts"
  }
  expect_failures = [var.bucket_name]
}

run "logs_for_100_days" {
  command = plan
  variables {
    retention = { logs = 100 }
  }
  expect_failures = [var.retention]
}

run "an_engine_that_there_is_not" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "oracle", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "masking: none" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_host_with_a_port" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a:3306", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "masking: none" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_way_of_loading_that_there_is_not" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "glue", job = "masking: none" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_word_for_approve_that_there_is_not" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", approve = "sometimes", job = "masking: none" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_job_without_masking" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "names: lower" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_job_that_says_where" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "{masking: none, source: {url: 'mysql://root:planted-password@a/'}}" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "a_job_that_is_no_mapping" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader" }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "[masking" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "two_secrets_for_one_login" {
  command = plan
  variables {
    databases = { shop = { source = { engine = "mysql", host = "a", username = "reader", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a", password_version = 1 }, target = { engine = "mysql", host = "b", username = "builder" }, load = "understudy", job = "masking: none" } }
    passwords = {}
  }
  expect_failures = [var.databases]
}

run "units_that_there_are_not" {
  command = plan
  variables {
    dms = { max_capacity_units = 3, ca_certificate_pem = "-----BEGIN CERTIFICATE-----" }
  }
  expect_failures = [var.dms]
}

run "a_refresh_of_nothing" {
  command = plan
  variables {
    refresh = { nightly = { expression = "cron(0 2 * * ? *)", databases = ["shpo"] } }
  }
  expect_failures = [var.refresh]
}
