# One PostgreSQL database, anonymised into another one, in a VPC that is there. Everything else is as it comes.

provider "aws" {
  region = var.region
}

module "understudy" {
  source = "../.."

  network = {
    vpc = {
      id                 = var.vpc_id
      private_subnet_ids = var.private_subnet_ids
      route_table_ids    = var.route_table_ids
    }
    databases = {
      source = { port = 5432, security_group_id = var.source_security_group_id }
      target = { port = 5432, security_group_id = var.target_security_group_id }
    }
  }

  worker = { image = var.image, ca_bundle_path = "/etc/ssl/rds.pem" }

  databases = {
    shop = {
      source = { engine = "postgres", host = var.source_host, database = "shop", username = "reader", password_version = 1 }
      target = { engine = "postgres", host = var.target_host, database = "shop", username = "builder", password_version = 1 }
      job    = file("${path.module}/shop.yaml")
    }
  }
  passwords = {
    shop-source = var.source_password
    shop-target = var.target_password
  }
}
