variable "name" {
  description = "What every secret's name starts with: NAME/SECRET."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "key_arn" {
  description = "The KMS key of secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.key_arn))
    error_message = "key_arn: the ARN of a KMS key."
  }
}

variable "logins" {
  description = "The logins, by name. With a password_version the password comes from var.passwords, and is written whenever that number changes; without (0), the secret is made empty, and somebody else writes {username, password, host, port} into it."
  type = map(object({
    host             = string
    port             = number
    username         = string
    password_version = optional(number, 0)
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.logins) : can(regex("^[A-Za-z0-9][A-Za-z0-9_/-]{0,79}$", name))])
    error_message = "logins: a name is letters, digits, _ / and -, 80 at most."
  }
  validation {
    condition     = alltrue([for login in var.logins : login.port >= 1 && login.port <= 65535])
    error_message = "logins: a port is 1 to 65535."
  }
  validation {
    condition     = alltrue([for login in var.logins : login.password_version >= 0 && floor(login.password_version) == login.password_version])
    error_message = "logins: password_version is 0 or a whole number above."
  }
}

variable "passwords" {
  description = "Passwords by login. Ephemeral: terraform keeps them neither in a plan nor in the state."
  type        = map(string)
  ephemeral   = true
  sensitive   = true
  nullable    = false
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.passwords), keys(var.logins))) == 0
    error_message = "passwords: one is for a login that logins does not have."
  }
  validation {
    condition     = alltrue([for name, login in var.logins : login.password_version == 0 || try(length(var.passwords[name]) > 0, false)])
    error_message = "passwords: a login with a password_version has none here. terraform forgets them: every plan and apply must be given them again."
  }
}

variable "readers" {
  description = "ARN patterns of the roles that alone may read the secrets, whatever else IAM allows. Empty: whom IAM lets."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.readers : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/", arn))])
    error_message = "readers: ARNs of roles, arn:aws:iam::ACCOUNT:role/..."
  }
}

variable "recovery_window_in_days" {
  description = "How long a deleted secret can be restored; 0: not at all, and its name is free at once."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "recovery_window_in_days: 0, or 7 to 30."
  }
}
