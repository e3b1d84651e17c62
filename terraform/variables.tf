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
  description = "Where tasks and DMS run, how they reach AWS, and which databases they may reach: see modules/network."
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
    databases = optional(map(object({
      port              = number
      cidr              = optional(string)
      security_group_id = optional(string)
    })), {})
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

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention.logs)
    error_message = "retention.logs: one of the numbers that CloudWatch Logs knows, as 30, 90 or 365."
  }
}

variable "force_destroy" {
  description = "Lets terraform destroy a bucket that is not empty."
  type        = bool
  nullable    = false
  default     = false
}

variable "worker" {
  description = "The worker's task: its image by digest, what it is built for (X86_64, ARM64), its size, where in it the authorities of the databases' certificates are, and more environment: see modules/ecs-worker."
  type = object({
    image            = string
    cpu_architecture = optional(string, "ARM64")
    size = optional(object({
      cpu     = optional(number, 1024)
      memory  = optional(number, 2048)
      storage = optional(number, 21)
    }), {})
    ca_bundle_path = optional(string, "")
    environment    = optional(map(string), {})
  })
  nullable = false
}

variable "databases" {
  description = "What is replicated, by name: two sides, how the rows are loaded (dms, serverless, understudy), how a step waits for its task (sync, token), when somebody is asked (never, on_findings, always), and the rest of the job as YAML, masking above all. A side without secret_arn gets a secret, whose password is in var.passwords under NAME-source or NAME-target while password_version is above 0. With iam_resource_id the worker logs in by IAM tokens; DMS goes on using the secret."
  type = map(object({
    source = object({
      engine           = string
      host             = string
      port             = optional(number)
      database         = optional(string, "")
      username         = string
      secret_arn       = optional(string)
      secret_key_arn   = optional(string)
      password_version = optional(number, 0)
      iam_resource_id  = optional(string)
    })
    target = object({
      engine           = string
      host             = string
      port             = optional(number)
      database         = optional(string, "")
      username         = string
      secret_arn       = optional(string)
      secret_key_arn   = optional(string)
      password_version = optional(number, 0)
      iam_resource_id  = optional(string)
    })
    load          = optional(string, "dms")
    wait          = optional(string, "sync")
    approve       = optional(string, "on_findings")
    boolean       = optional(bool, false)
    varchar_bytes = optional(number, 0)
    job           = string
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.databases) : can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", name)) && length(name) <= 32])
    error_message = "databases: a name is up to 32 lower-case letters, digits and single hyphens, a letter first."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : contains(["postgres", "aurora-postgresql", "mysql", "aurora-mysql", "mariadb"], side.engine)]]))
    error_message = "databases: an engine is postgres, aurora-postgresql, mysql, aurora-mysql or mariadb."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : can(regex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", side.host))]]))
    error_message = "databases: a host is a name or an IPv4 address, without a port."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : try(side.port >= 1 && side.port <= 65535, side.port == null)]]))
    error_message = "databases: a port is 1 to 65535."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : length(side.username) > 0]]))
    error_message = "databases: a username is not empty."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : side.database != "" || !contains(["postgres", "aurora-postgresql"], side.engine)]]))
    error_message = "databases: PostgreSQL needs a database's name."
  }
  validation {
    condition     = alltrue(flatten([for database in var.databases : [for side in [database.source, database.target] : side.secret_arn == null || side.password_version == 0]]))
    error_message = "databases: secret_arn is of a secret that is there; password_version of one that is made here: not both."
  }
  validation {
    condition     = alltrue([for database in var.databases : contains(["dms", "serverless", "understudy"], database.load)])
    error_message = "databases: load is dms, serverless or understudy."
  }
  validation {
    condition     = alltrue([for database in var.databases : contains(["sync", "token"], database.wait) && contains(["never", "on_findings", "always"], database.approve)])
    error_message = "databases: wait is sync or token; approve is never, on_findings or always."
  }
  validation {
    condition     = alltrue([for database in var.databases : can(keys(yamldecode(database.job)))])
    error_message = "databases: job is YAML, a mapping of keys of the job spec."
  }
  validation {
    condition     = alltrue([for database in var.databases : length(setintersection(try(keys(yamldecode(database.job)), []), ["version", "name", "source", "target", "artifacts", "artifacts_key"])) == 0])
    error_message = "databases: job says neither version, name, source, target, artifacts nor artifacts_key: these are written here."
  }
  validation {
    condition     = alltrue([for database in var.databases : contains(try(keys(yamldecode(database.job)), ["masking"]), "masking")])
    error_message = "databases: job says masking: which columns are masked and how, or none."
  }
}

variable "passwords" {
  description = "Passwords of the logins whose password_version is above 0, by NAME-source and NAME-target. Ephemeral: terraform keeps them neither in a plan nor in the state, so every plan and apply must be given them."
  type        = map(string)
  ephemeral   = true
  sensitive   = true
  nullable    = false
  default     = {}
}

variable "dms" {
  description = "The replication instance (made only where a database's load is dms), the largest size of a serverless replication in capacity units, the authorities of the databases' certificates as PEM, and whether the two roles of the account are made: see modules/dms."
  type = object({
    instance = optional(object({
      class              = optional(string, "dms.c6i.large")
      engine_version     = optional(string, "3.6.1")
      storage            = optional(number, 100)
      multi_az           = optional(bool, false)
      maintenance_window = optional(string, "sun:03:00-sun:04:00")
    }), {})
    max_capacity_units = optional(number, 16)
    ca_certificate_pem = optional(string, "")
    make_account_roles = optional(bool, true)
  })
  nullable = false
  default  = {}

  validation {
    condition     = contains([1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384], var.dms.max_capacity_units)
    error_message = "dms.max_capacity_units: 1, 2, 4, 8, 16, 32, 64, 128, 192, 256 or 384."
  }
}

variable "workflow" {
  description = "How many databases are worked on at once, how often a command is tried, seconds that things may take, and who hears of runs: see modules/workflow."
  type = object({
    max_concurrency = optional(number, 4)
    attempts        = optional(number, 4)
    timeouts = optional(object({
      command   = optional(number, 43200)
      heartbeat = optional(number, 600)
      approval  = optional(number, 259200)
      load      = optional(number, 172800)
    }), {})
    emails = optional(set(string), [])
  })
  nullable = false
  default  = {}
}

variable "refresh" {
  description = "Nightly refreshes and the like, by name: when, as cron(...) or rate(...) in a time zone, and which of the databases. Their jobs are the same, with existing: refresh."
  type = map(object({
    expression = string
    timezone   = optional(string, "UTC")
    enabled    = optional(bool, true)
    databases  = set(string)
  }))
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for refresh in var.refresh : length(refresh.databases) > 0 && length(setsubtract(refresh.databases, keys(var.databases))) == 0])
    error_message = "refresh: databases are names of var.databases, at least one."
  }
}

variable "thresholds" {
  description = "When alarms are raised: see modules/observability."
  type = object({
    transient_per_hour   = optional(number, 5)
    cpu_percent          = optional(number, 90)
    free_memory_mib      = optional(number, 256)
    free_storage_percent = optional(number, 15)
  })
  nullable = false
  default  = {}
}
