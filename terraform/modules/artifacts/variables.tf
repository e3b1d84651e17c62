variable "bucket_name" {
  description = "The bucket's name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name: 3 to 63 lower-case letters, digits and hyphens, without a hyphen at its ends; no dots, for TLS."
  }
}

variable "key_arn" {
  description = "The KMS key of artifacts. Objects under another one are refused."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.key_arn))
    error_message = "key_arn: the ARN of a KMS key."
  }
}

variable "retention_days" {
  description = "How long an artifact is kept."
  type        = number
  nullable    = false
  default     = 365

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 3650
    error_message = "retention_days: 1 to 3650."
  }
}

variable "noncurrent_retention_days" {
  description = "How long an artifact is kept after another was written in its place."
  type        = number
  nullable    = false
  default     = 90

  validation {
    condition     = var.noncurrent_retention_days >= 1 && var.noncurrent_retention_days <= 3650
    error_message = "noncurrent_retention_days: 1 to 3650."
  }
}

variable "force_destroy" {
  description = "Lets terraform destroy a bucket that is not empty."
  type        = bool
  nullable    = false
  default     = false
}
