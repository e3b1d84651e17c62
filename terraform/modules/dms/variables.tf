variable "name" {
  description = "What the names of all resources start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "databases" {
  description = "The databases, by name; of each the source's and the target's engine, database (PostgreSQL needs one; MySQL takes those of the table mappings), and secret {username, password, host, port}. boolean: a PostgreSQL source sends booleans as such (the job's dms.map_boolean_as_boolean). varchar_bytes: the longest varchar without a length, as the plan says. changes: the task goes on with changes after the load."
  type = map(object({
    source = object({
      engine     = string
      database   = optional(string, "")
      secret_arn = string
    })
    target = object({
      engine     = string
      database   = optional(string, "")
      secret_arn = string
    })
    boolean       = optional(bool, false)
    varchar_bytes = optional(number, 0)
    changes       = optional(bool, false)
  }))
  nullable = false

  validation {
    condition     = length(var.databases) > 0
    error_message = "databases: at least one."
  }
  validation {
    condition     = alltrue([for name in keys(var.databases) : can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", name)) && length(name) <= 32])
    error_message = "databases: a name is up to 32 lower-case letters, digits and single hyphens, a letter first."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : contains(["postgres", "aurora-postgresql", "mysql", "aurora-mysql", "mariadb"], side.engine)]]))
    error_message = "databases: an engine is postgres, aurora-postgresql, mysql, aurora-mysql or mariadb."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : side.database != "" || !contains(["postgres", "aurora-postgresql"], side.engine)]]))
    error_message = "databases: PostgreSQL needs a database's name."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:[^*]+$", side.secret_arn))]]))
    error_message = "databases: secret_arn is the whole ARN of a secret."
  }
  validation {
    condition     = alltrue([for database in var.databases : database.varchar_bytes == 0 || (database.varchar_bytes >= 8000 && database.varchar_bytes <= 10485760)])
    error_message = "databases: varchar_bytes is 0, or 8000 to 10485760."
  }
}

variable "secret_key_arns" {
  description = "KMS keys that the secrets are under."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.secret_key_arns) > 0 && alltrue([for arn in var.secret_key_arns : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", arn))])
    error_message = "secret_key_arns: one or more ARNs of KMS keys."
  }
}

variable "ca_certificate_pem" {
  description = "The authorities that the databases' certificates are checked against, as PEM: of RDS, the region's bundle. Empty: DMS encrypts without checking, which it does for PostgreSQL only."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.ca_certificate_pem == "" || can(regex("-----BEGIN CERTIFICATE-----", var.ca_certificate_pem))
    error_message = "ca_certificate_pem: PEM, with -----BEGIN CERTIFICATE-----."
  }
  validation {
    condition     = !can(regex("PRIVATE KEY", var.ca_certificate_pem))
    error_message = "ca_certificate_pem: certificates only, no private key."
  }
  validation {
    condition     = var.ca_certificate_pem != "" || alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : contains(["postgres", "aurora-postgresql"], side.engine)]]))
    error_message = "ca_certificate_pem: DMS has no encrypted connection to MySQL and MariaDB without it."
  }
}

variable "key_arn" {
  description = "The KMS key of rows on their way: the replication instance's storage, and what DMS keeps of endpoints."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.key_arn))
    error_message = "key_arn: the ARN of a KMS key."
  }
}

variable "log_key_arn" {
  description = "The KMS key of logs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.log_key_arn))
    error_message = "log_key_arn: the ARN of a KMS key."
  }
}

variable "subnet_ids" {
  description = "Subnets of the replication instance or of serverless replications, in two availability zones at least."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids: two subnets or more, in two availability zones."
  }
}

variable "security_group_id" {
  description = "The security group of DMS."
  type        = string
  nullable    = false
}

variable "instance" {
  description = "The replication instance that classic tasks run on; made: false where all loads are serverless."
  type = object({
    made               = optional(bool, true)
    class              = optional(string, "dms.c6i.large")
    engine_version     = optional(string, "3.6.1")
    storage            = optional(number, 100)
    multi_az           = optional(bool, false)
    maintenance_window = optional(string, "sun:03:00-sun:04:00")
  })
  nullable = false
  default  = {}

  validation {
    condition     = can(regex("^dms\\.[a-z0-9]+\\.[a-z0-9]+$", var.instance.class))
    error_message = "instance.class: as dms.c6i.large."
  }
  validation {
    condition     = can(regex("^3\\.(5\\.[4-9]|[6-9]\\.[0-9]+)$", var.instance.engine_version))
    error_message = "instance.engine_version: 3.5.4 or newer: older ones cannot mask."
  }
  validation {
    condition     = var.instance.storage >= 5 && var.instance.storage <= 6144
    error_message = "instance.storage: 5 to 6144 GiB."
  }
  validation {
    condition     = can(regex("^(mon|tue|wed|thu|fri|sat|sun):[0-2][0-9]:[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):[0-2][0-9]:[0-5][0-9]$", var.instance.maintenance_window))
    error_message = "instance.maintenance_window: as sun:03:00-sun:04:00, in UTC."
  }
}

variable "make_account_roles" {
  description = "Makes dms-vpc-role and dms-cloudwatch-logs-role. DMS looks for these names, so an account has one of each: false where it has them."
  type        = bool
  nullable    = false
  default     = true
}

variable "log_retention_days" {
  description = "How long the logs of tasks on the replication instance are kept."
  type        = number
  nullable    = false
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: one of the numbers that CloudWatch Logs knows, as 30, 90 or 365."
  }
}
