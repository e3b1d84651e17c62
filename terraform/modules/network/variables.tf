variable "name" {
  description = "What the names of all resources start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "vpc" {
  description = "Where tasks and DMS run. With an id: that VPC, its subnets, and the route tables of these for the S3 gateway. Without: one is made of this range, with private subnets only, and is to be peered with where the databases are."
  type = object({
    id                 = optional(string)
    private_subnet_ids = optional(list(string), [])
    route_table_ids    = optional(list(string), [])
    cidr               = optional(string, "10.64.0.0/22")
    availability_zones = optional(number, 2)
  })
  nullable = false
  default  = {}

  validation {
    condition     = var.vpc.id == null || can(regex("^vpc-[0-9a-f]+$", var.vpc.id))
    error_message = "vpc.id: a VPC's id, vpc-..."
  }
  validation {
    condition     = var.vpc.id == null || length(var.vpc.private_subnet_ids) >= 2
    error_message = "vpc.private_subnet_ids: a VPC that is there needs two subnets or more, in two availability zones: DMS asks for them."
  }
  validation {
    condition     = alltrue([for id in var.vpc.private_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "vpc.private_subnet_ids: ids of subnets, subnet-..."
  }
  validation {
    condition     = alltrue([for id in var.vpc.route_table_ids : can(regex("^rtb-[0-9a-f]+$", id))])
    error_message = "vpc.route_table_ids: ids of route tables, rtb-..."
  }
  validation {
    condition     = can(cidrhost(var.vpc.cidr, 0)) && try(tonumber(split("/", var.vpc.cidr)[1]), 99) >= 16 && try(tonumber(split("/", var.vpc.cidr)[1]), 99) <= 24
    error_message = "vpc.cidr: an IPv4 range of /16 to /24, as 10.64.0.0/22."
  }
  validation {
    condition     = var.vpc.availability_zones >= 2 && var.vpc.availability_zones <= 4
    error_message = "vpc.availability_zones: 2 to 4."
  }
}

variable "interface_endpoints" {
  description = "Services that get an endpoint in the subnets, in place of a NAT gateway. Empty where the VPC has them, or a way out: see https_cidrs."
  type        = set(string)
  nullable    = false
  default     = ["dms", "ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "states", "sts"]

  validation {
    condition     = length(setsubtract(var.interface_endpoints, ["dms", "ecr.api", "ecr.dkr", "ecs", "kms", "logs", "secretsmanager", "sns", "states", "sts"])) == 0
    error_message = "interface_endpoints: among dms, ecr.api, ecr.dkr, ecs, kms, logs, secretsmanager, sns, states, sts."
  }
}

variable "s3_gateway" {
  description = "Makes the gateway endpoint of S3 in the route tables. False where they have one."
  type        = bool
  nullable    = false
  default     = true

  validation {
    condition     = !var.s3_gateway || var.vpc.id == null || length(var.vpc.route_table_ids) > 0
    error_message = "s3_gateway: a VPC that is there needs vpc.route_table_ids; false where these have a gateway endpoint of S3."
  }
}

variable "https_cidrs" {
  description = "Ranges that may be reached by HTTPS besides: of endpoints that are there, or 0.0.0.0/0 by a NAT gateway or proxy of yours."
  type        = set(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for cidr in var.https_cidrs : can(cidrhost(cidr, 0))])
    error_message = "https_cidrs: IPv4 ranges, as 10.0.0.0/16."
  }
}

variable "databases" {
  description = "What may be reached: a port of a range of addresses or of a security group, by name."
  type = map(object({
    port              = number
    cidr              = optional(string)
    security_group_id = optional(string)
  }))
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for database in var.databases : database.port >= 1 && database.port <= 65535])
    error_message = "databases: a port is 1 to 65535."
  }
  validation {
    condition     = alltrue([for database in var.databases : (database.cidr == null) != (database.security_group_id == null)])
    error_message = "databases: either cidr or security_group_id, and not both."
  }
  validation {
    condition     = alltrue([for database in var.databases : database.cidr == null || can(cidrhost(database.cidr, 0))])
    error_message = "databases: cidr is an IPv4 range, as 10.0.1.5/32."
  }
  validation {
    condition     = alltrue([for database in var.databases : database.cidr == null || !endswith(coalesce(database.cidr, "x"), "/0")])
    error_message = "databases: cidr: not every address there is."
  }
  validation {
    condition     = alltrue([for database in var.databases : database.security_group_id == null || can(regex("^sg-[0-9a-f]+$", database.security_group_id))])
    error_message = "databases: security_group_id is a security group's id, sg-..."
  }
}

variable "bucket_arns" {
  description = "Buckets that the gateway endpoint lets through, besides the one of ECR's layers."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.bucket_arns) > 0 && alltrue([for arn in var.bucket_arns : can(regex("^arn:[a-z-]+:s3:::[a-z0-9][a-z0-9.-]+$", arn))])
    error_message = "bucket_arns: one or more ARNs of buckets, arn:aws:s3:::..."
  }
}
