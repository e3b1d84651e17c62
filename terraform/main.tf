# The whole system. What a module is for, its README says.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
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
  bucket_arns         = [module.artifacts.bucket_arn]
}
