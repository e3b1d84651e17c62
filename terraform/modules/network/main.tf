# Subnets without a way to the internet: what tasks and DMS need of AWS they reach by endpoints, and of the rest they
# reach the databases alone.

data "aws_availability_zones" "available" {
  state = "available"
}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  is_made         = var.vpc.id == null
  vpc_id          = local.is_made ? aws_vpc.this[0].id : var.vpc.id
  subnet_ids      = local.is_made ? [for subnet in aws_subnet.private : subnet.id] : var.vpc.private_subnet_ids
  route_table_ids = local.is_made ? [aws_route_table.private[0].id] : var.vpc.route_table_ids

  region      = data.aws_region.current.region
  partition   = data.aws_partition.current.partition
  dns_reverse = join(".", reverse(split(".", data.aws_partition.current.dns_suffix))) # com.amazonaws
  # Databases that are reached by an address, and those by a group, of the workers and of DMS alike.
  clients = { worker = aws_security_group.worker.id, dms = aws_security_group.dms.id }
  reach = merge([for client, group in local.clients :
    { for name, database in var.databases : "${client}-${name}" => merge(database, { group = group, what = name }) }
  ]...)
}

# ---- the VPC, where there is none ----

resource "aws_vpc" "this" {
  count = local.is_made ? 1 : 0

  cidr_block           = var.vpc.cidr
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = { Name = var.name }
}

resource "aws_default_security_group" "closed" {
  count = local.is_made ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = { Name = "${var.name}-unused" }
}

resource "aws_subnet" "private" {
  count = local.is_made ? var.vpc.availability_zones : 0

  vpc_id            = aws_vpc.this[0].id
  cidr_block        = cidrsubnet(var.vpc.cidr, 2, count.index)
  availability_zone = data.aws_availability_zones.available.names[count.index]

  tags = { Name = "${var.name}-private-${count.index + 1}" }
}

resource "aws_route_table" "private" {
  count = local.is_made ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  count = local.is_made ? var.vpc.availability_zones : 0

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[0].id
}

# ---- who may talk to whom ----

resource "aws_security_group" "worker" {
  name        = "${var.name}-worker"
  description = "Tasks of understudy: nothing comes in"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name}-worker" }
}

resource "aws_security_group" "dms" {
  name        = "${var.name}-dms"
  description = "Replication by DMS: nothing comes in"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name}-dms" }
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Endpoints of AWS services: HTTPS of tasks and DMS comes in"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = local.clients

  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS of ${each.key}"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  for_each = local.clients

  security_group_id            = each.value
  description                  = "AWS services"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  for_each = var.s3_gateway ? local.clients : {}

  security_group_id = each.value
  description       = "S3"
  prefix_list_id    = aws_vpc_endpoint.s3[0].prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = { for pair in setproduct(keys(local.clients), var.https_cidrs) : join("-", pair) => pair }

  security_group_id = local.clients[each.value[0]]
  description       = "AWS services elsewhere"
  cidr_ipv4         = each.value[1]
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "databases" {
  for_each = local.reach

  security_group_id            = each.value.group
  description                  = "Database ${each.value.what}"
  cidr_ipv4                    = each.value.cidr
  referenced_security_group_id = each.value.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

# ---- endpoints ----

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = local.vpc_id
  service_name        = "${local.dns_reverse}.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = local.subnet_ids
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.interface_endpoints.json

  tags = { Name = "${var.name}-${each.key}" }
}

# An endpoint is a door, what goes through it is said by the roles: but no credentials of another account go through.
data "aws_iam_policy_document" "interface_endpoints" {
  statement {
    sid       = "CredentialsOfThisAccount"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  count = var.s3_gateway ? 1 : 0

  vpc_id            = local.vpc_id
  service_name      = "${local.dns_reverse}.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.route_table_ids
  policy            = data.aws_iam_policy_document.s3_endpoint.json

  tags = { Name = "${var.name}-s3" }
}

data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid       = "Artifacts"
    actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]
    resources = concat(var.bucket_arns, [for arn in var.bucket_arns : "${arn}/*"])

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  # ECR hands out signed addresses of its own bucket, which no role of this account is behind.
  statement {
    sid       = "LayersOfImages"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::prod-${local.region}-starport-layer-bucket/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
