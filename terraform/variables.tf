variable "name" {
  description = "What the names of all resources start with. Two systems in one account and region need two names."
  type        = string
  nullable    = false
  default     = "understudy"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "network" {
  description = "Where tasks and DMS run, and how they reach AWS: see modules/network."
  type = object({
    vpc = optional(object({
      id                 = optional(string)
      private_subnet_ids = optional(list(string), [])
      route_table_ids    = optional(list(string), [])
      cidr               = optional(string, "10.64.0.0/22")
      availability_zones = optional(number, 2)
    }), {})
    interface_endpoints = optional(set(string), ["dms", "ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "states", "sts"])
    s3_gateway          = optional(bool, true)
    https_cidrs         = optional(set(string), [])
  })
  nullable = false
  default  = {}
}

variable "bucket_name" {
  description = "The bucket of job specs, plans and reports. Empty: NAME-artifacts-ACCOUNT-REGION."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.bucket_name == "" || can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name: 3 to 63 lower-case letters, digits and hyphens, without a hyphen at its ends; no dots, for TLS."
  }
}

variable "retention" {
  description = "Days that things are kept: artifacts of a run, artifacts that were written over, logs, deleted secrets (0, or 7 to 30), deleted keys (7 to 30)."
  type = object({
    artifacts            = optional(number, 365)
    noncurrent_artifacts = optional(number, 90)
    logs                 = optional(number, 365)
    deleted_secrets      = optional(number, 30)
    deleted_keys         = optional(number, 30)
  })
  nullable = false
  default  = {}
}

variable "force_destroy" {
  description = "Lets terraform destroy a bucket that is not empty."
  type        = bool
  nullable    = false
  default     = false
}
