variable "name" {
  description = "What every alias starts with: alias/NAME-CLASS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "rotation_period_in_days" {
  description = "How often the key material is made anew."
  type        = number
  nullable    = false
  default     = 365

  validation {
    condition     = var.rotation_period_in_days >= 90 && var.rotation_period_in_days <= 2560
    error_message = "rotation_period_in_days: 90 to 2560."
  }
}

variable "deletion_window_in_days" {
  description = "How long a deleted key can still be recovered. What it encrypted is lost after that."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = var.deletion_window_in_days >= 7 && var.deletion_window_in_days <= 30
    error_message = "deletion_window_in_days: 7 to 30."
  }
}
