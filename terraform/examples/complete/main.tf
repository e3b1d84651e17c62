# All four directions, each way of loading, in a VPC of their own that is peered with the databases'; questions and alarms
# by e-mail; a refresh every night.

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "understudy", Environment = var.environment }
  }
}

module "understudy" {
  source = "../.."

  name = "understudy-${var.environment}"

  network = {
    vpc = { cidr = "10.64.0.0/22", availability_zones = 3 }
    databases = {
      postgres = { port = 5432, cidr = var.databases_cidr }
      mysql    = { port = 3306, cidr = var.databases_cidr }
    }
  }

  worker = {
    image            = var.image
    cpu_architecture = "X86_64"
    size             = { cpu = 2048, memory = 8192, storage = 50 }
    ca_bundle_path   = "/etc/ssl/rds.pem"
    environment      = { AWS_USE_FIPS_ENDPOINT = "false" }
  }

  databases = {
    # By a task on the replication instance; somebody is asked when the plan finds something critical.
    shop = {
      source = { engine = "aurora-postgresql", host = var.hosts.shop_source, database = "shop", username = "reader", password_version = 1 }
      target = { engine = "postgres", host = var.hosts.shop_target, database = "shop", username = "builder", password_version = 1 }
      job    = file("${path.module}/jobs/shop.yaml")
    }
    # Serverless, from MySQL to PostgreSQL; workers answer by token.
    orders = {
      source = { engine = "mysql", host = var.hosts.orders_source, database = "orders", username = "reader", password_version = 1 }
      target = { engine = "aurora-postgresql", host = var.hosts.orders_target, database = "orders", username = "builder", password_version = 1 }
      load   = "serverless"
      wait   = "token"
      job    = file("${path.module}/jobs/orders.yaml")
    }
    # From PostgreSQL to MySQL. Passwords are kept, and rotated, elsewhere; the source is read by IAM tokens.
    billing = {
      source  = { engine = "postgres", host = var.hosts.billing_source, database = "billing", username = "reader", secret_arn = var.billing_secret.arn, secret_key_arn = var.billing_secret.key_arn, iam_resource_id = "db-ABCDEFGHIJKL0123456789" }
      target  = { engine = "aurora-mysql", host = var.hosts.billing_target, username = "builder", password_version = 1 }
      approve = "always"
      boolean = true
      job     = file("${path.module}/jobs/billing.yaml")
    }
    # MariaDB to MySQL, copied by understudy itself: small, and nothing of it is secret.
    catalogue = {
      source  = { engine = "mariadb", host = var.hosts.catalogue_source, database = "catalogue", username = "reader", password_version = 1 }
      target  = { engine = "mysql", host = var.hosts.catalogue_target, database = "catalogue", username = "builder", password_version = 1 }
      load    = "understudy"
      approve = "never"
      job     = "masking: none"
    }
  }
  passwords = var.passwords

  dms = {
    instance           = { class = "dms.r6i.large", storage = 200, multi_az = true }
    max_capacity_units = 32
    ca_certificate_pem = var.ca_certificate_pem
    make_account_roles = var.make_account_roles
  }

  workflow = {
    max_concurrency = 2
    emails          = var.emails
    timeouts        = { approval = 86400 }
  }

  refresh = {
    nightly = {
      expression = "cron(0 2 * * ? *)"
      timezone   = "Europe/Berlin"
      databases  = ["shop", "catalogue"]
    }
  }

  retention  = { artifacts = 90, logs = 90 }
  thresholds = { transient_per_hour = 10 }
}

# ---- the way to the databases ----

resource "aws_vpc_peering_connection" "databases" {
  vpc_id      = module.understudy.network.vpc_id
  peer_vpc_id = var.databases_vpc_id
  auto_accept = true

  tags = { Name = "understudy-${var.environment}" }
}

resource "aws_route" "to_databases" {
  route_table_id            = module.understudy.network.route_table_ids[0]
  destination_cidr_block    = var.databases_cidr
  vpc_peering_connection_id = aws_vpc_peering_connection.databases.id
}

resource "aws_route" "from_databases" {
  for_each = toset(var.databases_route_table_ids)

  route_table_id            = each.value
  destination_cidr_block    = "10.64.0.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.databases.id
}
